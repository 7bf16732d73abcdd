import type { Finding } from '../../api/finding.ts';
import type { Certificate } from '../../certificates/certificate.ts';
import {
  hostNames,
  isValidAt,
  mayAuthenticateClient,
  mayAuthenticateServer,
  maySign,
  namesHost,
  weakness,
} from '../../certificates/judge.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';
import { certificateImportFinding } from './text.en.ts';

/** Every rule of step 2. What depends on time or trust is a warning: mapping such a certificate is the admin's decision. */
export function certificateImportFindings(answers: Answers, facts: Facts): Finding[] {
  return [...serverFindings(answers, facts), ...authorityFindings(answers, facts), ...clientFindings(answers, facts)];
}

function common(certificate: Certificate, what: string, at: string, place: string): Finding[] {
  const findings: Finding[] = [];
  const { subject, notBefore, notAfter } = certificate;
  if (!isValidAt(certificate, at)) {
    const period = `from ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`;
    findings.push(certificateImportFinding('not-valid-now', { what, subject, period }, place));
  }
  const reason = weakness(certificate);
  if (reason !== null) findings.push(certificateImportFinding('weak', { subject, reason }, place));
  return findings;
}

function serverFindings({ certificateImport, sslRequire }: Answers, { server, at }: Facts): Finding[] {
  if (!server || !certificateImport.server) return [];
  const { certificate } = server;
  const place = 'certificateImport.server.file';
  const findings = common(certificate, 'server certificate', at, place);
  if (!certificate.hasPrivateKey) {
    findings.push(certificateImportFinding('server-key-missing', { file: certificateImport.server.file }, place));
  }
  if (!mayAuthenticateServer(certificate)) {
    findings.push(certificateImportFinding('server-purpose', { subject: certificate.subject }, place));
  }
  const hostName = sslRequire.binding?.hostName ?? '';
  if (hostName !== '' && !namesHost(certificate, hostName)) {
    const names = hostNames(certificate).join(', ') || 'no host at all';
    findings.push(certificateImportFinding('server-name', { hostName, names }, place));
  }
  return findings;
}

function authorityFindings({ certificateImport }: Answers, { authorities, at }: Facts): Finding[] {
  return certificateImport.authorities.flatMap(({ file, store }, index) =>
    (authorities[index] ?? []).flatMap((certificate) => {
      const { subject } = certificate;
      const place = `certificateImport.authorities[${index}]`;
      const findings = common(certificate, 'CA certificate', at, `${place}.file`);
      if (!certificate.isCertificateAuthority && !certificate.isSelfSigned) {
        findings.push(certificateImportFinding('authority-is-not-ca', { subject, file }, `${place}.file`));
      }
      if (certificate.hasPrivateKey && certificate.isCertificateAuthority) {
        findings.push(certificateImportFinding('authority-key', { subject, file }, `${place}.file`));
      }
      if (store === 'Root' && certificate.isSelfSigned && !certificate.isCertificateAuthority) {
        findings.push(certificateImportFinding('leaf-in-root', { subject }, `${place}.store`));
      }
      if (store === 'CA' && certificate.isSelfSigned) {
        findings.push(certificateImportFinding('authority-store', { subject }, `${place}.store`));
      }
      return findings;
    }),
  );
}

function clientFindings({ certificateImport }: Answers, { clients, at }: Facts): Finding[] {
  const findings: Finding[] = [];
  const idSeen = new Set<string>();
  const idOfThumbprint = new Map<string, string>();
  const remaining = [...clients];
  for (const [index, answer] of certificateImport.clients.entries()) {
    const place = `certificateImport.clients[${index}]`;
    // Ids become file names, and Windows does not tell the cases apart.
    const idKey = answer.id.toLowerCase();
    if (idSeen.has(idKey)) findings.push(certificateImportFinding('id-twice', { id: answer.id }, `${place}.id`));
    idSeen.add(idKey);
    // A client whose file could not be opened is not among the facts.
    const certificate = remaining[0]?.id === answer.id ? remaining.shift()?.certificate : undefined;
    if (!certificate) continue;
    const where = 'file' in answer ? `${place}.file` : `${place}.certificate`;
    const other = idOfThumbprint.get(certificate.sha256);
    if (other !== undefined) {
      findings.push(certificateImportFinding('same-client-twice', { id: answer.id, other }, where));
    }
    idOfThumbprint.set(certificate.sha256, answer.id);
    findings.push(
      ...common(certificate, `certificate of "${answer.id}"`, at, where),
      ...purposeFindings(certificate, where),
    );
    if ('file' in answer && certificate.hasPrivateKey) {
      findings.push(certificateImportFinding('client-key-not-needed', { file: answer.file }, where));
    }
  }
  return findings;
}

function purposeFindings(certificate: Certificate, place: string): Finding[] {
  const { subject } = certificate;
  const findings: Finding[] = [];
  if (certificate.isCertificateAuthority) findings.push(certificateImportFinding('client-is-ca', { subject }, place));
  if (!mayAuthenticateClient(certificate))
    findings.push(certificateImportFinding('client-purpose', { subject }, place));
  if (!maySign(certificate)) findings.push(certificateImportFinding('client-key-usage', { subject }, place));
  return findings;
}
