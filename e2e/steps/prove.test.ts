import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined)('step 7, in a real browser', { timeout: 120_000 }, () => {
  let wizard: Wizard;
  beforeAll(async () => {
    wizard = await Wizard.open();
    await wizard.click('Practice');
    await wizard.goOnTo('prove');
    wizard.page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => wizard.close());

  const lines = () => wizard.page.getByRole('region', { name: 'Try it with a real request' }).locator('pre code');
  const diagnosis = () => wizard.page.locator('.diagnosis');
  const ask = (text: string) =>
    wizard.page.getByRole('textbox', { name: 'Status, code, log line or error' }).fill(text);

  it('has lines for both TLS versions and both kinds of computer, which send a request', async () => {
    const { page } = wizard;
    const windows = await lines().allInnerTexts();
    expect(windows.filter((line) => line.startsWith('curl.exe '))).toEqual([
      expect.stringContaining('--tlsv1.2 --tls-max 1.2'),
      expect.stringContaining('--tlsv1.3'),
    ]);
    expect(windows.filter((line) => line.includes('Invoke-WebRequest '))).toEqual([
      expect.stringContaining("SecurityProtocol = 'Tls12'"),
      expect.stringContaining("SecurityProtocol = 'Tls13'"),
    ]);
    for (const line of windows) expect(line).toMatch(/CurrentUser\\My\\[0-9A-F]{40}/i);
    await page.getByRole('tab', { name: 'Linux, macOS, Git Bash' }).click();
    const posix = await lines().allInnerTexts();
    const openssl = posix.filter((line) => line.includes('openssl s_client'));
    expect(openssl).toEqual([expect.stringContaining('-tls1_2'), expect.stringContaining('-tls1_3')]);
    for (const line of openssl) expect(line).toMatch(/^printf 'GET .+ \| openssl s_client -connect .+:443/);
    await page.getByRole('tab', { name: 'Windows', exact: true }).click();
  });

  it('copies a line as it stands', async () => {
    const { page } = wizard;
    await wizard.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: /^Copy/ }).first().click();
    await page.getByTestId('live').getByText('Copied to the clipboard.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await lines().first().textContent());
  });

  it('takes another host name and another visitor, quoted for the shell', async () => {
    const { page } = wizard;
    await page.getByRole('textbox', { name: 'Host name' }).fill('a"; whoami #');
    await expect.poll(() => lines().first().innerText()).not.toContain('https://a";');
    const first = await lines().first().innerText();
    const visitors = page.getByRole('combobox', { name: 'Visitor' });
    await visitors.selectOption({ index: 1 });
    await expect.poll(() => lines().first().innerText()).not.toBe(first);
  });

  it.each([
    ['403.16', 'does not trust'],
    ['0x8007052e', 'Wrong user name or password'],
    ['0x80093102', 'certificate'],
    [
      '2026-06-01 10:00:00 10.0.0.5 GET /secure - 443 - 10.0.0.9 curl/8.5 - 403 7 64 12\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
      '403.7',
    ],
    ['ERR_BAD_SSL_CLIENT_AUTH_CERT', 'certificate'],
  ])('explains %s: what it means, causes and what to do', async (pasted, meaning) => {
    await ask(pasted);
    await expect.poll(() => diagnosis().first().innerText()).toContain(meaning);
    await diagnosis().first().getByText('Causes, most likely first').waitFor();
    await diagnosis().first().getByText('What to do').waitFor();
  });

  it('says so when it does not know, and always has the three classic failures', async () => {
    const { page } = wizard;
    await ask('the printer is on fire');
    await expect.poll(() => diagnosis().allInnerTexts()).toEqual([expect.stringMatching(/not known|unknown|nothing/i)]);
    // Who knows nothing has no source for it.
    expect(await diagnosis().innerText()).not.toMatch(/Source:|Unverified/);
    const classic = page.getByRole('group', { name: 'The three classic failures' }).getByRole('button');
    await expect.poll(() => classic.count()).toBe(3);
    await classic.nth(1).click();
    await expect.poll(() => diagnosis().first().innerText()).toContain('0x8007052E');
    await ask('');
    await expect.poll(() => diagnosis().count()).toBe(0);
  });
});
