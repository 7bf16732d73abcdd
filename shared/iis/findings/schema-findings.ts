import type { Finding } from '../../api/finding.ts';
import type { Configuration } from '../configuration.ts';
import { schemaIssues } from '../schema-check.ts';
import { mappingFileFinding, sslRequireFileFinding } from './text.en.ts';

/** Returns a finding for each place in the known sections that does not fit IIS' schema. */
export function schemaFindings(configuration: Configuration): Finding[] {
  return schemaIssues(configuration).map(({ code, detail, suggestion, isUnverified, element, offset }) => {
    const place = { file: configuration.file, ...configuration.document.position(offset) };
    const parameters = { detail, suggestion };
    const severity = isUnverified ? 'warning' : undefined;
    for (let around = element.parent; around !== null; around = around.parent) {
      if (around.name === 'iisClientCertificateMappingAuthentication') {
        return mappingFileFinding(code === 'map-cert-flag' ? 'invalid-value' : code, parameters, place, severity);
      }
    }
    if (element.name === 'iisClientCertificateMappingAuthentication') {
      return mappingFileFinding(code === 'map-cert-flag' ? 'invalid-value' : code, parameters, place, severity);
    }
    return sslRequireFileFinding(code, parameters, place, severity);
  });
}
