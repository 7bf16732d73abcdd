import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepIds } from '../../shared/steps/step-id.ts';
import { hasOpenssl, makePki } from '../command-line/openssl.ts';
import { applicationHost } from '../fixtures/own-files.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

const image = '<img src=x onerror=window.ran=1>';
const script = '</script><script>window.ran=1</script>';
const turned = 'abc\u202efdp.exe "\' & `x`';
const long = 'x'.repeat(5000);

describe.skipIf(systemBrowser === undefined || !hasOpenssl)('hostile text', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  let own: string;
  const violations: string[] = [];
  beforeAll(async () => {
    wizard = await Wizard.open();
    own = join(wizard.folder, 'own');
    mkdirSync(own);
    const { page } = wizard;
    page.on('dialog', (dialog) => void dialog.dismiss().finally(() => violations.push('dialog')));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) violations.push(message.text());
    });
    makeCertificates(own);
  }, 300_000);
  afterAll(() => wizard.close());

  const nothingRan = async (page: Page, where: string) => {
    expect([
      where,
      await page.evaluate('[window.ran, document.querySelectorAll("img, iframe, object").length]'),
    ]).toEqual([where, [undefined, 0]]);
    expect([where, violations]).toEqual([where, []]);
  };

  it('of sites and their folders is shown as text', async () => {
    const { page } = wizard;
    writeFileSync(
      join(own, 'applicationHost.config'),
      applicationHost([
        { name: image, path: `D:\\${script}` },
        { name: turned, path: 'D:\\two' },
        { name: long, path: 'D:\\three' },
        { name: 'plain', path: 'D:\\plain' },
      ]),
    );
    await wizard.click('Prepare files');
    await wizard.drop(join(own, 'applicationHost.config'));
    await wizard.isSettled();
    const options = () => page.getByLabel('Site name').locator('option').allTextContents();
    await expect.poll(options, { timeout: 30_000 }).toEqual(expect.arrayContaining([image, turned, long]));
    for (const site of [long, turned, image]) {
      await page.getByLabel('Site name').selectOption(site);
      await wizard.isSettled();
      await nothingRan(page, `site ${site.slice(0, 20)}`);
      expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(
        0,
      );
    }
    await page.getByText(`Site “${image}”`).waitFor();
    // The files are written for a site whose name IIS takes.
    await page.getByLabel('Site name').selectOption('plain');
    await wizard.click('Use *:443:site3.contoso.com');
  });

  it('of certificates and file names is shown as text', async () => {
    const { page } = wizard;
    await wizard.click('Next');
    await wizard.isAt('certificate-import');
    await wizard.drop(join(own, 'certificates'));
    // A file name is made harmless for Windows' file systems when it comes in.
    await page.getByLabel(/^Password of /).fill('secret');
    await page.getByLabel(/^Password of /).press('Enter');
    await page.getByRole('heading', { name: image }).first().waitFor();
    await page.getByRole('heading', { name: '</script><script>' }).first().waitFor();
    await nothingRan(page, 'certificates');
  });

  it('of a store listing and a log is shown as text', async () => {
    const { page } = wizard;
    await page.keyboard.press('Alt+n');
    await page.keyboard.press('Alt+n');
    await wizard.isAt('trust-check');
    const subject = `CN=${image}${script}`;
    await page
      .getByLabel('Paste a listing here')
      .fill(
        `PSParentPath : Microsoft.PowerShell.Security\\Certificate::LocalMachine\\Root\n\nSubject      : ${subject}\nIssuer       : CN=Other ${turned}\nThumbprint   : ${'AB'.repeat(20)}\n`,
      );
    await wizard.click('Take the pasted text');
    await page.getByText(image).first().waitFor();
    await nothingRan(page, 'listing');
    for (const step of stepIds.slice(stepIds.indexOf('mapping'))) {
      await page.keyboard.press('Alt+n');
      await wizard.isAt(step);
      await wizard.isSettled();
      await nothingRan(page, step);
      if (step === 'mapping') await page.getByRole('button', { name: /^Map/ }).last().click();
    }
    await page
      .getByLabel('Status, code, log line or error')
      .fill(`2026-01-01 00:00:00 ::1 GET /${image} - 443 - ::1 ${script} - 403 16 2148204809 0 ${turned} ${long}`);
    await page.getByRole('heading', { level: 3 }).first().waitFor();
    await nothingRan(page, 'log');
  });

  it('of the plan is shown as text, on the screen and in the exported documents', async () => {
    const { page, folder } = wizard;
    await page.keyboard.press('Alt+b');
    await wizard.isAt('review');
    await page.keyboard.press('Alt+s');
    await page.getByRole('dialog').waitFor();
    await nothingRan(page, 'side sheet');
    await page.keyboard.press('Escape');
    await wizard.fill('Folder to write', join(folder, 'bundle'));
    await wizard.click('Write the folder');
    await page.getByText('files were written to').first().waitFor();
    const reader = await wizard.context.newPage();
    for (const name of ['README.html', 'report.html']) {
      await reader.goto(pathToFileURL(join(folder, 'bundle', name)).href);
      await nothingRan(reader, name);
      await expect.poll(() => reader.locator('body').innerText()).toContain(image);
    }
    await reader.close();
  });

  it('of answers is shown as text', async () => {
    const { page } = wizard;
    const answers = { version: 1, target: { windows: image, computerName: script }, sslRequire: { site: long } };
    writeFileSync(join(own, 'answers.json'), JSON.stringify(answers));
    await wizard.drop(join(own, 'answers.json'));
    await wizard.arrivals().first().waitFor();
    await nothingRan(page, 'answers');
  });
});

/** Certificates whose names are attacks, in files whose names are. */
function makeCertificates(own: string): void {
  const pki = makePki(own);
  const folder = join(own, 'certificates');
  mkdirSync(folder);
  const inSubject = (text: string) => text.replaceAll('/', '\\/');
  pki.issue('a', `/CN=${image}/O=${inSubject(turned)}`, {
    extensions: `extendedKeyUsage=serverAuth\nsubjectAltName=DNS:${image},email:${script}\n`,
  });
  pki.issue('b', `/CN=${inSubject(script)}`);
  pki.openssl('x509', '-in', 'b.pem', '-out', join('certificates', 'b <b>&amp; "quoted".pem'));
  for (const name of ['root.pem', 'issuing.pem']) pki.openssl('x509', '-in', name, '-out', join('certificates', name));
  pki.openssl(
    ...['pkcs12', '-export', '-in', 'a.pem', '-inkey', 'a.key', '-name', script, '-passout', 'pass:secret'],
    ...['-out', join('certificates', `${image}.pfx`)],
  );
}
