import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Extensions } from './certificate-extensions.ts';
import type { DistinguishedName } from './distinguished-name.ts';
import { issueCertificate, type Issuer, type KeyPair } from './issue-certificate.ts';
import {
  awkwardSubject,
  foreignRootSubject,
  foreignSubject,
  issuingSubject,
  personSubject,
  rootSubject,
  serverSubject,
  siteHost,
  units,
} from './practice-names.ts';

const day = 24 * 60 * 60 * 1000;
const year = 365 * day;

/** Days around the moment of making; none outlives its issuer. A server certificate lasts 398 days at most in today's browsers. */
const periods = {
  root: { from: -3 * year, to: 10 * year },
  issuing: { from: -2 * year, to: 5 * year },
  server: { from: -30 * day, to: 365 * day },
  client: { from: -30 * day, to: 2 * year },
  expired: { from: -395 * day, to: -30 * day },
};

export const clientIds = ['alice', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'awkward'] as const;
export type ClientId = (typeof clientIds)[number];

/** A certificate (DER) with the private key that belongs to it. */
export interface Identity {
  certificate: Buffer;
  keys: KeyPair;
}

/** The practice PKI. The private keys of the CAs are not in it: they are gone when it has been made. */
export interface PracticePki {
  root: Buffer;
  issuing: Buffer;
  server: Identity;
  clients: Record<ClientId, Identity>;
}

const authorityUsage = { keyUsage: ['keyCertSign', 'cRLSign'] } as const;
const clientUsage = { keyUsage: ['digitalSignature'], purposes: ['clientAuth'] } as const;

/**
 * Only the client of the other root names a revocation list. IIS refuses a certificate whose list it cannot fetch with
 * 403.13 (KB294305), and nobody publishes a list for these CAs; that client is refused in any case (403.16).
 * The top-level domain `invalid` is never resolved (RFC 2606).
 */
const foreignAddresses = {
  crlAddress: 'http://pki.practice.invalid/fabrikam-root.crl',
  issuerAddress: 'http://pki.practice.invalid/fabrikam-root.cer',
};

/** Returns a new PKI with random keys; `at` (ISO 8601) is the moment that "valid" and "expired" are meant for. */
export async function makePki(at: string): Promise<PracticePki> {
  const now = Math.floor(Date.parse(at) / 1000) * 1000;
  const [rootKeys, issuingKeys, serverKeys, aliceKeys, graceKeys] = await Promise.all([
    rsaKeys(),
    rsaKeys(),
    rsaKeys(),
    rsaKeys(),
    rsaKeys(),
  ]);
  const issue = (
    subject: DistinguishedName,
    keys: KeyPair,
    period: keyof typeof periods,
    extensions: Extensions,
    issuer: Issuer,
  ): Identity => {
    const { from, to } = periods[period];
    const request = { subject, publicKey: keys.publicKey, notBefore: now + from, notAfter: now + to, extensions };
    return { certificate: issueCertificate(request, issuer), keys };
  };

  const root: Issuer = { name: rootSubject, keys: rootKeys };
  const issuing: Issuer = { name: issuingSubject, keys: issuingKeys };
  const foreignRoot: Issuer = { name: foreignRootSubject, keys: await ecKeys() };

  const person = (name: string, unit: string, keys: KeyPair, period: 'client' | 'expired' = 'client') => {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    return issue(personSubject(name, unit), keys, period, { ...clientUsage, email }, issuing);
  };
  return {
    root: issue(rootSubject, rootKeys, 'root', { authority: { pathLength: null }, ...authorityUsage }, root)
      .certificate,
    issuing: issue(issuingSubject, issuingKeys, 'issuing', { authority: { pathLength: 0 }, ...authorityUsage }, root)
      .certificate,
    server: issue(
      serverSubject,
      serverKeys,
      'server',
      {
        keyUsage: ['digitalSignature', 'keyEncipherment'],
        purposes: ['serverAuth'],
        hostNames: [siteHost, `www.${siteHost}`],
      },
      issuing,
    ),
    clients: {
      alice: person('Alice Adams', units.staff, aliceKeys),
      bob: person('Bob Baker', units.staff, await ecKeys()),
      carol: person('Carol Clark', units.staff, await ecKeys()),
      dave: person('Dave Davis (expired)', units.staff, await ecKeys(), 'expired'),
      erin: issue(foreignSubject, await ecKeys(), 'client', { ...clientUsage, ...foreignAddresses }, foreignRoot),
      frank: person('Frank Fisher', units.contractors, await ecKeys()),
      grace: person('Grace Green', units.staff, graceKeys),
      awkward: issue(awkwardSubject, await ecKeys(), 'client', clientUsage, issuing),
    },
  };
}

const newKeyPair = promisify(generateKeyPair);

function rsaKeys(): Promise<KeyPair> {
  return newKeyPair('rsa', { modulusLength: 2048 });
}

function ecKeys(): Promise<KeyPair> {
  return newKeyPair('ec', { namedCurve: 'P-256' });
}
