import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { filesBelow } from './folders.ts';

export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

interface Listed {
  path: string;
  sha256: string;
  bytes: number;
}

/** Checks what holds for each bundle: the manifest lists every other file as it is, and the digest is that of plan.json. */
export function expectSoundBundle(folder: string, planDigest: string): Map<string, Buffer> {
  const files = filesBelow(folder);
  const manifest = JSON.parse(textOf(files, 'MANIFEST.json')) as { files: Listed[] };
  const others = [...files].filter(([path]) => path !== 'MANIFEST.json');
  const actual = others.map(([path, bytes]): Listed => ({ path, sha256: sha256(bytes), bytes: bytes.length }));
  const byPath = (a: Listed, b: Listed) => (a.path < b.path ? -1 : 1);
  expect([...manifest.files].sort(byPath)).toEqual(actual.sort(byPath));

  const plan = textOf(files, 'plan.json');
  expect((JSON.parse(plan) as { digest: string }).digest).toBe(planDigest);
  expect(sha256(plan.replace(planDigest, '0'.repeat(64)))).toBe(planDigest);
  return files;
}

/** Returns a file of a bundle as text; an absent one fails the test. */
export function textOf(files: ReadonlyMap<string, Buffer>, path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`The bundle has no ${path}`);
  return bytes.toString('utf8');
}

/** Returns the values of `certificate="..."` in a configuration file. */
export function certificatesIn(xml: string): string[] {
  return [...xml.matchAll(/\bcertificate="([^"]*)"/g)].map((match) => match[1] ?? '');
}

/** Returns the paths of the files that hold a text, in UTF-8 or UTF-16, or its Base-64. */
export function filesHolding(files: ReadonlyMap<string, Buffer>, secret: string): string[] {
  const forms = [
    Buffer.from(secret),
    Buffer.from(secret, 'utf16le'),
    Buffer.from(Buffer.from(secret).toString('base64')),
  ];
  return [...files].filter(([, bytes]) => forms.some((form) => bytes.includes(form))).map(([path]) => path);
}
