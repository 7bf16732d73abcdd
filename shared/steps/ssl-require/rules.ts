import type { Finding } from '../../api/finding.ts';
import {
  bindingInformation,
  bindingSslFlags,
  httpSysEndpoint,
  sameBinding,
  sitesSharing,
  type BindingAnswers,
} from '../../iis/binding.ts';
import { invalidSiteNameCharacter, sitePathProblem } from '../../iis/site-path.ts';
import { bindingFlags, type SslFlag } from '../../iis/ssl-flags.ts';
import { windowsTraits, type WindowsVersion } from '../../iis/windows-version.ts';
import { nearest } from '../../text/nearest.ts';
import { isLocalWindowsPath, sameWindowsPath } from '../../windows/local-path.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';
import type { SslRequireAnswers } from './answers.ts';
import { sslRequireFinding } from './text.en.ts';

/**
 * Returns the SSL flags that the answers ask for. "Require" is always "negotiate" too: one without the other is accepted
 * by the schema but means nothing (IIS 5.0 reference: AccessSSLRequireCert needs AccessSSLNegotiateCert).
 */
export function answeredSslFlags({ requireSsl, clientCertificate, require128Bit }: SslRequireAnswers): SslFlag[] {
  return [
    ...(requireSsl ? (['Ssl'] as const) : []),
    ...(clientCertificate === 'ignore' ? [] : (['SslNegotiateCert'] as const)),
    ...(clientCertificate === 'require' ? (['SslRequireCert'] as const) : []),
    ...(require128Bit ? (['Ssl128'] as const) : []),
  ];
}

export type TlsVerdict =
  | { kind: 'not-asked' }
  | { kind: 'asked-in-first-handshake' }
  | { kind: 'late-request-works' }
  | { kind: 'late-request-over-http2-not-known' }
  | { kind: 'late-request-fails'; symptom: string }
  | { kind: 'binding-not-known'; symptom: string };

const symptoms = {
  reset: 'the connection is reset, and the IIS log says nothing',
  'http-500.0': 'the visitor gets 500.0 with 0x80070032',
  'not-applicable': '',
} as const;

/**
 * Returns what becomes of the request for a certificate: in the first handshake it always works; asked later it fails
 * under TLS 1.3 (IIS Support Blog 2025) and is undocumented over HTTP/2 (RFC 9113 forbids renegotiation).
 */
export function tlsVerdict(
  { clientCertificate, binding }: Pick<SslRequireAnswers, 'clientCertificate' | 'binding'>,
  windows: WindowsVersion,
): TlsVerdict {
  const traits = windowsTraits[windows];
  if (clientCertificate === 'ignore') return { kind: 'not-asked' };
  if (binding?.negotiateClientCertificate) return { kind: 'asked-in-first-handshake' };
  const symptom = symptoms[traits.lateRequestUnderTls13];
  if (traits.hasTls13 && !binding) return { kind: 'binding-not-known', symptom };
  if (traits.hasTls13 && !binding?.disableTls13) return { kind: 'late-request-fails', symptom };
  if (traits.hasHttp2 && !binding?.disableHttp2) return { kind: 'late-request-over-http2-not-known' };
  return { kind: 'late-request-works' };
}

/** Every rule of step 1. */
export function sslRequireFindings(answers: Answers, facts: Facts): Finding[] {
  return [
    ...siteFindings(answers, facts),
    ...pathFindings(answers),
    ...flagFindings(answers, facts),
    ...bindingFindings(answers, facts),
  ];
}

