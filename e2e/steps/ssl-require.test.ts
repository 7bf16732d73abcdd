import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applicationHost } from '../fixtures/own-files.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('step 1, in a real browser', { timeout: 120_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
    await wizard.click('Prepare files');
    await wizard.isAt('ssl-require');
    wizard.page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => wizard.close());

  const field = (name: string) => wizard.page.getByRole('textbox', { name, exact: true });
  const check = (name: string) => wizard.page.getByRole('checkbox', { name, exact: true });
  const verdict = () => wizard.page.getByRole('region', { name: 'Will asking work?' });

  it('asks for the site and names nothing as wrong before anything was typed', async () => {
    const { page } = wizard;
    await wizard.isSettled();
    await expect.poll(() => page.getByRole('navigation').getByRole('button').first().innerText()).toContain('to do');
    await page.locator('.finding', { hasText: 'Site name: not filled in yet' }).waitFor();
    expect(await page.getByTestId('finding-counts').innerText()).not.toContain('error');
    await field('Site name').focus();
    await field('Folder of the site').focus();
    await page.getByText('Fill it in.').first().waitFor();
  });

  it('offers the sites of a dropped applicationHost.config, and takes the folder and the binding of the chosen one', async () => {
    const { page, folder } = wizard;
    const file = join(folder, 'applicationHost.config');
    const sites = ['intranet', 'shop "old"'].map((name) => ({ name, path: `D:\\sites\\${name.slice(0, 4)}` }));
    writeFileSync(file, applicationHost(sites));
    await wizard.drop(file);
    await wizard.arrivals().filter({ hasText: 'with 2 sites: choose yours in step 1.' }).waitFor();
    const picker = page.getByRole('combobox', { name: 'Site name' });
    await expect
      .poll(() => picker.getByRole('option').allInnerTexts())
      .toEqual(['Choose a site …', 'intranet', 'shop "old"']);
    await picker.selectOption('shop "old"');
    await page.getByText('Its folder is D:\\sites\\shop.').waitFor();
    // The site's one https binding is the one that is meant.
    await expect.poll(() => field('Host name').inputValue()).toBe('site1.contoso.com');
    const listed = page.getByRole('button', { name: 'Use *:443:site1.contoso.com' });
    await expect.poll(() => listed.getAttribute('aria-pressed')).toBe('true');
    await field('Host name').fill('other.contoso.com');
    await expect.poll(() => listed.getAttribute('aria-pressed')).toBe('false');
    const isAdded = page.getByText('None of these is *:443:other.contoso.com, which stands below: it would be added');
    await isAdded.waitFor();
    await listed.click();
    await expect.poll(() => field('Host name').inputValue()).toBe('site1.contoso.com');
    await isAdded.waitFor({ state: 'hidden' });
    expect([await field('Port').inputValue(), await field('IP address').inputValue()]).toEqual(['443', '*']);
    await expect.poll(() => check('Server name indication').isChecked()).toBe(true);
    await expect.poll(() => page.locator('.frame-site').innerText()).toBe('Site “shop "old"”');
  });

  it('says how asking goes on this Windows, and mends it with the best fix first', async () => {
    const { page } = wizard;
    const negotiate = check('Ask for the certificate in the first handshake');
    await negotiate.uncheck();
    await verdict().getByText('This breaks under TLS 1.3').waitFor();
    await expect
      .poll(() => verdict().getByRole('button').allInnerTexts())
      .toEqual([
        'Ask in the first handshake',
        'Turn off TLS 1.3 on this binding',
        'Give the protected part a host name of its own',
      ]);
    await verdict().getByText('Connection reset, nothing in the log').waitFor();
    await verdict().getByRole('button').nth(2).click();
    await expect.poll(() => field('Host name').evaluate((input) => input.matches(':focus'))).toBe(true);
    await verdict().getByRole('button').first().click();
    await verdict().getByText('Visitors are asked in the first handshake').waitFor();
    await expect.poll(() => negotiate.isChecked()).toBe(true);

    await page.getByRole('combobox', { name: 'Windows version' }).selectOption('server-2016');
    await negotiate.uncheck();
    await verdict().getByText('Not known over HTTP/2').waitFor();
    expect(await check('Turn off TLS 1.3 on this binding').count()).toBe(0);
    await verdict().getByRole('button', { name: 'Turn off HTTP/2 on this binding' }).click();
    await verdict().getByText('Visitors are asked when they open a page').waitFor();
    await page.getByRole('combobox', { name: 'Windows version' }).selectOption('server-2022');
    await page.getByRole('switch', { name: 'Set the https binding here' }).click();
    await verdict().getByText('Not known: does the binding ask in the first handshake?').waitFor();
    for (let undone = 0; undone < 5; undone += 1) await page.keyboard.press('Control+z');
    await verdict().getByText('Visitors are asked in the first handshake').waitFor();
  });

  it('tells the flags by what happens to a visitor, and mends what makes them useless', async () => {
    const { page } = wizard;
    const radio = (name: string) => page.getByRole('radio', { name, exact: true });
    await expect.poll(() => radio('Require').isChecked()).toBe(true);
    await radio('Ignore').check();
    await verdict().getByText('Nobody is asked for a certificate').waitFor();
    await verdict().getByRole('button', { name: 'Require a certificate' }).click();
    await expect.poll(() => radio('Require').isChecked()).toBe(true);
    await check('Require SSL').uncheck();
    const finding = page.locator('.finding', { hasText: 'http:// is not refused' });
    await finding.getByRole('button', { name: 'Require SSL', exact: true }).click();
    await finding.waitFor({ state: 'hidden' });
    await expect.poll(() => check('Require SSL').isChecked()).toBe(true);
  });

  it('protects paths below the site, says what is no path, and leads to it', async () => {
    const { page } = wizard;
    await page.getByRole('radio', { name: 'Only some paths' }).check();
    await expect.poll(() => field('Path 1').inputValue()).toBe('/secure');
    await page.getByText('Every visitor of this binding is asked for a certificate').first().waitFor();
    await wizard.click('Add a path');
    await field('Path 2').fill('no path');
    const finding = page.locator('.finding', { hasText: '"no path" is not a path of a site' });
    await finding.getByRole('button', { name: /^Fix/ }).click();
    await expect.poll(() => field('Path 2').evaluate((input) => input.matches(':focus'))).toBe(true);
    await field('Path 2').fill('/SECURE');
    const twice = page.locator('.finding', { hasText: 'is named twice' });
    await twice.getByRole('button', { name: 'Remove this path' }).click();
    await twice.waitFor({ state: 'hidden' });
    expect(await field('Path 2').count()).toBe(0);
  });

  it('shows what it does to the server, as sentences and commands', async () => {
    const { page } = wizard;
    await page.keyboard.press('Alt+s');
    const sheet = page.getByRole('dialog', { name: 'What happens on the server' });
    await sheet.getByText('What step 1, SSL Require, adds to the plan.').waitFor();
    await sheet.getByRole('button', { name: /^Copy/ }).first().waitFor();
    await expect.poll(() => sheet.getByRole('listitem').count()).toBeGreaterThan(0);
    await expect.poll(() => sheet.innerText()).toContain('SslNegotiateCert');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });
});
