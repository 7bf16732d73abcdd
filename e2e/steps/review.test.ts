import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('step 6, in a real browser', { timeout: 120_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
    await wizard.click('Practice');
    await wizard.goOnTo('review');
    wizard.page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => wizard.close());

  const radio = (name: string) => wizard.page.getByRole('radio', { name: new RegExp(`^${name}`) });
  const tab = (name: string) => wizard.page.getByRole('tab', { name, exact: true });

  it('lists the changes in their order, each with its step, before and after', async () => {
    const { page } = wizard;
    const changes = page.locator('.change-list > li');
    const count = await changes.count();
    await page.getByText(`${count} changes, in the order in which they are made.`).waitFor();
    const titles = await page.locator('.change-list .change-title').allInnerTexts();
    // The site is shut last: SSL flags come after the mappings.
    const at = (pattern: RegExp) => titles.findIndex((title) => pattern.test(title));
    expect(at(/certuser/i)).toBeLessThan(at(/SSL/));
    await changes.first().locator('summary').press('Enter');
    await changes.first().getByRole('heading', { name: 'Before' }).waitFor();
    await changes.first().getByRole('heading', { name: 'After' }).waitFor();
    expect(await changes.first().locator('.change-badge').first().innerText()).not.toBe('');
  });

  it('shows each configuration file before and after, unified and side by side', async () => {
    const { page } = wizard;
    await tab('applicationHost.config').click();
    const diff = page.locator('.diff-scroll');
    await diff.locator('tr.diff-added').first().waitFor();
    await expect.poll(() => diff.innerText()).toContain('iisClientCertificateMappingAuthentication');
    await tab('Side by side').click();
    await diff.getByRole('columnheader', { name: 'Before' }).waitFor();
    await diff.getByRole('columnheader', { name: 'After' }).waitFor();
    // The width is for the text, not for the line numbers.
    const widthOf = async (part: string) => (await diff.locator(part).first().boundingBox())?.width ?? 0;
    expect(await widthOf('td.diff-text')).toBeGreaterThan(3 * (await widthOf('td.diff-number')));
    await tab('Unified').click();
  });

  it('helps with the field that has the focus', async () => {
    const { page } = wizard;
    await page.getByRole('textbox', { name: 'Folder to write' }).focus();
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: 'Help' });
    await expect.poll(() => help.getByRole('term').first().innerText()).toBe('Folder to write');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
  });

  it('names whom it concerns', async () => {
    const { page } = wizard;
    await tab('Who is affected').click();
    await page.getByRole('heading', { name: 'Bindings of the site' }).waitFor();
    await page.locator('.affected-names').first().getByText(':443:').first().waitFor();
    await page.getByText('Not measured. The application of the site can restart').waitFor();
    await tab('Changes').click();
  });

  it('says what each target needs, and plans for the one that is chosen', async () => {
    const { page } = wizard;
    await expect.poll(() => radio('applicationHost.config').isChecked()).toBe(true);
    await radio('web.config').check();
    await page.locator('.finding', { hasText: 'web.config is not the recommended target' }).waitFor();
    await tab('web.config').waitFor();
    await page
      .locator('.change-title', { hasText: /unlock/i })
      .first()
      .waitFor();
    await page.getByText('the whole site answers 500.19').waitFor();
    await radio('applicationHost.config').check();
    await tab('web.config').waitFor({ state: 'hidden' });
  });

  it('hands the files over as a zip, and names what must not be copied by hand', async () => {
    const { page } = wizard;
    await page.getByRole('heading', { name: 'Not to be copied by hand' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), wizard.click('Download as zip')]);
    const files = Object.keys(unzipSync(readFileSync(await download.path())));
    expect(files).toEqual(expect.arrayContaining(['MANIFEST.json', 'README.html', 'apply.ps1', 'plan.json']));
    await page.getByText(`${files.length} files were handed to the browser as a zip file.`).first().waitFor();
  });

  it('does not write over what is not its own, and says why', async () => {
    const { page, folder } = wizard;
    await wizard.fill('Folder to write', folder);
    await wizard.click('Write the folder');
    await page.getByText('The output folder exists already').first().waitFor();
    await wizard.fill('Folder to write', join(folder, 'bundle'));
    await wizard.click('Write the folder');
    await page.getByText('files were written to').first().waitFor();
    const { digest } = JSON.parse(readFileSync(join(folder, 'bundle', 'plan.json'), 'utf8')) as { digest: string };
    await page.getByText(digest, { exact: true }).waitFor();
  });

  it('keeps errors out of the files, and leads to where they are mended', async () => {
    const { page } = wizard;
    await page.getByRole('navigation').getByRole('button').first().click();
    await wizard.isAt('ssl-require');
    await page.getByRole('textbox', { name: 'Host name' }).fill('https://no name');
    await page.getByRole('navigation').getByRole('button').nth(5).click();
    await wizard.isAt('review');
    const blocking = page.getByRole('region', { name: 'This keeps the files from being written' });
    await blocking.getByText('is not a host name').first().waitFor();
    await wizard.click('Download as zip');
    await page.getByTestId('live').getByText('Something is missing or wrong, so nothing was written.').waitFor();
    await blocking.getByRole('button', { name: /^Fix/ }).first().click();
    await wizard.isAt('ssl-require');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Host name' }).evaluate((input) => input.matches(':focus')))
      .toBe(true);
  });
});
