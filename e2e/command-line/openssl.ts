import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the openssl command is there; tests that compare with it are skipped where it is not. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A PKI made by openssl in a folder: `root.cer`, `issuing.pem`, and whatever is issued. */
export interface Pki {
  /** Runs openssl in the folder and returns what it prints. */
  openssl: (...args: string[]) => Buffer;
  /** Issues a certificate as NAME.pem with its key in NAME.key. */
  issue: (name: string, subject: string, options?: { extensions?: string; key?: readonly string[] }) => void;
  /** Puts a certificate with its key and the issuing CA into NAME.pfx. */
  pfx: (name: string, password: string) => void;
}

const rsa = ['-newkey', 'rsa:2048'];
export const ellipticCurve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

/** Returns a new PKI in `folder`; valid from now for 30 days. */
export function makePki(folder: string): Pki {
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const authority =
    'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n';
  const request = (name: string, subject: string, key: readonly string[]) =>
    openssl(
      'req',
      '-new',
      ...key,
      '-nodes',
      '-utf8',
      '-subj',
      subject,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
    );
  const sign = (name: string, extensions: string, ...by: string[]) => {
    writeFileSync(join(folder, `${name}.ext`), extensions);
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-days',
      '30',
      '-sha256',
      '-extfile',
      `${name}.ext`,
      '-out',
      `${name}.pem`,
      ...by,
    );
  };
  request('root', '/O=Contoso/CN=Contoso Root CA', rsa);
  sign('root', authority, '-signkey', 'root.key');
  request('issuing', '/O=Contoso/CN=Contoso Issuing CA', rsa);
  sign(
    'issuing',
    `${authority}authorityKeyIdentifier=keyid\n`,
    '-CA',
    'root.pem',
    '-CAkey',
    'root.key',
    '-CAcreateserial',
  );
  openssl('x509', '-in', 'root.pem', '-outform', 'der', '-out', 'root.cer');
  return {
    openssl,
    issue(name, subject, { extensions = 'extendedKeyUsage=clientAuth\n', key = rsa } = {}) {
      request(name, subject, key);
      sign(name, extensions, '-CA', 'issuing.pem', '-CAkey', 'issuing.key', '-CAcreateserial');
    },
    pfx: (name, password) =>
      void openssl(
        'pkcs12',
        '-export',
        '-in',
        `${name}.pem`,
        '-inkey',
        `${name}.key`,
        '-certfile',
        'issuing.pem',
        '-out',
        `${name}.pfx`,
        '-passout',
        `pass:${password}`,
      ),
  };
}
