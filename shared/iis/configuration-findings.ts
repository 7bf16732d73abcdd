import type { Finding } from '../api/finding.ts';
import type { Configuration } from './configuration.ts';
import { accessFindings } from './findings/access-findings.ts';
import { authenticationFindings } from './findings/authentication-findings.ts';
import { fileFindings } from './findings/file-findings.ts';
import { mappingFindings } from './findings/mapping-findings.ts';
import { placesOf } from './findings/place.ts';
import { schemaFindings } from './findings/schema-findings.ts';
import { serverFindings } from './findings/server-findings.ts';

/** Returns everything that is wrong with a file, in document order. */
export function configurationFindings(configuration: Configuration): Finding[] {
  const places = placesOf(configuration);
  const findings = [
    ...fileFindings(configuration),
    ...schemaFindings(configuration),
    ...serverFindings(configuration, places),
    ...accessFindings(places),
    ...mappingFindings(places),
    ...authenticationFindings(places),
  ];
  return inOrder(findings);
}

/** Returns what is wrong with the flags, mappings and authentication of one site, in document order. */
export function siteFindings(configuration: Configuration, site: string): Finding[] {
  const isWeb = configuration.kind === 'web';
  const places = placesOf(configuration).filter((place) => isWeb || place.site === site);
  return inOrder([...accessFindings(places), ...mappingFindings(places), ...authenticationFindings(places)]);
}

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => (a.location?.line ?? 0) - (b.location?.line ?? 0));
}
