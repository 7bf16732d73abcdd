import type { Finding } from '../api/finding.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { parseBindingInformation } from '../iis/binding.ts';
import { siteFindings } from '../iis/configuration-findings.ts';
import type { Configuration } from '../iis/configuration.ts';
import { givenFile, layersOf } from '../iis/effective.ts';
import { sectionNames } from '../iis/schema.ts';
import { findSite, type Site } from '../iis/sites.ts';
import { bindingFlags } from '../iis/ssl-flags.ts';
import type { WindowsVersion } from '../iis/windows-version.ts';
import { isLocalWindowsPath } from '../windows/local-path.ts';
import { answersSchema, answersVersion, type Answers } from '../wizard/answers.ts';
import { adoptMappings } from './adopted-mappings.ts';
import { adoptProtection, type AdoptedProtection } from './adopted-protection.ts';
import { likelyWindows } from './likely-windows.ts';
import { mappingAdoption, sslRequireAdoption } from './text.en.ts';

export interface AdoptInput {
  configuration: Configuration;
  /** Must be in an applicationHost.config. */
  site: string;
  /** How the answers name the file that they are merged into. */
  file: string;
  /** Null: as the file looks. */
  windows: WindowsVersion | null;
  /** False: the answers are for another server, which has neither this file nor what it encrypted. */
  sameServer: boolean;
  /** Returns the certificate of a single-line Base-64 text; null when it cannot be read. */
  certificateOf: (text: string) => Certificate | null;
}

/** Returns answers that make the site as the file has it, and what they could not take over. */
export function adoptSite(input: AdoptInput): { answers: Answers; findings: Finding[] } {
  const { configuration, file, sameServer, certificateOf } = input;
  const found = findSite(configuration, input.site);
  const site = found?.name ?? input.site;
  const given = givenFile(configuration);
  const protection = adoptProtection(configuration, given, site);
  const layers = layersOf(given, site, '/', sectionNames.mapping);
  const mappings = adoptMappings({ layers, sameServer, certificateOf });
  const likely = likelyWindows(configuration);
  const windows = input.windows ?? likely.windows;
  const binding = adoptBinding(found, sameServer);
  const { flags, isTold } = protection;
  const answers = answersSchema.parse({
    version: answersVersion,
    target: {
      windows,
      ...(sameServer && { [configuration.kind === 'web' ? 'webConfig' : 'applicationHostConfig']: file }),
    },
    sslRequire: {
      site,
      ...(found && isLocalWindowsPath(found.physicalPath) && { physicalPath: found.physicalPath }),
      paths: protection.paths,
      requireSsl: !isTold || flags.includes('Ssl'),
      clientCertificate:
        !isTold || flags.includes('SslRequireCert')
          ? 'require'
          : flags.includes('SslNegotiateCert')
            ? 'accept'
            : 'ignore',
      require128Bit: flags.includes('Ssl128'),
      ...(binding.answers && { binding: binding.answers }),
    },
    certificateImport: { clients: mappings.clients },
    userAccount: { accounts: mappings.accounts },
    mapping: { disableAnonymous: protection.disableAnonymous, ...mappings.mapping },
    review: { target: configuration.kind === 'web' ? 'web.config' : 'applicationHost.config' },
  });
  const isEmpty = mappings.clients.length === 0 && answers.mapping.manyToOne.length === 0;
  return {
    answers,
    findings: [
      ...(input.windows === null ? [sslRequireAdoption('windows-assumed', likely, 'target.windows')] : []),
      ...protectionFindings(configuration, protection),
      ...binding.findings,
      ...(isEmpty ? [mappingAdoption('nothing-to-adopt', { site })] : []),
      ...mappings.findings,
      ...(mappings.accounts.some(({ password }) => password === 'keep')
        ? [mappingAdoption('passwords-stay', {}, 'userAccount.accounts')]
        : []),
      ...siteFindings(configuration, site).map(asHeld),
    ],
  };
}

/** What a given file already holds stops nobody from changing it. */
function asHeld(finding: Finding): Finding {
  return finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding;
}

function protectionFindings({ file }: Configuration, { isTold, others, paths }: AdoptedProtection): Finding[] {
  return [
    ...(isTold ? [] : [sslRequireAdoption('flags-not-told', {}, 'sslRequire.clientCertificate')]),
    ...others.map(({ path, flags, anonymous, line }) => {
      const parameters = { path, flags: flags.join(', ') || 'None', anonymous, paths: paths.join(', ') };
      return sslRequireAdoption('other-level', parameters, { file, ...(line !== null && { line }) });
    }),
  ];
}

/**
 * The endpoint's own record is in HTTP.SYS, not in the file: except for bit 128 of Windows Server 2025, the file does not
 * tell whether the certificate is asked for in the first handshake. On the same server the binding stays as it is then.
 */
function adoptBinding(
  site: Site | undefined,
  sameServer: boolean,
): { answers: Answers['sslRequire']['binding']; findings: Finding[] } {
  const all = site?.bindings.filter(({ protocol }) => protocol.toLowerCase() === 'https') ?? [];
  const [first] = all;
  const parsed = first && parseBindingInformation(first.bindingInformation);
  if (!first || !parsed) return { answers: undefined, findings: [] };
  const has = (bit: number) => (first.sslFlags & bit) !== 0;
  const negotiates = has(bindingFlags.negotiateClientCertificate);
  const parameters = { binding: first.bindingInformation, others: all.length - 1 };
  if (sameServer && !negotiates) {
    return { answers: undefined, findings: [sslRequireAdoption('binding-stays', parameters, 'sslRequire')] };
  }
  return {
    answers: {
      ...parsed,
      serverNameIndication: has(bindingFlags.serverNameIndication),
      negotiateClientCertificate: negotiates,
      disableTls13: has(bindingFlags.disableTls13),
      disableHttp2: has(bindingFlags.disableHttp2),
    },
    findings: negotiates ? [] : [sslRequireAdoption('negotiation-not-told', parameters, 'sslRequire.binding')],
  };
}
