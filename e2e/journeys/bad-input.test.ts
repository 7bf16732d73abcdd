/// <reference lib="dom" />
import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl } from '../command-line/openssl.ts';
import { writeOwnFiles } from '../fixtures/own-files.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

describe.skipIf(systemBrowser === undefined || !hasOpenssl)('bad input', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  let own: string;
  let files: ReturnType<typeof writeOwnFiles>;
  beforeAll(async () => {
    wizard = await Wizard.open();
    own = join(wizard.folder, 'own');
    mkdirSync(own);
    files = writeOwnFiles(own);
  }, 300_000);
  afterAll(() => wizard.close());

  const arrivals = async () => {
    await wizard.arrivals().first().waitFor();
    const said = await wizard.arrivals().allTextContents();
    await wizard.click('Dismiss');
    expect(await wizard.page.evaluate('document.activeElement?.tagName')).toBe('H1');
    return said;
  };

  it('before anything was chosen is not lost: it begins a preparation', async () => {
    await wizard.drop(join(own, 'anna.pem'));
    await wizard.isAt('ssl-require');
    expect(await arrivals()).toEqual(['anna.pem is the client "Anna-Berg": see step 2.']);
  });

  it('of a folder, of ten files, and of the same file twice is named file by file', async () => {
    const many = join(own, 'many', 'deeper');
    mkdirSync(many, { recursive: true });
    for (let number = 0; number < 10; number += 1) writeFileSync(join(many, `note${number}.txt`), `note ${number}`);
    await wizard.drop(join(own, 'many'));
    const said = await arrivals();
    expect(said).toHaveLength(10);
    for (const line of said) expect(line).toMatch(/^note\d\.txt .+\. .+\.$/);

    // What came of it is in sight wherever the step is scrolled to.
    await wizard.page.evaluate("document.querySelector('.frame-scroll').scrollTo(0, 2000)");
    await wizard.drop(join(own, 'anna.pem'));
    const place = await wizard.arrivals().boundingBox();
    expect(place?.y).toBeGreaterThan(0);
    expect(await arrivals()).toEqual(['anna.pem was there before and has been read again.']);
    await wizard.drop(files.configuration, join(own, 'ben.pem'));
    expect(await arrivals()).toHaveLength(2);
  });

  it('of 2 GB is refused by its size, and nothing of it is sent', async () => {
    const { page } = wizard;
    const huge = join(own, 'huge.pfx');
    writeFileSync(huge, '');
    truncateSync(huge, 2 * 1024 ** 3);
    const uploads: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('huge.pfx')) uploads.push(request.url());
    });
    await wizard.drop(huge);
    expect(await arrivals()).toEqual([
      'huge.pfx is larger than 64 MB. No certificate or configuration file is; it was not read.',
    ]);
    expect(uploads).toEqual([]);
  });

  it('of a file that changes while it is read says so', async () => {
    const { page } = wizard;
    const file = join(own, 'changing.pem');
    writeFileSync(file, 'first');
    await page.exposeFunction('beforeRead', () => appendFileSync(file, 'second'));
    await page.evaluate(() => {
      const read = Reflect.get(File.prototype, 'arrayBuffer');
      File.prototype.arrayBuffer = async function (this: File) {
        await (window as unknown as { beforeRead: () => Promise<void> }).beforeRead();
        return read.call(this);
      };
    });
    await wizard.drop(file);
    expect(await arrivals()).toEqual([
      expect.stringMatching(/^changing\.pem The file cannot be read\. Choose the file/),
    ]);
    await page.reload();
    await wizard.isAt('ssl-require');
  });

  it('from two windows asks which answers stand', async () => {
    const { page } = wizard;
    const name = 'Server name';
    const kept = page.waitForResponse((response) => response.url().endsWith('/session/keep'));
    await page.getByRole('textbox', { name }).fill('FIRST');
    await kept;
    const other = await wizard.context.newPage();
    await other.goto(wizard.link());
    await other.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => other.getByRole('textbox', { name }).inputValue(), { timeout: 20_000 }).toBe('FIRST');
    const othersKept = other.waitForResponse((response) => response.url().endsWith('/session/keep'));
    await other.getByRole('textbox', { name }).fill('SECOND');
    await othersKept;
    await page.getByRole('textbox', { name }).fill('MINE');
    await page.getByText('Another window has changed these answers.').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name }).inputValue()).toBe('MINE');
    await wizard.click('Show the other window’s answers');
    await expect.poll(() => page.getByRole('textbox', { name }).inputValue(), { timeout: 20_000 }).toBe('SECOND');
    await other.close();
  });

  it('without room on the disk says so once, and goes on', async () => {
    const { page, folder } = wizard;
    const state = join(folder, 'state');
    renameSync(state, `${state}-away`);
    writeFileSync(state, '');
    await page.getByRole('textbox', { name: 'Server name' }).fill('FULL');
    await page.getByRole('alert').getByText('The answers could not be kept for a crash').waitFor();
    await wizard.click('Dismiss');
    rmSync(state);
    renameSync(`${state}-away`, state);
    const kept = page.waitForResponse((response) => response.url().endsWith('/session/keep'));
    await page.getByRole('textbox', { name: 'Server name' }).fill('ROOM');
    await kept;
    expect(await page.getByRole('alert').getByText('The answers could not be kept for a crash').count()).toBe(0);
  });

  it('while the program is gone is not lost', async () => {
    const { page, folder } = wizard;
    await wizard.stopProgram();
    await page.getByRole('textbox', { name: 'Server name' }).fill('TYPED-OFFLINE');
    await page.getByText('The connection to the program is lost.').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Server name' }).inputValue()).toBe('TYPED-OFFLINE');
    const downloading = page.waitForEvent('download');
    await wizard.click('Download the answers');
    const rescued = join(own, 'rescued.json');
    await (await downloading).saveAs(rescued);

    // The draft of this process belongs to nobody once the process is gone.
    const data = join(folder, 'state', 'iis-client-certificate-wizard');
    const [draft = ''] = readdirSync(data).filter((name) => name.startsWith('draft-'));
    renameSync(join(data, draft), join(data, 'draft-999999999.json'));
    page.once('dialog', (dialog) => void dialog.accept());
    await wizard.startProgram();
    await page.getByText('These are the answers of before.').waitFor();
    await wizard.click('Dismiss');
    await page.getByText('These are the answers of before.').waitFor({ state: 'hidden' });
    await wizard.click('Go on');
    await expect.poll(() => page.getByRole('textbox', { name: 'Server name' }).inputValue()).toBe('ROOM');
    await wizard.drop(rescued);
    await expect.poll(() => page.getByRole('textbox', { name: 'Server name' }).inputValue()).toBe('TYPED-OFFLINE');
  });
});
