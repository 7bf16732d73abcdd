import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathInside, resolveInside } from './resolve-path.ts';

const platforms = ['linux', 'win32', 'darwin'] as const;

function codeOf(path: string, platform: NodeJS.Platform): string {
  const reply = resolveInside(platform === 'win32' ? 'D:\\answers' : '/answers', path, platform);
  return reply.ok ? reply.value : reply.problem.code;
}

describe.each(platforms)('a path inside a document on %s', (platform) => {
  it.each([
    ['\\\\server\\share\\x.pfx', 'files.network-path'],
    ['//server/share/x.pfx', 'files.network-path'],
    ['\\/server/share/x.pfx', 'files.network-path'],
    ['/\\server\\share\\x.pfx', 'files.network-path'],
    ['\\\\.\\PhysicalDrive0', 'files.device-path'],
    ['\\\\?\\C:\\x.pfx', 'files.device-path'],
    ['//?/UNC/server/share/x.pfx', 'files.device-path'],
    ['\\??\\UNC\\server\\share', 'files.device-path'],
    ['NUL', 'files.device-path'],
    ['con.pfx', 'files.device-path'],
    ['certificates/COM1', 'files.device-path'],
    ['certificates\\lpt9.tar.gz', 'files.device-path'],
    ['aux .cer', 'files.device-path'],
    ['COM\u00b2', 'files.device-path'],
    ['http://example.com/x.cer', 'files.url-path'],
    ['file:///etc/passwd', 'files.url-path'],
    ['FILE:x', 'files.url-path'],
    ['x\0.pfx', 'files.path-character'],
    ['C:x.pfx', 'files.drive-relative-path'],
    ['C:', 'files.drive-relative-path'],
    [' ', 'files.path-empty'],
  ])('%j is refused as %s', (path, code) => {
    expect(codeOf(path, platform)).toBe(code);
  });

  it.each(['console.pfx', 'nullable.cer', 'com10.cer', 'common/x.cer', 'a"b\u00fc $(x) \u2019.cer', '.hidden', '..'])(
    '%j stands',
    (path) => expect(codeOf(path, platform)).not.toMatch(/^files\./),
  );
});

it('takes both slashes as separators and keeps absolute local paths', () => {
  expect(codeOf('certificates\\sub/x.cer', 'linux')).toBe('/answers/certificates/sub/x.cer');
  expect(codeOf('certificates\\sub/x.cer', 'win32')).toBe('D:\\answers\\certificates\\sub\\x.cer');
  expect(codeOf('../x.cer', 'linux')).toBe('/x.cer');
  expect(codeOf('/etc/x.cer', 'linux')).toBe('/etc/x.cer');
  expect(codeOf('C:\\x\\y.cer', 'win32')).toBe('C:\\x\\y.cer');
  expect(codeOf('c:/x/y.cer', 'win32')).toBe('c:\\x\\y.cer');
});

it('says on Linux that a drive letter needs Windows, and on Windows that a colon opens a stream', () => {
  expect(codeOf('D:\\sites\\x.pfx', 'linux')).toBe('files.drive-path-elsewhere');
  expect(codeOf('certificates/x.pfx:stream', 'win32')).toBe('files.path-character');
});

it('never leads to a network or device path on Windows, whatever the text', () => {
  const part = fc.constantFrom('\\', '/', '.', '?', ':', 'C', 'UNC', 'server', 'NUL', 'x', ' ', '..', '\u00e9');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const reply = resolveInside('D:\\answers\\sub', parts.join(''), 'win32');
      return !reply.ok || /^[a-z]:\\[^:]*$/i.test(reply.value);
    }),
    { numRuns: 2000 },
  );
});

it.each(platforms)('the name that a document gives a file leads back to it on %s', (platform) => {
  const segment = fc
    .stringMatching(/^[a-z0-9][a-z0-9 ._-]{0,8}[a-z0-9]$/)
    .filter((each) => !/^(con|prn|aux|nul)/.test(each));
  const [root, slash] = platform === 'win32' ? ['D:\\', '\\'] : ['/', '/'];
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => root + parts.join(slash));
  fc.assert(
    fc.property(path, path, (folder, file) => {
      fc.pre(folder !== file);
      const named = pathInside(folder, file, platform);
      expect(named.ok && named.value.includes('\\')).toBe(false);
      expect(named.ok && resolveInside(folder, named.value, platform)).toEqual({ ok: true, value: file });
    }),
  );
});

it('a document names no file of a network', () => {
  expect(pathInside('C:\\answers', '\\\\server\\share\\x.config', 'win32')).toMatchObject({ ok: false });
  expect(pathInside('C:\\answers', 'D:\\x.config', 'win32')).toEqual({ ok: true, value: 'D:/x.config' });
});
