import type { Finding } from '../../../../shared/api/finding.ts';
import type { MappingSectionReport } from '../../../../shared/iis/configuration-report.ts';
import { findingsText } from './findings.ts';
import { counted, type Style } from './style.ts';

interface Adoption {
  answers: string;
  mappings: readonly MappingSectionReport[];
  findings: readonly Finding[];
}

/** Returns what `adopt` prints. */
export function adoptionText({ answers, mappings, findings }: Adoption, style: Style): string {
  const oneToOne = mappings.reduce((sum, section) => sum + section.oneToOne.length, 0);
  const manyToOne = mappings.reduce((sum, section) => sum + section.manyToOne.length, 0);
  return [
    `${style.green('Wrote')} ${answers}.`,
    `The site has ${counted(oneToOne, 'one-to-one mapping')} and ${counted(manyToOne, 'many-to-one mapping')}.`,
    '',
    findingsText(findings, style),
    '',
    'Next:',
    `  iis-client-certificate validate ${answers}`,
  ].join('\n');
}
