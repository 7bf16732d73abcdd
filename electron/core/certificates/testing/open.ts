import { Secret } from '../../../../shared/api/secret.ts';
import type { OpenedFile } from '../../../../shared/steps/certificate-import/calls.ts';
import { openCertificateFiles } from '../certificate-files.ts';
import type { OpenOptions } from '../certificate-files.ts';

/** Opens files of a test; `passwords` by name, `*` for any other. */
export function open(
  files: Readonly<Record<string, Uint8Array | string>>,
  passwords: Readonly<Record<string, string>> = {},
  at = new Date().toISOString(),
  options: OpenOptions = {},
) {
  return openCertificateFiles(
    Object.entries(files).map(([name, content]) => ({
      name,
      bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
    })),
    { files: new Map(Object.entries(passwords).map(([name, text]) => [name, new Secret(text)])), accounts: new Map() },
    at,
    { signal: new AbortController().signal, onProgress: () => undefined },
    options,
  );
}

/** Opens one file, which must open. */
export async function openOne(content: Uint8Array | string, password?: string): Promise<OpenedFile> {
  const { files } = await open({ file: content }, password === undefined ? {} : { file: password });
  const [file] = files;
  if (!file || 'error' in file) throw new Error(file ? `${file.error.code}: ${file.error.detail}` : 'no answer');
  return file;
}

/** Returns the code of the problem that opening one file gives, or `opened`. */
export async function codeOf(
  content: Uint8Array | string,
  password?: string,
  options: OpenOptions = {},
): Promise<string> {
  const passwords = password === undefined ? {} : { file: password };
  const { files } = await open({ file: content }, passwords, undefined, options);
  const [file] = files;
  return file && 'error' in file ? file.error.code : 'opened';
}
