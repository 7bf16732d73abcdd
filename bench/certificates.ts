import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createSecureContext } from 'node:tls';
import { openCertificateFiles } from '../electron/core/certificates/certificate-files.ts';
import { clientCertificates, pemOf } from '../electron/core/certificates/testing/many-certificates.ts';
import { Secret } from '../shared/api/secret.ts';
import { inTurns } from './measure.ts';

// Opening certificate files, each beside what Node takes for the part of the work that it can do.

const password = 'secret';
const context = { signal: new AbortController().signal, onProgress: () => undefined };

function open(bytes: Uint8Array): Promise<unknown> {
  const secrets = { files: new Map([['*', new Secret(password)]]), accounts: new Map<string, Secret>() };
  return openCertificateFiles([{ name: 'file', bytes }], secrets, new Date().toISOString(), context);
}

/** Returns a PFX whose three key derivations have so many iterations each. */
function pfxOf(iterations: number): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const openssl = (...args: readonly string[]) => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder });
    if (status !== 0) throw new Error(`openssl ${args[0] ?? ''}: ${stderr.toString()}`);
  };
  try {
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key', '-out', 'certificate', '-subj', '/CN=bench', '-days', '30'); // prettier-ignore
    writeFileSync(path.join(folder, 'password'), password);
    openssl('pkcs12', '-export', '-in', 'certificate', '-inkey', 'key', '-out', 'pfx', '-passout', 'file:password', '-iter', String(iterations)); // prettier-ignore
    return readFileSync(path.join(folder, 'pfx'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The longest time for which the thread that the page's host runs on did nothing else, in milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 5 });
  monitor.enable();
  await work();
  monitor.disable();
  return monitor.max / 1e6;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const pfx = pfxOf(600_000);
const certificates = clientCertificates(10_000);
const bundle = pemOf(certificates);

const ofPfx = await inTurns({
  context: () => Promise.resolve(createSecureContext({ pfx, passphrase: password })),
  open: () => open(pfx),
});
const ofBundle = await inTurns({
  bare: () => Promise.resolve(certificates.map((each) => new X509Certificate(each))),
  open: () => open(bundle),
});
const ratio = (times: ReadonlyMap<string, number>, floor: string) =>
  `${((times.get('open') ?? Number.NaN) / (times.get(floor) ?? Number.NaN)).toFixed(2)} x`;

print(`| Node ${process.versions.node} | measured | goal |\n| --- | --- | --- |`);
print(`| open a PFX of 600,000 iterations : tls.createSecureContext | ${ratio(ofPfx, 'context')} | at most 5 x |`);
print(
  `| read 10,000 certificates in PEM, verify them and build chains : new X509Certificate of their DER | ${ratio(ofBundle, 'bare')} | at most 1.15 x |`,
);
for (const [what, work] of [
  ['the PFX', () => open(pfx)],
  ['the 10,000 certificates', () => open(bundle)],
] as const) {
  const block = await longestBlock(work);
  print(
    `| longest time without an answer of the thread that serves the page, while it opens ${what} | ${block.toFixed(0)} ms | |`,
  );
}
