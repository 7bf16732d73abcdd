import { bySeverity } from '../api/finding.ts';
import { readCertificateAttribute } from './certificate-attribute.ts';
import { configurationFindings } from './configuration-findings.ts';
import type { ConfigurationReport, MappingSectionReport } from './configuration-report.ts';
import type { Configuration, Scope } from './configuration.ts';
import { effectiveSettings } from './effective-settings.ts';
import { encryptionProviders } from './encryption-providers.ts';
import { effectiveBoolean, effectiveValue, givenFile, layersOf } from './effective.ts';
import { listLocks } from './locks.ts';
import type { PlacedMappingSection } from './read-site.ts';
import { isModuleInstalled, mappingModule, mappingSectionNames, mappingSections, splitLocation } from './read-site.ts';
import type { SectionName } from './schema.ts';
import { sectionNames } from './schema.ts';
import { readSites } from './sites.ts';
import { parseSslFlags } from './ssl-flags.ts';

/** The sections whose locks are always told: those of the mapping, and the other doors beside it. */
const toldSections: readonly SectionName[] = [
  ...mappingSectionNames,
  sectionNames.activeDirectoryMapping,
  sectionNames.basic,
  sectionNames.digest,
  sectionNames.windows,
  sectionNames.serverRuntime,
];

/**
 * Returns what `check-config` prints of one file: its sites, locks, flags, anonymous authentication, mapping sections
 * (effective content, no passwords) and everything that is wrong with it. `sha1` returns the SHA-1 of a certificate's
 * DER as 40 upper-case hex digits.
 */
export function checkConfiguration(
  configuration: Configuration,
  sha1: (der: Uint8Array) => string,
): ConfigurationReport {
  const given = givenFile(configuration);
  return {
    kind: configuration.kind,
    sites: readSites(configuration).map(({ name, physicalPath, bindings }) => ({
      name,
      physicalPath,
      bindings: bindings.map(({ protocol, bindingInformation, sslFlags }) => ({
        protocol,
        bindingInformation,
        sslFlags,
      })),
    })),
    locks: listLocks(configuration, toldSections),
    access: places(configuration, sectionNames.access).map(({ site, path, origin }) => ({
      ...origin,
      sslFlags: parseSslFlags(
        effectiveValue(layersOf(given, site, path, sectionNames.access), sectionNames.access, 'sslFlags'),
      ).flags,
    })),
    anonymousAuthentication: places(configuration, sectionNames.anonymous).map(({ site, path, origin }) => ({
      ...origin,
      enabled: effectiveBoolean(layersOf(given, site, path, sectionNames.anonymous), sectionNames.anonymous, 'enabled'),
    })),
    mappings: mappingSections(given).map((placed) => mappingSectionReport(placed, sha1)),
    effective: effectiveSettings(configuration),
    encryptionProviders: encryptionProviders(configuration),
    features: reportFeatures(configuration),
    findings: bySeverity(configurationFindings(configuration)),
  };
}

/** Returns what is told of one mapping section: its effective content, no password. */
export function mappingSectionReport(
  { section, ...place }: PlacedMappingSection,
  sha1: (der: Uint8Array) => string,
): MappingSectionReport {
  return {
    ...place,
    enabled: section.enabled,
    oneToOneEnabled: section.oneToOneEnabled,
    manyToOneEnabled: section.manyToOneEnabled,
    logonMethod: section.logonMethod,
    oneToOne: section.oneToOne.map(({ certificate, userName, enabled, password }) => {
      const { der, problem } = readCertificateAttribute(certificate);
      return {
        userName,
        enabled,
        ...(der !== null && problem === null ? { thumbprint: sha1(der) } : { problem: problem ?? 'not-a-certificate' }),
        password,
      };
    }),
    manyToOne: section.manyToOne.map(({ name, enabled, permissionMode, userName, password, rules }) => ({
      name,
      enabled,
      permissionMode,
      ...(userName !== undefined && { userName }),
      password,
      rules: [...rules],
    })),
  };
}

/** Names of the features as Windows Server has them (Microsoft Learn: IIS client certificate mapping authentication). */
const mapperFeatures = [
  { module: mappingModule, feature: 'Web-Cert-Auth' },
  { module: 'CertificateMappingAuthenticationModule', feature: 'Web-Client-Auth' },
] as const;

/** A file without a list of modules, as a fragment is, does not tell. */
function reportFeatures(configuration: Configuration): ConfigurationReport['features'] {
  const tells =
    configuration.kind === 'applicationHost' && configuration.scopes[0]?.sections.has(sectionNames.globalModules);
  return mapperFeatures.map(({ module, feature }) => ({
    module,
    feature,
    installed: tells ? isModuleInstalled(configuration, null, module) : null,
  }));
}

/** Every level of the file at which a section stands: once each, in document order. */
function places(configuration: Configuration, section: SectionName) {
  return configuration.scopes.flatMap((scope: Scope) => {
    const element = scope.sections.get(section)?.[0];
    if (element === undefined) return [];
    const [site, path] =
      configuration.kind === 'web' ? [null, `/${scope.path}`] : splitLocation(configuration, scope.path);
    const line = configuration.document.line(element);
    const origin = { path: scope.path, ...(site !== null && { site }), file: configuration.file, line };
    return [{ site, path, origin }];
  });
}