function siteFindings({ sslRequire, target }: Answers, { sites, site }: Facts): Finding[] {
  const findings: Finding[] = [];
  if (sites) {
    const names = sites.map(({ name }) => name);
    if (!names.some((name) => name.toLowerCase() === sslRequire.site.toLowerCase())) {
      const near = nearest(sslRequire.site, names);
      const file = target.applicationHostConfig ?? 'applicationHost.config';
      findings.push(sslRequireFinding('site-not-in-file', { site: sslRequire.site, file, near }, 'sslRequire.site'));
    }
  } else {
    const character = invalidSiteNameCharacter(sslRequire.site);
    if (character !== null) {
      findings.push(sslRequireFinding('site-name', { site: sslRequire.site, character }, 'sslRequire.site'));
    }
  }
  const { physicalPath } = sslRequire;
  if (physicalPath === undefined) return findings;
  if (!isLocalWindowsPath(physicalPath)) {
    findings.push(sslRequireFinding('physical-path-not-local', { path: physicalPath }, 'sslRequire.physicalPath'));
  } else if (site?.physicalPath != null && !sameWindowsPath(site.physicalPath, physicalPath)) {
    const file = target.applicationHostConfig ?? 'applicationHost.config';
    findings.push(
      sslRequireFinding(
        'physical-path-differs',
        { answered: physicalPath, given: site.physicalPath, file },
        'sslRequire.physicalPath',
      ),
    );
  }
  return findings;
}

function pathFindings({ sslRequire: { paths } }: Answers): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const [index, path] of paths.entries()) {
    const place = `sslRequire.paths[${index}]`;
    const reason = sitePathProblem(path);
    if (reason !== null) findings.push(sslRequireFinding('path-invalid', { path, reason }, place));
    else if (seen.has(path.toLowerCase())) findings.push(sslRequireFinding('path-twice', { path }, place));
    else if (path !== '/' && paths.includes('/'))
      findings.push(sslRequireFinding('path-below-whole-site', { path }, place));
    seen.add(path.toLowerCase());
  }
  if (!paths.includes('/')) {
    findings.push(sslRequireFinding('flags-below-site', { paths: paths.join(', ') }, 'sslRequire.paths'));
  }
  return findings;
}

function flagFindings({ sslRequire, target: { windows } }: Answers, { site }: Facts): Finding[] {
  const findings: Finding[] = [];
  const { clientCertificate, requireSsl } = sslRequire;
  const { name } = windowsTraits[windows];
  if (clientCertificate === 'ignore') {
    findings.push(sslRequireFinding('certificate-ignored', {}, 'sslRequire.clientCertificate'));
  } else if (!requireSsl) {
    findings.push(sslRequireFinding('require-without-ssl', { clientCertificate }, 'sslRequire.requireSsl'));
  }
  const verdict = tlsVerdict(sslRequire, windows);
  const place = sslRequire.binding ? 'sslRequire.binding.negotiateClientCertificate' : 'sslRequire.clientCertificate';
  switch (verdict.kind) {
    case 'late-request-fails':
      findings.push(sslRequireFinding('tls13-late-request', { windows: name, symptom: verdict.symptom }, place));
      break;
    case 'binding-not-known':
      findings.push(sslRequireFinding('tls13-not-known', { windows: name, symptom: verdict.symptom }, place));
      break;
    case 'late-request-over-http2-not-known':
      findings.push(sslRequireFinding('http2-late-request', { windows: name }, place));
      break;
    case 'not-asked':
    case 'asked-in-first-handshake':
    case 'late-request-works':
      break;
  }
  const http = site?.bindings.filter(({ protocol }) => protocol === 'http') ?? [];
  if (requireSsl && http.length > 0) {
    const bindings = http.map((binding) => binding.bindingInformation).join(', ');
    findings.push(sslRequireFinding('http-binding-refused', { bindings }, 'sslRequire.requireSsl'));
  }
  return findings;
}

