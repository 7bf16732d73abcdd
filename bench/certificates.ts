import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createSecureContext } from 'node:tls';
import { openCertificateFiles } from '../electron/core/certificates/certificate-files.ts';
import { Secret } from '../shared/api/secret.ts';
import { encode, encodeObjectIdentifier } from '../shared/certificates/testing/encode-der.ts';
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

/** Returns client certificates with the usual extensions, all of one CA with an RSA key of 2048 bits, and the CA's own. */
function certificatesOf(count: number): Uint8Array[] {
  const authority = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const client = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = (keys: typeof client) => keys.publicKey.export({ type: 'spki', format: 'der' });
  const oid = encodeObjectIdentifier;
  const algorithm = encode(0x30, oid('1.2.840.113549.1.1.11'), encode(0x05));
  const name = (commonName: string) =>
    encode(0x30, ...[['2.5.4.6', 'DE'], ['2.5.4.10', 'Contoso'], ['2.5.4.3', commonName]].map(([type = '', value = '']) => encode(0x31, encode(0x30, oid(type), encode(0x0c, value))))); // prettier-ignore
  const extension = (type: string, value: Uint8Array) => encode(0x30, oid(type), encode(0x04, value));
  const uri = (address: string) => encode(0x86, address);
  const clientExtensions = [
    extension('2.5.29.15', Uint8Array.of(3, 2, 7, 0x80)),
    extension('2.5.29.37', encode(0x30, oid('1.3.6.1.5.5.7.3.2'))),
    extension('2.5.29.17', encode(0x30, encode(0x81, 'client@example.com'))),
    extension('2.5.29.31', encode(0x30, encode(0x30, encode(0xa0, encode(0xa0, uri('http://crl.example.com/ca.crl')))))),
    extension('1.3.6.1.5.5.7.1.1', encode(0x30, encode(0x30, oid('1.3.6.1.5.5.7.48.2'), uri('http://crl.example.com/ca.cer')))),
  ]; // prettier-ignore
  const authorityExtensions = [extension('2.5.29.19', encode(0x30, Uint8Array.of(1, 1, 0xff)))];
  const certificate = (serial: number, subject: string, key: typeof client, extensions: readonly Uint8Array[]) => {
    const serialNumber = Buffer.alloc(9, 1);
    serialNumber.writeUInt32BE(serial, 5);
    const validity = encode(0x30, encode(0x17, '260101000000Z'), encode(0x17, '360101000000Z'));
    const signed = encode(0x30, encode(0xa0, Uint8Array.of(2, 1, 2)), encode(0x02, serialNumber), algorithm, name('Bench CA'), validity, name(subject), spki(key), encode(0xa3, encode(0x30, ...extensions))); // prettier-ignore
    const signature = sign('sha256', signed, authority.privateKey);
    return encode(0x30, signed, algorithm, encode(0x03, Uint8Array.of(0), signature));
  };
  return [
    certificate(0, 'Bench CA', authority, authorityExtensions),
    ...Array.from({ length: count - 1 }, (_, index) =>
      certificate(index + 1, `client ${index}`, client, clientExtensions),
    ),
  ];
}

function pem(certificates: readonly Uint8Array[]): Buffer {
  const blocks = certificates.map((each) => {
    const lines =
      Buffer.from(each)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  });
  return Buffer.from(blocks.join(''));
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
const certificates = certificatesOf(10_000);
const bundle = pem(certificates);

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
