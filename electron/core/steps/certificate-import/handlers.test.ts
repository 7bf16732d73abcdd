import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../shared/api/secret.ts';
import type { Files } from '../../ports/files.ts';
import { hasOpenssl, Workshop } from '../../certificates/testing/openssl.ts';
import { certificateImportHandlers } from './handlers.ts';

const context = { signal: new AbortController().signal, onProgress: () => undefined };

function filesOf(contents: Readonly<Record<string, Uint8Array>>): Files {
  const missing = (name: string) => ({ code: 'file.missing', title: 'No file', detail: name, fix: 'Look for it.' });
  return {
    read: ({ name, handle }) => {
      const value = contents[handle];
      return Promise.resolve(value ? { ok: true, value } : { ok: false, problem: missing(name) });
    },
    filesBelow: () => Promise.resolve({ ok: false, problem: missing('') }),
    resolve: () => ({ ok: false, problem: missing('') }),
    pathInside: () => ({ ok: false, problem: missing('') }),
    writeFile: () => Promise.resolve({ ok: false, problem: missing('') }),
    writeFolder: () => Promise.resolve({ ok: false, problem: missing('') }),
  };
}

describe.skipIf(!hasOpenssl)('inspect', () => {
  it('answers each file in its place, with findings and chains', async () => {
    const workshop = new Workshop();
    workshop.selfSigned('short', ['-newkey', 'rsa:1024']);
    workshop.selfSigned('other', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']);
    workshop.pfx('short', 'short.pfx', '-nomac', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES');
    workshop.write('mixed.pem', Buffer.concat([workshop.read('short.pem'), workshop.read('other.key')]));
    const { inspect } = certificateImportHandlers(
      filesOf({ a: workshop.read('short.pfx'), c: workshop.read('mixed.pem') }),
    );
    const reply = await inspect(
      {
        files: ['a', 'b', 'c'].map((handle) => ({ name: `${handle}.file`, handle })),
        at: '2060-01-01T00:00:00.000Z',
        secrets: { files: new Map([['a.file', new Secret('secret')]]), accounts: new Map() },
        allowManyIterations: false,
      },
      context,
    );
    if (!reply.ok) throw new Error(reply.problem.code);
    const { files, chains } = reply.value;
    expect(files).toMatchObject([
      { path: 'a.file', format: 'pfx' },
      { path: 'b.file', error: { code: 'file.missing' } },
      { path: 'c.file', format: 'pem' },
    ]);
    const codes = files.map((file) => ('error' in file ? [] : file.findings.map(({ code }) => code.split('.')[1])));
    expect(codes[0]).toEqual(['expired', 'weak-key', 'no-integrity', 'legacy-encryption']);
    expect(codes[2]).toEqual(['expired', 'weak-key', 'key-mismatch']);
    const findings = files.flatMap((file) => ('error' in file ? [] : file.findings));
    expect(findings.every(({ severity, step }) => severity !== 'error' && step === 'certificate-import')).toBe(true);
    expect(chains).toMatchObject([{ paths: [{ complete: true, problems: ['expired'] }] }]);
  });
});
