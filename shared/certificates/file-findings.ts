import type { Finding } from '../api/finding.ts';
import type { Certificate, FileFormat, PrivateKey } from './certificate.ts';
import { isWeakSignature } from './algorithms.ts';
import { validityAt } from './judge.ts';

/** What is known of an opened file beside its certificates and keys. */
export interface FileCondition {
  path: string;
  format: FileFormat;
  certificates: readonly Certificate[];
  privateKeys: readonly PrivateKey[];
  /** `none`: a PFX without an integrity code. */
  integrity: 'none' | 'checked' | 'not-foreseen';
  legacyEncryption: readonly string[];
  ignored: readonly string[];
  trailingBytes: number;
  unreadableCertificates: number;
  /** Thumbprint of each certificate with extensions that cannot be read, and their OIDs. */
  damagedExtensions: ReadonlyMap<string, readonly string[]>;
}

/** Subjects that are named in one finding; a collection of thousands gets a number instead. */
const namedSubjects = 5;

/** Windows' own minimum for RSA keys of TLS clients is 1024 bits; 2048 is what public CAs have had to use since 2014. */
const minimumRsaBits = 2048;

/** Sorts certificates by what is wrong with them, in one go: there may be ten thousand. */
function sorted(certificates: readonly Certificate[], now: number) {
  const groups = { expired: [] as Certificate[], early: [] as Certificate[], weaklySigned: [] as Certificate[], shortKeys: [] as Certificate[] }; // prettier-ignore
  for (const certificate of certificates) {
    const { notBefore, notAfter, signatureAlgorithm, isSelfSigned, publicKey } = certificate;
    const state = validityAt(Date.parse(notBefore), Date.parse(notAfter), now);
    if (state === 'expired') groups.expired.push(certificate);
    else if (state === 'not-yet-valid') groups.early.push(certificate);
    if (!isSelfSigned && isWeakSignature(signatureAlgorithm)) groups.weaklySigned.push(certificate);
    if (isShort(publicKey)) groups.shortKeys.push(certificate);
  }
  return groups;
}

function isShort({ algorithm, bits }: Certificate['publicKey']): boolean {
  if (bits === undefined) return false;
  return /^(?:RSA|DSA)/.test(algorithm) ? bits < minimumRsaBits : algorithm === 'EC' && bits < 224;
}

/** Returns what is worth knowing about one opened file at `at`; nothing here stops anything, so nothing is an error. */
export function fileFindings(file: FileCondition, at: string): Finding[] {
  const findings: Finding[] = [];
  const add = (finding: Omit<Finding, 'step' | 'location'>) =>
    findings.push({ ...finding, step: 'certificate-import', location: { file: file.path } });
  const addFor = (certificates: readonly Certificate[], finding: Omit<Finding, 'step' | 'location'>) => {
    if (certificates.length > 0) add({ ...finding, detail: `${subjects(certificates)} ${finding.detail}` });
  };
  const { certificates, privateKeys } = file;
  const { expired, early, weaklySigned, shortKeys } = sorted(certificates, Date.parse(at));

  addFor(expired, {
    code: 'certificate-import.expired',
    severity: 'warning',
    title: 'Expired certificate',
    detail: `expired before ${at}.`,
    fix: 'Renew it. IIS answers 403.17 to an expired client certificate.',
    certainty: 'documented',
    source: 'Microsoft Learn: HTTP status codes in IIS',
  });
  addFor(early, {
    code: 'certificate-import.not-yet-valid',
    severity: 'warning',
    title: 'Certificate that is not valid yet',
    detail: `begins to be valid after ${at}.`,
    fix: 'Wait, or check the clock. IIS answers 403.17 until then.',
    certainty: 'documented',
    source: 'Microsoft Learn: HTTP status codes in IIS',
  });
  addFor(weaklySigned, {
    code: 'certificate-import.weak-signature',
    severity: 'warning',
    title: 'Weak signature',
    detail: 'is signed with SHA-1 or MD5, for which forgeries are possible. Windows policies can refuse such a chain.',
    fix: 'Ask the CA for a certificate that is signed with SHA-256.',
    certainty: 'inferred',
    source: 'RFC 6194; RFC 6151',
  });
  addFor(shortKeys, {
    code: 'certificate-import.weak-key',
    severity: 'warning',
    title: 'Short key',
    detail: `has a key below ${minimumRsaBits} bits (RSA) or 224 bits (EC). Schannel refuses RSA client keys below 1024 bits.`,
    fix: 'Ask for a certificate with RSA 2048 bits or more, or EC P-256.',
    certainty: 'documented',
    source: 'Microsoft Learn: Transport Layer Security (TLS) registry settings',
  });
  addFor(
    certificates.filter(({ thumbprint }) => file.damagedExtensions.has(thumbprint)),
    {
      code: 'certificate-import.damaged-extension',
      severity: 'warning',
      title: 'Extension that cannot be read',
      detail: `has an extension that breaks RFC 5280 (${[...new Set([...file.damagedExtensions.values()].flat())].slice(0, namedSubjects).join(', ')}). Windows may refuse the certificate.`,
      fix: 'Ask the CA for a correct certificate.',
      certainty: 'inferred',
      source: 'RFC 5280, section 4.2',
    },
  );
  if (file.unreadableCertificates > 0) {
    add({
      code: 'certificate-import.unreadable-certificate',
      severity: 'warning',
      title: 'Certificate that cannot be read',
      detail: `${file.unreadableCertificates} of the certificates in it are damaged and were left out.`,
      fix: 'Export the file again.',
      certainty: 'documented',
      source: 'RFC 5280, section 4.1',
    });
  }
  if (certificates.length === 0 && file.format !== 'key') {
    add({
      code: 'certificate-import.no-certificate',
      severity: 'warning',
      title: 'No certificate in the file',
      detail: privateKeys.length > 0 ? 'It holds a private key only.' : 'It holds no certificate and no key.',
      fix: 'Export it again together with the certificate.',
      certainty: 'documented',
      source: 'RFC 7292, section 4.2',
    });
  }
  keyFindings(file).forEach(add);
  containerFindings(file).forEach(add);
  return findings;
}

