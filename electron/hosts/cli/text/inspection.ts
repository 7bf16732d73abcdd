import type { CallOutput } from '../../../../shared/api/contract.ts';
import type { Chain, InspectedCertificate } from '../../../../shared/certificates/certificate.ts';
import { purposeName } from '../../../../shared/certificates/present.ts';
import type { OpenedFile } from '../../../../shared/steps/certificate-import/calls.ts';
import { findingsText } from './findings.ts';
import { problemText } from './problem.ts';
import { aligned, counted, type Style } from './style.ts';

/** Returns what `inspect` prints: each file with its certificates and keys, then the chains over all of them. */
export function inspectionText({ files, chains }: CallOutput<'certificate-import', 'inspect'>, style: Style): string {
  const subjects = new Map(
    files.flatMap((file) =>
      'error' in file ? [] : file.certificates.map((each) => [each.thumbprint, each.subject] as const),
    ),
  );
  return [
    ...files.map((file) =>
      'error' in file ? `${style.strong(file.path)}\n${problemText(file.error, style)}` : fileText(file, style),
    ),
    ...(chains.length > 0 ? [chainsText(chains, subjects, style)] : []),
  ].join('\n\n');
}

function fileText({ path, format, certificates, privateKeys, findings }: OpenedFile, style: Style): string {
  return [
    `${style.strong(path)}  ${style.quiet(format)}`,
    ...certificates.map((certificate) => `\n${certificateText(certificate, style)}`),
    ...privateKeys.map(({ algorithm, bits, certificate }) => {
      const owner = certificate === null ? 'of no certificate in these files' : `of ${certificate}`;
      return `\n  Private key  ${algorithm}${bits === undefined ? '' : ` ${bits} bits`}, ${owner}`;
    }),
    ...(findings.length > 0 ? ['', findingsText(findings, style)] : []),
  ].join('\n');
}

function certificateText(certificate: InspectedCertificate, style: Style): string {
  const { publicKey, keyUsage, extendedKeyUsage, subjectAlternativeNames, friendlyName } = certificate;
  const key = [
    publicKey.algorithm,
    publicKey.curve,
    publicKey.bits === undefined ? undefined : `${publicKey.bits} bits`,
  ];
  const kind = [
    certificate.isCertificateAuthority ? 'certification authority' : undefined,
    certificate.isSelfSigned ? 'self-signed' : undefined,
    certificate.hasPrivateKey ? 'with private key' : undefined,
  ].filter((text) => text !== undefined);
  const rows: [string, string][] = [
    ['Issuer', certificate.issuer],
    ['Role', `${certificate.role}. ${certificate.roleReason}`],
    ['Valid', `${certificate.notBefore} to ${certificate.notAfter}, ${daysText(certificate.daysLeft)}`],
    ['Thumbprint', certificate.thumbprint],
    ['SHA-256', certificate.sha256],
    ['Serial number', certificate.serialNumber],
    ['Public key', key.filter((text) => text !== undefined).join(' ')],
    ['Signature', certificate.signatureAlgorithm],
    ['Weak', certificate.weakness ?? ''],
    ['Kind', kind.join(', ')],
    ['Key usage', keyUsage.join(', ')],
    ['Extended key usage', extendedKeyUsage.map(purposeText).join(', ')],
    ['Alternative names', subjectAlternativeNames.map(({ type, value }) => `${type}:${value}`).join(', ')],
    ['Subject key identifier', certificate.subjectKeyIdentifier ?? ''],
    ['Authority key identifier', certificate.authorityKeyIdentifier ?? ''],
    ['Policies', certificate.certificatePolicies.join(', ')],
    ['Issuer offered at', certificate.caIssuersUrls.join(', ')],
    ['OCSP', certificate.ocspUrls.join(', ')],
    ['Revocation lists', certificate.crlUrls.join(', ')],
    ['Friendly name', friendlyName ?? ''],
  ];
  return `  ${style.strong(certificate.subject)}\n${aligned(
    rows.filter(([, text]) => text !== ''),
    4,
  )}`;
}

function daysText(daysLeft: number): string {
  return daysLeft < 0 ? `ended ${counted(-daysLeft, 'day')} ago` : `${counted(daysLeft, 'day')} left`;
}

function purposeText(oid: string): string {
  const name = purposeName(oid);
  return name === oid ? oid : `${name} (${oid})`;
}

function chainsText(chains: readonly Chain[], subjects: ReadonlyMap<string, string>, style: Style): string {
  const name = (thumbprint: string): string => subjects.get(thumbprint) ?? thumbprint;
  return [
    `${style.strong('Chains')}  ${style.quiet('structure only; whether they are trusted is for Windows to say')}`,
    ...chains.flatMap(({ of, paths, missing }) => [
      `  ${name(of)}`,
      ...paths.map(({ thumbprints, complete, problems }) => {
        const verdict = complete
          ? problems.length === 0
            ? style.green('complete')
            : style.yellow('complete')
          : style.yellow('incomplete');
        const because = problems.length === 0 ? '' : ` (${problems.join(', ')})`;
        return `    ${verdict}${because}: ${thumbprints.map(name).join(' < ')}`;
      }),
      ...missing.map(({ issuer, authorityKeyIdentifier, url }) => {
        const key = authorityKeyIdentifier === undefined ? '' : `, key identifier ${authorityKeyIdentifier}`;
        return `    missing: ${issuer}${key}${url === undefined ? '' : `, offered at ${url}`}`;
      }),
    ]),
  ].join('\n');
}