function bindingFindings(answers: Answers, facts: Facts): Finding[] {
  const { binding, paths } = answers.sslRequire;
  if (!binding) return [];
  const findings = bindingSyntax(binding);
  const { windows } = answers.target;
  const traits = windowsTraits[windows];
  if (binding.negotiateClientCertificate && !paths.includes('/')) {
    findings.push(
      sslRequireFinding(
        'negotiate-asks-everybody',
        { paths: paths.join(', ') },
        'sslRequire.binding.negotiateClientCertificate',
      ),
    );
  }
  if (binding.disableTls13 && !traits.hasTls13) {
    findings.push(
      sslRequireFinding('tls13-setting-unknown', { windows: traits.name }, 'sslRequire.binding.disableTls13'),
    );
  }
  if (binding.disableHttp2 && !traits.hasHttp2) {
    findings.push(
      sslRequireFinding('http2-setting-unknown', { windows: traits.name }, 'sslRequire.binding.disableHttp2'),
    );
  }
  return [...findings, ...neighbourFindings(answers, binding, facts)];
}

function bindingSyntax(binding: BindingAnswers): Finding[] {
  const findings: Finding[] = [];
  if (binding.serverNameIndication && binding.hostName === '') {
    findings.push(sslRequireFinding('name-indication-without-host', {}, 'sslRequire.binding.hostName'));
  }
  if (!isBindingAddress(binding.ipAddress)) {
    findings.push(sslRequireFinding('binding-address', { address: binding.ipAddress }, 'sslRequire.binding.ipAddress'));
  }
  if (binding.hostName !== '' && !isHostName(binding.hostName)) {
    findings.push(
      sslRequireFinding('binding-host-name', { hostName: binding.hostName }, 'sslRequire.binding.hostName'),
    );
  }
  return findings;
}

function neighbourFindings(answers: Answers, binding: BindingAnswers, { sites, site }: Facts): Finding[] {
  const findings: Finding[] = [];
  const information = bindingInformation(binding);
  const file = answers.target.applicationHostConfig ?? 'applicationHost.config';
  const existing = site?.bindings.find(
    (other) => other.protocol === 'https' && sameBinding(other.bindingInformation, information),
  );
  for (const other of sites ?? []) {
    if (other.name.toLowerCase() === answers.sslRequire.site.toLowerCase()) continue;
    if (other.bindings.some((each) => each.protocol === 'https' && sameBinding(each.bindingInformation, information))) {
      findings.push(
        sslRequireFinding(
          'binding-in-other-site',
          { binding: information, site: other.name, file },
          'sslRequire.binding',
        ),
      );
    }
  }
  if (existing && (existing.sslFlags & bindingFlags.centralCertificateStore) !== 0) {
    findings.push(sslRequireFinding('binding-central-store', { binding: information }, 'sslRequire.binding'));
  }
  const flags = bindingSslFlags(binding, answers.target.windows, existing?.sslFlags ?? 0);
  const endpoint = httpSysEndpoint(information, flags);
  const neighbours = endpoint ? sitesSharing(endpoint, answers.sslRequire.site, sites ?? []) : [];
  if (endpoint && neighbours.length > 0) {
    const names = neighbours.map((name) => `"${name}"`).join(', ');
    findings.push(
      sslRequireFinding('shared-endpoint', { endpoint: endpoint.value, sites: names }, 'sslRequire.binding'),
    );
  }
  if (!answers.certificateImport.server && !existing) {
    findings.push(sslRequireFinding('no-server-certificate', { binding: information }, 'sslRequire.binding'));
  }
  return findings;
}

function isBindingAddress(address: string): boolean {
  if (address === '*') return true;
  const bracketed = /^\[([0-9A-Fa-f:.]+)\]$/.exec(address)?.[1];
  if (bracketed !== undefined) return isIpv6(bracketed);
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIpv6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const wellFormed = groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group));
  return wellFormed && (halves.length === 2 ? groups.length < 8 : groups.length === 8);
}

function isHostName(name: string): boolean {
  const labels = name.replace(/^\*\./, '').split('.');
  return name.length <= 253 && labels.every((label) => /^(?!-)[\p{L}\p{N}_-]{1,63}(?<!-)$/u.test(label));
}
