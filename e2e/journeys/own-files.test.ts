import { join } from 'node:path';
import { mkdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOpenssl } from '../command-line/openssl.ts';
import { pfxPassword, writeOwnFiles } from '../fixtures/own-files.ts';
import { expectSameBundle, saveAnswers } from '../models/same-bundle.ts';
import { systemBrowser, Wizard } from '../models/wizard.ts';

const wrongPassword = 'Wrong-Canary-3$';

interface Sent {
  url: string;
  body: string;
}

describe.skipIf(systemBrowser === undefined || !hasOpenssl)('own files', { timeout: 300_000 }, () => {
  let wizard: Wizard;
  let files: ReturnType<typeof writeOwnFiles>;
  const sent: Sent[] = [];
  let at = '';
  beforeAll(async () => {
    wizard = await Wizard.open();
    mkdirSync(join(wizard.folder, 'own'));
    files = writeOwnFiles(join(wizard.folder, 'own'));
    wizard.page.on('request', (request) => {
      sent.push({ url: request.url(), body: request.postDataBuffer()?.toString('latin1') ?? '' });
      if (request.url().endsWith('/session/export')) at = (request.postDataJSON() as { at: string }).at;
    });
  }, 300_000);
  afterAll(() => wizard.close());

  it('become an exported bundle in at most 25 interactions, with a wrong password on the way', async () => {
    const { page, folder } = wizard;
    await wizard.click('Prepare files');
    await wizard.isAt('ssl-require');
    await wizard.drop(files.configuration);
    await page.getByRole('button', { name: 'Use *:443:site0.contoso.com', pressed: true }).waitFor();
    await wizard.click('Next');
    await wizard.isAt('certificate-import');
    await wizard.drop(...files.certificates);
    await wizard.givePassword('www.pfx', wrongPassword);
    await page.getByText('That password does not open the file.').waitFor();
    await wizard.givePassword('www.pfx', pfxPassword);
    await page
      .getByRole('region', { name: 'The server’s certificate' })
      .getByRole('heading', { name: 'intranet.contoso.com' })
      .waitFor();
    await wizard.click('Next');
    await wizard.isAt('user-account');
    // The folder of the site came with the server's file.
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Folder', exact: true }).inputValue())
      .toBe('D:\\sites\\intranet');
    await wizard.click('Next');
    await wizard.isAt('trust-check');
    await wizard.click('Next');
    await wizard.isAt('mapping');
    await wizard.click('Map all 2 that are left');
    await wizard.click('Next');
    await wizard.isAt('review');
    await wizard.isSettled();
    await wizard.fill('Folder to write', join(folder, 'bundle'));
    await wizard.click('Write the folder');
    await page.getByText('files were written to').first().waitFor();
    expect(wizard.interactions).toBeLessThanOrEqual(25);
  });

  it('give the same bytes as the command writes from the saved answers', async () => {
    await saveAnswers(wizard, join(wizard.folder, 'saved'));
    await expectSameBundle(wizard.folder, at, { files: { 'www.pfx': pfxPassword }, accounts: {} });
    // Where they were saved they can be saved again.
    await wizard.page.getByRole('button', { name: 'Save answers', exact: true }).click();
    const dialog = wizard.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(readFileSync(join(wizard.folder, 'saved', 'answers.json'), 'utf8')).toContain('"intranet"');
  });

  it('leave no password in messages, addresses, storage or the memory of the page', async () => {
    const { page } = wizard;
    const names = [pfxPassword, wrongPassword];
    const asSent = names.map((password) => Buffer.from(password).toString('latin1'));
    const carriers = sent.filter(({ body, url }) =>
      asSent.some((password) => body.includes(password) || decodeURIComponent(url).includes(password)),
    );
    expect([...new Set(carriers.map(({ url }) => new URL(url).pathname.split('/').slice(-2).join('/')))]).toEqual([
      'session/givePassword',
    ]);
    expect(carriers).toHaveLength(2);
    const stored = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.documentElement.outerHTML])',
    );
    const heap = await heapOf(wizard);
    for (const password of names) {
      expect(stored).not.toContain(password);
      expect(heap.includes(JSON.stringify(password).slice(1, -1))).toBe(false);
    }
    // The search would find what is there.
    expect(heap.includes('intranet.contoso.com')).toBe(true);
  });
});

/** Returns a snapshot of everything that the page's scripts hold, after what is unused was collected. */
async function heapOf({ page, context }: Wizard): Promise<string> {
  const tools = await context.newCDPSession(page);
  const chunks: string[] = [];
  tools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await tools.send('HeapProfiler.enable');
  await tools.send('HeapProfiler.collectGarbage');
  await tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await tools.detach();
  return chunks.join('');
}
