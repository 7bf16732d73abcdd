import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Whether the openssl command is there; tests that need it skip otherwise. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** Whether it still has the ciphers that OpenSSL 3 calls legacy. */
export const hasLegacyCiphers =
  hasOpenssl &&
  spawnSync('openssl', ['list', '-providers', '-provider', 'legacy', '-provider', 'default']).status === 0;

export const legacyProvider = ['-provider', 'legacy', '-provider', 'default'];

/** A folder in which openssl works. */
export class Workshop {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'certificates-'));

  /** Runs openssl; throws with its messages when it fails. */
  run(...args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  /** Runs openssl and returns its standard output. */
  output(...args: readonly string[]): string {
    return execFileSync('openssl', args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
  }

  read(name: string): Buffer {
    return readFileSync(path.join(this.folder, name));
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(path.join(this.folder, name), content);
  }

  /** Makes NAME.key and a self-signed NAME.pem. */
  selfSigned(name: string, key: readonly string[], subject = `/CN=${name}`, extra: readonly string[] = []): void {
    this.run('req', '-x509', ...key, '-nodes', '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', subject, '-utf8', '-days', '30', ...extra); // prettier-ignore
  }

  /** Makes OUT from NAME.pem and NAME.key with the password `secret`. */
  pfx(name: string, out: string, ...extra: readonly string[]): void {
    this.run('pkcs12', '-export', '-in', `${name}.pem`, '-inkey', `${name}.key`, '-passout', 'pass:secret', '-out', out, ...extra); // prettier-ignore
  }
}
