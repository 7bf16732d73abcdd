import { fail, type Reply, succeed } from '../../../shared/api/reply.ts';
import type { GivenSecrets } from './command.ts';
import { cliProblem } from './problems.ts';

export const maximumSecretsBytes = 1024 * 1024;

/**
 * Returns the passwords of a `--secrets-stdin` document in UTF-8, or UTF-16 with its mark as PowerShell may send it.
 * Fails for anything but the one object of the contract; the problem repeats nothing of it, neither value nor name.
 */
export function parseSecrets(bytes: Uint8Array | null): Reply<GivenSecrets> {
  const unusable = (detail: string) => fail(cliProblem('usage.secrets-not-readable', { detail }));
  if (bytes === null) return unusable(`There are more than ${maximumSecretsBytes / 1024} KB.`);
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes));
  } catch {
    return unusable(bytes.length === 0 ? 'Nothing arrived.' : 'It is not JSON in UTF-8.');
  }
  if (!isObject(document)) return unusable('It is JSON, but not an object.');
  const { files = {}, accounts = {}, ...others } = document;
  if (Object.keys(others).length > 0) return unusable('The object has a name other than "files" and "accounts".');
  if (!isPasswords(files)) return unusable('"files" is not an object of texts.');
  if (!isPasswords(accounts)) return unusable('"accounts" is not an object of texts.');
  return succeed({ files, accounts });
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPasswords(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((password) => typeof password === 'string');
}
