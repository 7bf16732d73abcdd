import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loopbackPaths } from '../../shared/api/loopback.ts';
import { filesBelow, temporaryFolder } from '../command-line/folders.ts';
import { hasOpenssl } from '../command-line/openssl.ts';
import { ended, startCli } from '../command-line/run-cli.ts';
import { canaries, canaryAnswers, makeCanaryFiles } from './canaries.ts';
import { placesOf } from './forms-of-secret.ts';
import { hasProcessList, WatchedProcess } from './watched-process.ts';

const at = new Date().toISOString();
const files = ['server.pfx', 'client.pfx', 'curve.pfx', 'root.cer', 'issuing.pem'];

/** What a page does: everything that comes back is kept. */
class Page {
  readonly answers = new Map<string, Buffer>();
  readonly #origin: string;
  #token = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  async admit(code: string): Promise<void> {
    const { token } = JSON.parse((await this.#send(loopbackPaths.token, JSON.stringify({ code }))).toString()) as { token: string }; // prettier-ignore
    this.#token = token;
  }

  /** Returns the value of a call's reply, which must be one. */
  async call(name: string, input: object): Promise<Record<string, unknown>> {
    return this.#valueOf(await this.#send(`${loopbackPaths.call}session/${name}`, JSON.stringify(input)));
  }

  async upload(name: string, bytes: Buffer): Promise<Record<string, unknown>> {
    const path = `${loopbackPaths.upload}?name=${name}&at=${at}`;
    return this.#valueOf(await this.#send(path, bytes, 'application/octet-stream'));
  }

  download(ticket: unknown): Promise<Buffer> {
    return this.#send(loopbackPaths.download, JSON.stringify({ ticket }));
  }

  #valueOf(lines: Buffer): Record<string, unknown> {
    const last = lines.toString().trim().split('\n').at(-1) ?? '';
    const { reply } = JSON.parse(last) as { reply: { ok: boolean; value: Record<string, unknown> } };
    if (!reply.ok) throw new Error(last);
    return reply.value;
  }

  async #send(path: string, body: string | Buffer, type = 'application/json'): Promise<Buffer> {
    const asked = { 'Content-Type': type, Origin: this.#origin, Authorization: `Bearer ${this.#token}` };
    // Each with a connection of its own: the host closes one that is idle for a while.
    const sent = request(this.#origin + path, { method: 'POST', headers: asked, agent: false }).end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const bytes = await buffer(response);
    const place = `answer to ${path.replace(/\?.*/, '')}`;
    const headers = Buffer.from(JSON.stringify(response.headers));
    this.answers.set(place, Buffer.concat([this.answers.get(place) ?? Buffer.alloc(0), headers, bytes]));
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${bytes.toString()}`);
    return bytes;
  }
}

// Needs openssl, and a system whose process list can be read.
describe.skipIf(!hasOpenssl || !hasProcessList)('passwords and private keys that a page hands over', () => {
  const base = temporaryFolder();
  const [material, work, state, temporary] = ['material', 'work', 'state', 'temporary'].map((name) => join(base, name)) as [string, string, string, string]; // prettier-ignore
  const changed = { TMPDIR: temporary, XDG_STATE_HOME: state, HOME: state, TSX_DISABLE_CACHE: '1' };
  const before = { ...process.env };
  let forms: Buffer[] = [];

  beforeAll(() => {
    for (const folder of [material, work, state, temporary]) mkdirSync(folder);
    forms = makeCanaryFiles(material);
    Object.assign(process.env, changed);
  });

  afterAll(() => {
    for (const name of Object.keys(changed)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  });

  it('are seen nowhere outside of serve, from the upload to the practice server', async () => {
    const child = startCli(['serve', '--no-open'], work);
    const end = ended(child);
    const link = new URL(
      await new Promise<string>((resolve, reject) => {
        let printed = '';
        child.stdout.on('data', (text: string) => {
          printed += text;
          const found = /http:\/\/127\.0\.0\.1:\d+\/#code=\S+/.exec(printed)?.[0];
          if (found !== undefined) resolve(found);
        });
        child.once('close', () => reject(new Error(printed)));
      }),
    );
    // From here on secrets come in; before it a checkout builds its page.
    const watched = new WatchedProcess(child, temporary);
    const page = new Page(link.origin);
    await page.admit(link.hash.replace('#code=', ''));
    const { revision } = await page.call('begin', { answers: canaryAnswers });
    for (const name of files) await page.upload(name, readFileSync(join(material, name)));
    await page.call('givePassword', { of: 'file', name: 'client.pfx', password: canaries.wrong });
    const refused = await page.call('recognise', { path: 'client.pfx', at });
    expect(refused).toMatchObject({ file: { error: { code: 'certificate.wrong-password' } } });
    for (const name of files.slice(0, 3)) {
      await page.call('givePassword', { of: 'file', name, password: canaries.pfx });
      const recognised = await page.call('recognise', { path: name, at });
      expect(recognised).toMatchObject({ file: { certificates: [{ hasPrivateKey: true }, {}] } });
    }
    await page.call('givePassword', { of: 'account', name: 'one', password: canaries.account });
    await page.call('keep', { answers: canaryAnswers, revision });
    const answers = canaryAnswers;
    const { problems, plan } = await page.call('evaluate', { answers, at });
    expect(problems).toEqual([]);
    await page.call('save', { answers, folder: 'saved' });
    await page.call('export', { answers, at, to: { kind: 'folder', folder: 'bundle' } });
    const { ticket } = await page.call('export', { answers, at, to: { kind: 'download' } });
    const zip = unzipSync(await page.download(ticket));
    await page.download((await page.call('downloadAnswers', { answers }))['ticket']);
    const agreedDigest = (plan as { digest: string }).digest;
    const run = await page.call('startApply', { answers, at, target: 'practice', agreedDigest });
    const done = await page.call('watchRun', { run: run['id'] });
    expect(done).toMatchObject({ result: { kind: 'apply' } });
    expect(JSON.stringify(done)).not.toContain('"failed"');
    child.kill('SIGINT');
    const { stdout, stderr } = await end;

    const written = [...filesBelow(work), ...filesBelow(state)].map(
      ([path, bytes]) => [`file ${path}`, bytes] as const,
    );
    const zipped = Object.entries(zip).map(([path, bytes]) => [`zip ${path}`, Buffer.from(bytes)] as const);
    const places = new Map<string, Buffer>([
      ...watched.end(),
      ...page.answers,
      ...written,
      ...zipped,
      ['stdout', Buffer.from(stdout)],
      ['stderr', Buffer.from(stderr)],
    ]);
    // What was not looked at could hold anything.
    for (const part of ['process list: cmdline', 'file saved/answers.json', 'file bundle/plan.json', 'zip plan.json', 'answer to /api/call/session/evaluate']) expect([...places.keys()]).toContain(part); // prettier-ignore
    expect(
      written.some(([path]) => path.includes('journal')),
      'a journal was kept',
    ).toBe(true);
    expect([...places.keys()].filter((place) => place.startsWith('MISSED'))).toEqual([]);
    expect(placesOf(forms, places)).toEqual([]);
  }, 120_000);
});