function keyFindings({ certificates, privateKeys }: FileCondition): Omit<Finding, 'step' | 'location'>[] {
  const findings: Omit<Finding, 'step' | 'location'>[] = [];
  const own = new Set(certificates.map(({ thumbprint }) => thumbprint));
  const matching = privateKeys.filter(({ certificate }) => certificate !== null && own.has(certificate));
  const alone = privateKeys.filter(({ certificate }) => certificate === null);
  if (privateKeys.length > 1) {
    findings.push({
      code: 'certificate-import.several-keys',
      severity: 'information',
      title: 'Several private keys',
      detail: `The file holds ${privateKeys.length} private keys. The certificate of the first one comes first.`,
      fix: 'Export only the certificate that is meant, with its key, when the others are not needed.',
      certainty: 'documented',
      source: 'RFC 7292, section 4.2',
    });
  }
  if (certificates.length > 0 && privateKeys.length > 0 && matching.length === 0) {
    findings.push({
      code: 'certificate-import.key-mismatch',
      severity: 'warning',
      title: 'Key and certificate do not belong together',
      detail:
        'No certificate in the file has the public half of the private key in it. Windows would import it without a usable key.',
      fix: 'Export certificate and key together from where the certificate was requested.',
      certainty: 'inferred',
    });
  } else if (alone.length > 0) {
    findings.push({
      code: 'certificate-import.key-without-certificate',
      severity: certificates.length > 0 ? 'warning' : 'information',
      title: 'Private key without its certificate',
      detail: `No certificate among the files belongs to ${alone.length === 1 ? 'the private key' : `${alone.length} of the private keys`} in it.`,
      fix: 'Add the file with the certificate, or ignore this when the key is not needed.',
      certainty: 'documented',
      source: 'RFC 5280, section 4.1.2.7',
    });
  }
  return findings;
}

function containerFindings(file: FileCondition): Omit<Finding, 'step' | 'location'>[] {
  const findings: Omit<Finding, 'step' | 'location'>[] = [];
  if (file.integrity === 'none') {
    findings.push({
      code: 'certificate-import.no-integrity',
      severity: 'warning',
      title: 'PFX without an integrity code',
      detail: 'Anybody who had the file in hand can have changed it, and a wrong password cannot be told from damage.',
      fix: 'Export it again with a password.',
      certainty: 'documented',
      source: 'RFC 7292, section 3',
    });
  }
  if (file.legacyEncryption.length > 0) {
    const isBreakable = file.legacyEncryption.some((name) => !name.startsWith('Triple'));
    findings.push({
      code: 'certificate-import.legacy-encryption',
      severity: isBreakable ? 'warning' : 'information',
      title: 'Old encryption',
      detail: `It is encrypted with ${file.legacyEncryption.join(', ')}.${isBreakable ? ' Who gets the file can find the key in short time.' : ' Windows opens it; some current programs do not.'}`,
      fix: 'Export it again with AES-256 and SHA-256.',
      certainty: 'documented',
      source: 'RFC 7292, appendix C; RFC 8018, section 6',
    });
  }
  if (file.ignored.length > 0) {
    findings.push({
      code: 'certificate-import.ignored-content',
      severity: 'information',
      title: 'Content that was passed over',
      detail: `It also holds: ${[...new Set(file.ignored)].slice(0, namedSubjects).join(', ')} (${file.ignored.length}).`,
      fix: 'Nothing to do. Only certificates and private keys are read.',
      certainty: 'documented',
      source: 'RFC 7468; RFC 7292, section 4.2',
    });
  }
  if (file.trailingBytes > 0) {
    findings.push({
      code: 'certificate-import.trailing-content',
      severity: 'information',
      title: 'Bytes after the end',
      detail: `${file.trailingBytes} bytes follow the end of the content and were passed over.`,
      fix: 'Nothing to do, unless a certificate is missing: then export the file again.',
      certainty: 'documented',
      source: 'ITU-T X.690',
    });
  }
  return findings;
}

function subjects(certificates: readonly Certificate[]): string {
  const named = certificates.slice(0, namedSubjects).map(({ subject, thumbprint }) => `"${subject || thumbprint}"`);
  const more = certificates.length - named.length;
  return more > 0
    ? `${named.join(', ')} and ${more} more: each`
    : named.join(', ') + (named.length > 1 ? ': each' : '');
}
