import type { Finding } from '../api/finding.ts';
import type { Configuration } from './configuration.ts';
import { schemaFindings } from './findings/schema-findings.ts';

/** Returns everything that is wrong with a file, in document order. */
export function configurationFindings(configuration: Configuration): Finding[] {
  return schemaFindings(configuration);
}
