import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl, makePki } from '../command-line/openssl.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

const passwords = { 'www.pfx': 'First-7$', 'anna.pfx': 'Sécond"pass' };

describe.skipIf(systemBrowser === undefined || !hasOpenssl)('step 2, in a real browser', { timeout: 120_000 }, () => {
  let wizard: Wizard;
  let own: string;
  beforeAll(async () => {
    wizard = await Wizard.open();
    own = join(wizard.folder, 'own');
    mkdirSync(own);
    const pki = makePki(own);
    pki.issue('www', '/O=Contoso/CN=intranet.contoso.com', {
      extensions: 'extendedKeyUsage=serverAuth\nsubjectAltName=DNS:intranet.contoso.com\n',
    });
    pki.issue('anna', '/O=Contoso/CN=Anna Berg');
    pki.issue('ben', '/O=Contoso/CN=Ben Carter');
    pki.pfx('www', passwords['www.pfx']);
    pki.pfx('anna', passwords['anna.pfx']);
    await wizard.click('Prepare files');
    await wizard.goOnTo('certificate-import');
    wizard.page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => wizard.close());

  const section = (name: string | RegExp) => wizard.page.getByRole('region', { name });
  const card = (name: string) =>
    wizard.page.locator('article.certificate', { has: wizard.page.getByRole('heading', { name, exact: true }) });

  it('says what to bring, and is "to do" until it is there', async () => {
    const { page } = wizard;
    for (const name of ['The server’s certificate', 'Authorities', 'The visitors’ certificates'])
      await section(name)
        .getByText(/^None yet\. Bring /)
        .waitFor();
    await expect.poll(() => page.getByRole('navigation').getByRole('button').nth(1).innerText()).toContain('to do');
  });

  it('asks each file for its own password, and keeps nothing of what was typed', async () => {
    const { page } = wizard;
    await wizard.drop(...['www.pfx', 'anna.pfx', 'ben.pem', 'root.cer'].map((name) => join(own, name)));
    const prompts = section('These files need their password');
    await prompts.getByLabel('Password of www.pfx').waitFor();
    await prompts.getByLabel('Password of anna.pfx').waitFor();
    await wizard.givePassword('anna.pfx', passwords['www.pfx']);
    await prompts.getByText('That password does not open the file.').waitFor();
    expect(await wizard.arrivals().count()).toBe(0);
    await expect.poll(() => page.getByRole('navigation').getByRole('button').nth(1).innerText()).toContain('to do');
    await expect.poll(() => prompts.getByLabel('Password of anna.pfx').inputValue()).toBe('');
    await wizard.givePassword('anna.pfx', passwords['anna.pfx']);
    await prompts.getByLabel('Password of anna.pfx').waitFor({ state: 'hidden' });
    await wizard.givePassword('www.pfx', passwords['www.pfx']);
    await prompts.waitFor({ state: 'hidden' });
    for (const password of Object.values(passwords)) expect(await page.content()).not.toContain(password);
  });

  it('gives each its role by what it contains, says where it goes, and takes another role', async () => {
    await section('The server’s certificate').getByRole('heading', { name: 'intranet.contoso.com' }).waitFor();
    await section('Authorities').getByRole('heading', { name: 'Contoso Root CA' }).waitFor();
    await section('The visitors’ certificates (2)').getByRole('heading', { name: 'Anna Berg' }).waitFor();
    await card('intranet.contoso.com').getByText('On the server, with its private key').waitFor();
    await card('Contoso Root CA').getByText('Trusted Root Certification Authorities').waitFor();
    await card('Anna Berg').getByText('Into no store of the server').waitFor();
    await card('Anna Berg').getByText('The server does not need it; it is not copied anywhere.').waitFor();
    expect(await card('Ben Carter').getByText('The server does not need it').count()).toBe(0);

    const role = card('Ben Carter').getByRole('combobox', { name: 'Role: ben.pem' });
    await role.selectOption('Intermediate authority');
    await section('Authorities').getByRole('heading', { name: 'Ben Carter' }).waitFor();
    await wizard.page.locator('.finding', { hasText: 'This is not the certificate of a CA' }).waitFor();
    await wizard.page.keyboard.press('Control+z');
    await section('The visitors’ certificates (2)').getByRole('heading', { name: 'Ben Carter' }).waitFor();
  });

  it('shows validity, key and purpose, and copies the thumbprint', async () => {
    const { page } = wizard;
    const anna = card('Anna Berg');
    await anna.getByText('Issued by Contoso Issuing CA').waitFor();
    await anna.getByText(/^(29|30) days left$/).waitFor();
    await anna.getByText('Client Authentication').waitFor();
    await anna.getByText('RSA 2048').waitFor();
    await wizard.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copy = anna.getByRole('button', { name: /^Copy Thumbprint [0-9A-F]{40}$/ });
    await copy.click();
    await page.getByTestId('live').getByText('Copied to the clipboard.').waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    await expect.poll(() => copy.getAttribute('aria-label')).toBe(`Copy Thumbprint ${String(copied)}`);
  });

  it('draws the chain, and what is missing in it, until that is brought', async () => {
    const { page } = wizard;
    const chain = section('Who issued whom');
    // The PFX files brought the issuing CA with them.
    await chain.getByText('Contoso Issuing CA', { exact: true }).first().waitFor();
    await card('Anna Berg').getByRole('button', { name: 'Remove anna.pfx' }).click();
    await card('intranet.contoso.com').getByRole('button', { name: 'Remove www.pfx' }).click();
    await chain.getByText('not supplied: Contoso Issuing CA').waitFor();
    await wizard.drop(join(own, 'issuing.pem'));
    await chain.getByText('not supplied: Contoso Issuing CA').waitFor({ state: 'hidden' });
    await section('Authorities').getByRole('heading', { name: 'Contoso Issuing CA' }).waitFor();
    await page.keyboard.press('Control+z');
    await chain.getByText('not supplied: Contoso Issuing CA').waitFor();
  });

  it('names a client by what is typed, and refuses a name that no mapping could call', async () => {
    const { page } = wizard;
    const name = card('Ben Carter').getByRole('textbox', { name: 'Name of the client' });
    await name.fill('ben <1>');
    await page.getByText('Name of the client: this value is not possible').first().waitFor();
    await name.fill('ben.1');
    await page.getByText('Name of the client: this value is not possible').first().waitFor({ state: 'hidden' });
  });
});
