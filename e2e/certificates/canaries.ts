import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ellipticCurve, makePki } from '../command-line/openssl.ts';
import { formsOfKey, formsOfPassword } from './forms-of-secret.ts';

/** Passwords that stand nowhere by chance. */
export const canaries = {
  pfx: 'Kanarienvogel-\u00fc-"7Q"-of-the-PFX',
  wrong: 'Kanarienvogel-that-does-not-open-it',
  account: 'Kanarienvogel-of-the-account-<&>',
} as const;

/** Answers that use every file of `makeCanaryFiles`, and an account whose password is asked for. */
export const canaryAnswers = {
  version: 1,
  target: { windows: 'server-2022' },
  sslRequire: { site: 'new', physicalPath: 'D:\\sites\\new', requireSsl: true, clientCertificate: 'require' },
  certificateImport: {
    server: { file: 'server.pfx' },
    authorities: [{ file: 'root.cer', store: 'Root' }, { file: 'issuing.pem', store: 'CA' }], // prettier-ignore
    clients: [{ id: 'client', file: 'client.pfx' }, { id: 'curve', file: 'curve.pfx' }], // prettier-ignore
  },
  userAccount: { accounts: [{ id: 'one', kind: 'local', userName: 'certuser', create: true, password: 'ask' }] },
  mapping: { disableAnonymous: true, oneToOne: [{ client: 'client', account: 'one' }] },
  review: { target: 'web.config' },
};

/** Makes the files in a folder, and returns every form in which their keys and the passwords may have been written. */
export function makeCanaryFiles(folder: string): Buffer[] {
  const pki = makePki(folder);
  pki.issue('client', '/CN=client');
  pki.issue('curve', '/CN=curve', { key: ellipticCurve });
  pki.issue('server', '/CN=new.example.com', { extensions: 'extendedKeyUsage=serverAuth\n' });
  const names = ['client', 'curve', 'server'];
  for (const name of names) pki.pfx(name, canaries.pfx);
  const keys = names.map((name) =>
    createPrivateKey(readFileSync(join(folder, `${name}.key`))).export({ format: 'jwk' }),
  );
  const numbers = keys.flatMap(({ d, p, q, dp, dq, qi }) => [d, p, q, dp, dq, qi]);
  return [
    ...Object.values(canaries).flatMap(formsOfPassword),
    ...formsOfKey(numbers.filter((each) => each !== undefined)),
  ];
}
