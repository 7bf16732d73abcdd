import { bySeverity, severities, type Finding, type Severity } from '../../../../shared/api/finding.ts';
import { placeText } from './problem.ts';
import { counted, type Style } from './style.ts';

const nouns = { error: 'error', warning: 'warning', information: 'note' } as const satisfies Record<Severity, string>;
const margin = 9;

/** Returns the findings for people, errors first, each with its place and fix, and their number below. */
export function findingsText(findings: readonly Finding[], style: Style): string {
  if (findings.length === 0) return style.green('No findings.');
  return [...bySeverity(findings).map((finding) => findingText(finding, style)), totals(findings, style)].join('\n\n');
}

/** Returns what `validate` prints. */
export function validationText({ findings }: { findings: readonly Finding[] }, style: Style): string {
  return findingsText(findings, style);
}

function findingText(
  { severity, code, title, detail, fix, certainty, source, location }: Finding,
  style: Style,
): string {
  const paint = { error: style.red, warning: style.yellow, information: style.blue }[severity];
  const backing = [certainty === 'documented' ? '' : certainty, source ?? ''].filter((text) => text !== '').join('; ');
  const rows: [string, string][] = [
    ...(location ? [['', placeText(location)] satisfies [string, string]] : []),
    ['', style.wrap(detail, margin)],
    ...(fix === '' ? [] : [['fix', style.wrap(fix, margin)] satisfies [string, string]]),
    ...(backing === '' ? [] : [['', style.quiet(`(${style.wrap(backing, margin)})`)] satisfies [string, string]]),
  ];
  return [
    `${paint(nouns[severity].padEnd(margin))}${style.strong(title)}  ${style.quiet(code)}`,
    ...rows.map(([label, text]) => `${label.padStart(margin - 2)}  ${text}`),
  ].join('\n');
}

function totals(findings: readonly Finding[], style: Style): string {
  const counts = severities.map((severity) => findings.filter((finding) => finding.severity === severity).length);
  const text = severities.map((severity, index) => counted(counts[index] ?? 0, nouns[severity])).join(', ');
  return counts[0] === 0 ? style.green(`${text}.`) : style.red(`${text}.`);
}
