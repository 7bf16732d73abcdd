import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;

export interface MadeCertificate {
  subject: string;
  thumbprint: string;
  der: Buffer;
  base64: string;
}

export interface MadeCertificates {
  root: MadeCertificate;
  intermediate: MadeCertificate;
  server: MadeCertificate;
  client: MadeCertificate;
  pfx: string;
  pfxPassword: string;
}

let made: MadeCertificates | undefined;

/** Returns a root, an intermediate, a server certificate as PFX and a client certificate, made once. */
export function certificates(): MadeCertificates {
  if (made) return made;
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const openssl = (...options: string[]) => execFileSync('openssl', options, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'root.key', '-out', 'root.pem', '-subj', '/CN=Test Root', '-days', '3650');
  const issue = (name: string, subject: string, issuer: string) => {
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject);
    const by = ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial'];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-out', `${name}.pem`, '-days', '3650');
  };
  issue('intermediate', '/CN=Test Issuing', 'root');
  issue('server', '/CN=new.example.com', 'intermediate');
  issue('client', '/CN=Alice', 'intermediate');
  const pfxPassword = 'pfx-CANARY-\u00e4\u20ac"$(x)`';
  writeFileSync(join(folder, 'password'), pfxPassword);
  const files = ['-inkey', 'server.key', '-in', 'server.pem', '-out', 'server.pfx'];
  openssl('pkcs12', '-export', ...files, '-passout', 'file:password');
  const read = (name: string): MadeCertificate => {
    const certificate = new X509Certificate(readFileSync(join(folder, `${name}.pem`)));
    return {
      subject: certificate.subject,
      thumbprint: certificate.fingerprint.replaceAll(':', ''),
      der: certificate.raw,
      base64: certificate.raw.toString('base64'),
    };
  };
  made = {
    root: read('root'),
    intermediate: read('intermediate'),
    server: read('server'),
    client: read('client'),
    pfx: join(folder, 'server.pfx'),
    pfxPassword,
  };
  return made;
}
