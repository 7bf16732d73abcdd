import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepIds } from '../../shared/steps/step-id.ts';
import { runHere } from '../command-line/run-here.ts';
import { certificatesLike, tableOf } from '../models/many-mappings.ts';
import { expectNoViolation } from '../models/judge.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('step 5, in a real browser', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  let practice = '';

  beforeAll(async () => {
    wizard = await Wizard.open();
    practice = join(wizard.folder, 'practice');
    await runHere(['new', '--sample', '--out', 'practice', '--json'], { cwd: wizard.folder });
    await wizard.click('Practice');
    await wizard.isAt('ssl-require');
    for (const step of stepIds.slice(1, stepIds.indexOf('mapping') + 1)) {
      await wizard.click('Next');
      await wizard.isAt(step);
    }
    wizard.page.setDefaultTimeout(30_000);
  }, 300_000);
  afterAll(() => wizard.close());

  const focused = () => wizard.page.evaluate<string>('document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText'); // prettier-ignore
  const mappings = () => wizard.page.getByRole('table', { name: 'One certificate, one account' });
  const ruleSets = () => wizard.page.getByRole('table', { name: 'Many certificates, one account' }).getByRole('button');
  const importing = () => wizard.page.getByRole('dialog');
  /** Opens the import by keyboard and gives it a table; the picker of the system is the one thing that a browser test cannot type into. */
  const offer = async (name: string, content: string, ...more: string[]) => {
    const file = join(wizard.folder, name);
    writeFileSync(file, content);
    await wizard.page.getByRole('button', { name: 'Import a CSV file …' }).press('Enter');
    await importing()
      .locator('input[type=file]')
      .first()
      .setInputFiles([file, ...more]);
  };

  it('maps one certificate to one account in at most 3 interactions', async () => {
    const { page } = wizard;
    const select = page.getByRole('checkbox', { name: /^Select all/ });
    await select.press('Space');
    await page.getByRole('button', { name: 'Remove', exact: true }).first().press('Enter');
    await page.getByText('Nothing is mapped one to one yet.').waitFor();
    // What had the focus is gone: it goes to what there is to do next.
    await expect.poll(focused).toBe('Map');
    // The certificate and the account are chosen already: the one interaction is the word.
    await page.keyboard.press('Enter');
    await mappings()
      .getByRole('row', { name: /^Row 1 of 1, .+, mapped to certuser$/ })
      .waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await mappings().waitFor();
  });

  it('has its tabs on one line', async () => {
    const tops = await wizard.page
      .getByRole('tab')
      .evaluateAll((tabs) => tabs.map((tab) => (tab as unknown as { offsetTop: number }).offsetTop));
    expect(new Set(tops).size).toBe(1);
  });

  it('says what stays open when a client is blocked, and what a screen reader calls the row', async () => {
    const { page } = wizard;
    const first = mappings().getByRole('switch').first();
    const name = (await first.getAttribute('aria-label')) ?? '';
    await first.press('Space');
    const client = name.replace(': enabled', '');
    await mappings()
      .getByRole('row', { name: new RegExp(`^Row 1 of \\d+, ${client}, mapped to .+, turned off$`) })
      .waitFor();
    await page.getByText(/A connection that is open already may keep it until it ends: test with a new one/).waitFor();
    await expect.poll(() => page.getByTestId('live').innerText()).toMatch(/A connection that is open already may keep/);
    await page.keyboard.press('Control+z');
    await expect.poll(() => first.isChecked()).toBe(true);
  });

  it('leads the focus on to the next row when one is removed', async () => {
    const { page } = wizard;
    const removers = mappings().getByRole('button', { name: /^Remove the mapping of / });
    const names = await removers.evaluateAll((buttons) => buttons.map((each) => each.getAttribute('aria-label')));
    await removers.first().press('Enter');
    await expect.poll(focused).toBe(names[1]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => removers.first().getAttribute('aria-label')).toBe(names[0]);
  });

  it('moves and removes a rule set by keyboard, and the focus with it', async () => {
    const { page } = wizard;
    await page.getByRole('tab', { name: /^Many to one/ }).click();
    const sets = ruleSets();
    const names = await sets.allInnerTexts();
    expect(names.length).toBeGreaterThan(1);
    await sets.first().press('Alt+ArrowDown');
    await expect.poll(() => sets.allInnerTexts()).toEqual([names[1], names[0], ...names.slice(2)]);
    await expect.poll(() => sets.nth(1).evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.keyboard.press('Control+z');
    await expect.poll(() => sets.allInnerTexts()).toEqual(names);
    for (let left = names.length - 1; left >= 0; left -= 1) {
      await page.keyboard.press('Delete');
      await expect.poll(() => sets.count()).toBe(left);
      await expect.poll(focused).toMatch(left === 0 ? /^Add a rule set$/ : /^Row \d+ of \d+, /);
    }
    for (let undone = 0; undone < names.length; undone += 1) await page.keyboard.press('Control+z');
    await expect.poll(() => sets.allInnerTexts()).toEqual(names);
  });

  it('moves a rule set by dragging it', async () => {
    const { page } = wizard;
    const sets = ruleSets();
    const names = await sets.allInnerTexts();
    const handles = page.locator('[data-drag-index]');
    await handles.first().dragTo(handles.nth(1));
    await expect.poll(() => sets.allInnerTexts()).toEqual([names[1], names[0], ...names.slice(2)]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => sets.allInnerTexts()).toEqual(names);
    await page.getByRole('tab', { name: /^One to one/ }).click();
  });

  it('shows the whole way, outcomes, renewals, names by a pattern and accounts, without a violation that axe finds', async () => {
    const { page } = wizard;
    const stations = page.getByRole('region', { name: /^From the handshake to the file/ }).getByRole('listitem');
    await stations.nth(5).waitFor();
    for (const part of await page.locator('details.templates > summary').all()) await part.press('Enter');
    await page.getByRole('table', { name: 'Certificates and outcomes' }).waitFor();
    await page.getByRole('table', { name: 'Accounts in use' }).waitFor();
    await expectNoViolation(page, 'the whole way');
    for (const part of await page.locator('details.templates > summary').all()) await part.press('Enter');
  });

  it('asks for the password of a file that a row names, again when it is wrong, and takes nothing dropped meanwhile for a client', async () => {
    const { page } = wizard;
    const clients = () => page.getByRole('combobox', { name: 'Certificate' }).last().locator('option').count();
    await page.getByRole('region', { name: /^From the handshake to the file/ }).waitFor();
    const before = await clients();
    const { files } = JSON.parse(readFileSync(join(practice, 'secrets.json'), 'utf8')) as { files: Record<string, string> }; // prettier-ignore
    const pfx = join(wizard.folder, 'from the visitor.pfx');
    copyFileSync(join(practice, 'certificates', 'carol.pfx'), pfx);
    const [other = ''] = certificatesLike(join(practice, 'certificates', 'alice.cer'), 1);
    await offer('locked.csv', `certificate;account\nfrom the visitor.pfx;certuser\n${other};certuser\n`);
    await importing().getByText('1 of 2 rows can be taken over; 1 cannot.').waitFor();
    await wizard.drop(pfx);
    const prompt = importing().getByLabel('Password of from the visitor.pfx', { exact: true });
    await prompt.fill('wrong');
    await prompt.press('Enter');
    await importing().getByText('The password does not open the file').first().waitFor();
    // The focus is in the field again.
    await expect.poll(() => prompt.evaluate((input) => input.matches(':focus'))).toBe(true);
    await page.keyboard.type(files['certificates/carol.pfx'] ?? '');
    await page.keyboard.press('Enter');
    await importing().getByText('2 rows can be taken over.').waitFor();
    expect(await importing().innerText()).not.toContain(files['certificates/carol.pfx']);
    await page.keyboard.press('Escape');
    await importing().waitFor({ state: 'hidden' });
    await wizard.isSettled();
    await expect.poll(clients).toBe(before);
    expect(await wizard.arrivals().count()).toBe(0);
  });

  it('maps the certificates of files that come without a table, each with its verdict, and takes them back', async () => {
    const { page } = wizard;
    const [fresh = ''] = certificatesLike(join(practice, 'certificates', 'alice.cer'), 1);
    const file = join(wizard.folder, 'fresh.cer');
    writeFileSync(file, Buffer.from(fresh, 'base64'));
    const before = Number(await mappings().getAttribute('aria-rowcount'));
    await page.getByRole('button', { name: 'Import a CSV file …' }).press('Enter');
    copyFileSync(file, join(wizard.folder, 'once more.cer'));
    const files = [file, join(wizard.folder, 'once more.cer'), join(practice, 'certificates', 'root.cer')];
    await importing().locator('input[type=file]').first().setInputFiles(files);
    await expect
      .poll(() => importing().innerText(), { timeout: 20_000 })
      .toContain('1 of 3 certificates can be mapped.');
    await importing()
      .getByRole('row', { name: /problem, An earlier row has the same certificate$/ })
      .waitFor();
    await importing().getByRole('button', { name: 'Map 1 certificate' }).press('Enter');
    await importing().waitFor({ state: 'hidden' });
    await expect.poll(() => mappings().getAttribute('aria-rowcount')).toBe(String(before + 1));
    await page.keyboard.press('Control+z');
    await expect.poll(() => mappings().getAttribute('aria-rowcount')).toBe(String(before));
  });

  it('takes files that a table names, and shows what is hostile as text', async () => {
    const { page } = wizard;
    const [first = '', second = ''] = certificatesLike(join(practice, 'certificates', 'alice.cer'), 2);
    mkdirSync(join(wizard.folder, 'more'), { recursive: true });
    const named = join(wizard.folder, 'more', 'new visitor.cer');
    writeFileSync(named, Buffer.from(first, 'base64'));
    const evil = '<img src=x onerror=alert(1)>\u202e"quoted"';
    const rows = [
      'account;certificate',
      'certuser;C:\\exports\\new visitor.cer',
      `"=HYPERLINK(""http://x"")";${second}`,
      `"${evil.replaceAll('"', '""')}";${second}`,
      `${'é'.repeat(5000)};${second}`,
    ];
    await offer('hostile.csv', rows.join('\n'), named);
    await importing().getByText('1 of 4 rows can be taken over; 3 cannot.').waitFor();
    await importing()
      .getByText(/account: .*=HYPERLINK/)
      .waitFor();
    await importing()
      .getByText(/<img src=x onerror=alert\(1\)>/)
      .waitFor();
    expect(await importing().locator('img').count()).toBe(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      importing().getByRole('button', { name: 'Download these 3 with reasons (CSV)' }).press('Enter'),
    ]);
    expect(download.suggestedFilename()).toBe('hostile-rejected.csv');
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.split('\n').filter((line) => /^\ufeff?"?[=+@-]/.test(line))).toEqual([]);
    expect(text).toContain('<img src=x onerror=alert(1)>');
    expect(text).toContain('é'.repeat(5000));
    expect(await importing().evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
    await expectNoViolation(page, 'hostile import');
    await page.keyboard.press('Escape');
    await importing().waitFor({ state: 'hidden' });
  });

  it('takes 9,950 of 10,000 rows after the word, none before, and gives them back at once', async () => {
    const { page } = wizard;
    const certificates = certificatesLike(join(practice, 'certificates', 'alice.cer'), 10_000);
    const before = await mappings().getAttribute('aria-rowcount');
    await offer('many.csv', tableOf(certificates, 'certuser', 200));
    await importing().getByText('9,950 of 10,000 rows can be taken over; 50 cannot.').waitFor({ timeout: 120_000 });
    await expect.poll(() => mappingsBehind().getAttribute('aria-rowcount')).toBe(before);
    await importing().getByRole('checkbox', { name: 'Only the 50 rows that cannot' }).press('Space');
    const rows = importing().getByRole('table', { name: 'Rows of the table' });
    await expect.poll(() => rows.getAttribute('aria-rowcount')).toBe('51');
    await rows.getByRole('row', { name: /^Row 201, problem, / }).waitFor();
    await importing().getByRole('button', { name: 'Take over 9,950 mappings' }).press('Enter');
    await importing().waitFor({ state: 'hidden' });
    const all = (9950 + Number(before) - 1).toLocaleString('en-US');
    await mappings()
      .getByRole('row', { name: new RegExp(`^Row 1 of ${all}, .+, mapped to `) })
      .waitFor();
    await page.keyboard.press('Control+z');
    await expect.poll(() => mappings().getAttribute('aria-rowcount')).toBe(before);
    expect(existsSync(join(wizard.folder, 'answers.json'))).toBe(false);
  });

  /** Behind a dialog the rest of the page is hidden from assistive technology. */
  const mappingsBehind = () => wizard.page.locator('[role=table][aria-label="One certificate, one account"]');
});
