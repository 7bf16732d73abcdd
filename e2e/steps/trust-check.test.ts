import { mkdirSync, readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl, makePki, type Pki } from '../command-line/openssl.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined || !hasOpenssl)('step 4, in a real browser', { timeout: 120_000 }, () => {
  let wizard: Wizard;
  let own: string;
  let pki: Pki;
  beforeAll(async () => {
    wizard = await Wizard.open();
    own = join(wizard.folder, 'own');
    mkdirSync(own);
    pki = makePki(own);
    pki.issue('anna', '/O=Contoso/CN=Anna Berg');
    await wizard.click('Prepare files');
    await wizard.goOnTo('certificate-import');
    await wizard.drop(join(own, 'anna.pem'), join(own, 'issuing.pem'));
    await wizard.page.getByRole('heading', { name: 'Anna Berg' }).waitFor();
    await wizard.click('Next');
    await wizard.click('Next');
    await wizard.isAt('trust-check');
    wizard.page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => wizard.close());

  const control = (number: 1 | 2) => wizard.page.locator('section.control').nth(number - 1);
  const says = (number: 1 | 2, state: string) =>
    control(number).locator('.control-state', { hasText: state }).waitFor();
  const paste = async (text: string) => {
    await wizard.page.getByRole('textbox', { name: 'Paste a listing here' }).fill(text);
    await wizard.click('Take the pasted text');
  };
  /** A store as `Get-ChildItem Cert:\LocalMachine\Root | Format-List *` lists it. */
  const listing = (...names: string[]) =>
    names
      .map((name) => {
        const { fingerprint, subject, issuer } = new X509Certificate(readFileSync(join(own, name)));
        const thumbprint = fingerprint.replaceAll(':', '');
        const onOneLine = (text: string) => text.split('\n').reverse().join(', ');
        return [
          `PSPath     : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root\\${thumbprint}`,
          'PSParentPath : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root',
          `Thumbprint : ${thumbprint}`,
          `Issuer     : ${onOneLine(issuer)}`,
          `Subject    : ${onOneLine(subject)}`,
        ].join('\r\n');
      })
      .join('\r\n\r\n');

  it('does not know what only the server knows, and says how to find it out', async () => {
    await says(1, 'Not known yet');
    await says(2, 'Not known yet');
    await control(1).getByText('Get-ChildItem Cert:\\LocalMachine\\Root | Format-List *').waitFor();
    await control(2).getByText('Where-Object {$_.Issuer -ne $_.Subject}').waitFor();
    expect(await wizard.page.getByText('Pass', { exact: true }).count()).toBe(0);
  });

  it('refuses a text that is no listing, and keeps it to be mended', async () => {
    await paste('it works on my machine');
    await wizard.page.getByText('is neither a listing of a store nor settings of a server').first().waitFor();
    expect(await wizard.page.getByRole('textbox', { name: 'Paste a listing here' }).inputValue()).not.toBe('');
    await says(1, 'Not known yet');
  });

  it('fails both controls by a listing without the root and with an intermediate, and says what mends them', async () => {
    const { page } = wizard;
    await paste(listing('issuing.pem'));
    await says(2, 'Fail');
    await control(2).getByText('O=Contoso', { exact: false }).first().waitFor();
    await control(2)
      .getByText(/Trusted Root|LocalMachine\\Root/)
      .first()
      .waitFor();
    await control(2).getByText('Undo', { exact: true }).waitFor();
    await page.getByText('By names only').waitFor();
    await wizard.click('Remove Pasted text');
    await says(2, 'Not known yet');
  });

  it('passes Control 2 by a sound listing, with what the verdict rests on', async () => {
    await paste(listing('root.pem'));
    await says(2, 'Pass');
    await wizard.click('Remove Pasted text');
    await says(2, 'Not known yet');
  });

  it('passes Control 2 by an export of the store, which is no file of the answers, and Control 1 once the root is there', async () => {
    const { page } = wizard;
    pki.openssl('crl2pkcs7', '-nocrl', '-certfile', 'root.pem', '-outform', 'der', '-out', 'root-store.p7b');
    await page.locator('input[type=file]').last().setInputFiles(join(own, 'root-store.p7b'));
    await says(2, 'Pass');
    // A CA of that name is there; whether it is the same key, a name cannot say.
    await says(1, 'Not known yet');
    await control(1).getByText('bring the certificate itself among the authorities').waitFor();
    await page.getByRole('navigation').getByRole('button').nth(1).click();
    await wizard.isAt('certificate-import');
    expect(await page.getByRole('main').getByText('root-store.p7b').count()).toBe(0);
    await wizard.drop(join(own, 'root.cer'));
    await page.getByRole('heading', { name: 'Contoso Root CA' }).waitFor();
    await page.getByRole('navigation').getByRole('button').nth(3).click();
    await wizard.isAt('trust-check');
    await says(1, 'Pass');
    await control(1).getByText('"Anna-Berg" leads to it, and it is in the store.').waitFor();
  });
});
