import type { Finding } from '../api/finding.ts';
import type { Configuration } from './configuration.ts';
import { accessFindings } from './findings/access-findings.ts';
import { authenticationFindings } from './findings/authentication-findings.ts';
import { fileFindings } from './findings/file-findings.ts';
import { lockFindings } from './findings/lock-findings.ts';
import { mappingFindings } from './findings/mapping-findings.ts';
import { placesOf } from './findings/place.ts';
import { schemaFindings } from './findings/schema-findings.ts';
import { serverFindings } from './findings/server-findings.ts';
import { sslRequireFileFinding } from './findings/text.en.ts';

/** Returns everything that is wrong with a file, in document order. */
export function configurationFindings(configuration: Configuration): Finding[] {
  const places = placesOf(configuration);
  const findings = [
    ...fileFindings(configuration),
    ...schemaFindings(configuration),
    ...serverFindings(configuration, places),
    ...lockFindings(places),
    ...accessFindings(places),
    ...mappingFindings(places),
    ...authenticationFindings(places),
  ];
  return withoutRepeats(inOrder(findings));
}

/** Of one kind as many are listed; who has that many mistakes does not read them one by one. */
const maximumOfOneKind = 1000;

/** Returns the findings without those that would only repeat the same thousands of times; one finding says how many are left out. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  const kept = findings.filter(({ code, severity }) => {
    const key = `${severity} ${code}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= maximumOfOneKind;
  });
  const leftOut = findings.length - kept.length;
  if (leftOut === 0) return kept;
  const codes = [...counts].filter(([, count]) => count > maximumOfOneKind).map(([key]) => key.replace(/^\w+ /, ''));
  const file = findings[0]?.location?.file ?? '';
  const parameters = { count: leftOut, codes: [...new Set(codes)].join(', '), maximum: maximumOfOneKind };
  return [...kept, sslRequireFileFinding('findings-left-out', parameters, { file })];
}

/** Returns what is wrong with the flags, mappings and authentication of one site, in document order. */
export function siteFindings(configuration: Configuration, site: string): Finding[] {
  const isWeb = configuration.kind === 'web';
  const places = placesOf(configuration).filter((place) => isWeb || place.site === site);
  return inOrder([
    ...lockFindings(places),
    ...accessFindings(places),
    ...mappingFindings(places),
    ...authenticationFindings(places),
  ]);
}

function inOrder(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => (a.location?.line ?? 0) - (b.location?.line ?? 0));
}
