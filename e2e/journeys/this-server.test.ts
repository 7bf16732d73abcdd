import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePki } from '../command-line/openssl.ts';
import { programOn } from '../fixtures/this-server.ts';
import { expectNoViolation } from '../models/judge.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';
import { hasOpenssl } from '../powershell/certificates.ts';
import { powerShell } from '../powershell/engine.ts';
import { SimulatedServer } from '../powershell/server.ts';

const possible = systemBrowser !== undefined && hasOpenssl && powerShell()?.assembly != null;
/** Why nothing of this file is run; the test run lists what it skips. */
const skipped = possible ? '' : ' (needs a browser, openssl and the .NET SDK for the simulated server)';

const applicationHost = `<configuration><system.applicationHost><sites>
  <site name="shop" id="1"><application path="/"><virtualDirectory path="/" physicalPath="/nowhere" /></application></site>
</sites></system.applicationHost></configuration>`;

describe.skipIf(!possible)(`configuring the server that the program runs on${skipped}`, { timeout: 120_000 }, () => {
  const version = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
  const server = new SimulatedServer([
    ['registry', 'SYSTEM\\CurrentControlSet\\Control\\ProductOptions|ProductType', 'ServerNT'],
    ['registry', `${version}|CurrentBuildNumber`, '17763'],
    ['registry', `${version}\\Server\\ServerLevels|ServerCore`, 'dword:1'],
    ['registry', 'SOFTWARE\\Microsoft\\InetStp|MajorVersion', 'dword:10'],
    ['feature', 'Web-Client-Auth', 'installed'],
    ['store-missing', 'My', 'yes'],
  ]);
  let wizard: Wizard;
  let own: string;
  const store = (items: [store: string, name: string][]) => {
    const text = readFileSync(server.state, 'utf8').replace(/<item kind="store-bytes".*?<\/item>/g, '');
    const added = items.map(([name, file], index) => {
      const { raw } = new X509Certificate(readFileSync(join(own, `${file}.pem`)));
      return `<item kind="store-bytes" key="${name}/${index}">${raw.toString('base64')}</item>`;
    });
    writeFileSync(server.state, text.replace('</server>', `${added.join('')}</server>`));
  };

  beforeAll(async () => {
    wizard = await Wizard.open(undefined, programOn(server, applicationHost));
    own = join(wizard.folder, 'own');
    mkdirSync(own);
    makePki(own).issue('anna', '/O=Contoso/CN=Anna Berg');
    store([
      ['Root', 'root'],
      ['CA', 'issuing'],
    ]);
    wizard.page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => wizard.close());

  const control = (number: 1 | 2) => wizard.page.locator('section.control').nth(number - 1);
  const says = (number: 1 | 2, state: string) =>
    control(number).locator('.control-state', { hasText: state }).waitFor();

  it('begins with its site, its name and its Windows version, and says what it is', async () => {
    const { page } = wizard;
    await wizard.click('Configure');
    await wizard.isAt('ssl-require');
    await wizard.arrivals().getByText('is WEB01; Windows Server 2019 (build 17763); Server Core; IIS 10.0.').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Server name' }).inputValue()).toBe('WEB01');
    await expect.poll(() => page.getByRole('combobox', { name: 'Windows version' }).inputValue()).toBe('server-2019');
    await expect.poll(() => page.getByRole('combobox', { name: 'Site name' }).inputValue()).toBe('shop');
  });

  it('answers both controls with its own stores, through an authority that the answers do not have', async () => {
    const { page } = wizard;
    await wizard.goOnTo('certificate-import');
    await wizard.drop(join(own, 'anna.pem'));
    await page.getByRole('heading', { name: 'Anna Berg' }).waitFor();
    await wizard.click('Next');
    await wizard.click('Next');
    await wizard.isAt('trust-check');
    await says(1, 'Pass');
    await says(2, 'Pass');
    await control(1)
      .getByText(/^This server, read on /)
      .waitFor();
    await page.getByText('Web-Client-Auth is installed: that is the mapping of Active Directory').waitFor();
    await page.getByText('Not told: store My: The system cannot find the file specified.').waitFor();
    await expectNoViolation(page, 'stores of this server');
  });

  it('is read again when somebody changed it', async () => {
    store([['Root', 'issuing']]);
    await wizard.click('Read again');
    await says(2, 'Fail');
  });
});
