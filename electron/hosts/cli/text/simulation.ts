import type { CallOutput } from '../../../../shared/api/contract.ts';
import type { Simulation, TraceEntry } from '../../../../shared/mapping/simulation.ts';
import { findingsText } from './findings.ts';
import { problemText } from './problem.ts';
import type { Style } from './style.ts';

/** Returns what `simulate` prints: each certificate with its account, and every entry that was looked at; then what a folder holds besides. */
export function simulationText({ results, unopened = [] }: CallOutput<'mapping', 'simulate'>, style: Style): string {
  return [
    ...results.map((result) => resultText(result, style)),
    ...(results.length === 0 ? ['No certificate was found.'] : []),
    ...changesText(results, style),
    ...unopened.map(({ path, error }) => `${style.strong(path)}\n${problemText(error, style)}`),
  ].join('\n\n');
}

/** Who gets something else than before, in one place: of a whole folder most do not. */
function changesText(results: readonly Simulation[], style: Style): string[] {
  const compared = results.filter(({ changed }) => changed !== undefined);
  if (compared.length === 0) return [];
  const changed = compared.filter((each) => each.changed).map(({ certificate }) => `  ${certificate}`);
  return [[style.strong(`Something else than before: ${changed.length} of ${compared.length}`), ...changed].join('\n')];
}

function resultText(result: Simulation, style: Style): string {
  const { certificate, subject, thumbprint, mapping, certainty, reason, status, trace, findings, before, changed } =
    result;
  const who = [subject, thumbprint].filter((text) => text !== undefined).join('  ');
  const by = mapping === undefined ? '' : ` by ${mapping}`;
  return [
    `${style.strong(certificate)}${who === '' ? '' : `  ${style.quiet(who)}`}`,
    `  ${verdict(result, style)}${by}  ${style.quiet(certainty)}`,
    `  ${style.wrap(reason, 2)}`,
    ...(status
      ? [`  ${style.wrap(`The visitor sees ${status.code} (${status.certainty}). ${status.reason}`, 2)}`]
      : []),
    ...(before ? [`  before: ${verdict(before, style)}${changed === false ? ', which is the same' : ''}`] : []),
    ...trace.flatMap((entry) => traceLines(entry, style)),
    ...(findings.length > 0 ? ['', findingsText(findings, style)] : []),
  ].join('\n');
}

function verdict({ outcome, account }: Pick<Simulation, 'outcome' | 'account'>, style: Style): string {
  switch (outcome) {
    case 'mapped':
      return style.green(`mapped to ${account ?? 'an account that is not named'}`);
    case 'denied':
      return style.red('denied');
    case 'unmapped':
      return style.yellow('unmapped');
  }
}

const marks = { match: '+', 'no-match': '-', disabled: 'o' } as const;

function traceLines({ entry, name, result, reason, certainty, rules = [] }: TraceEntry, style: Style): string[] {
  const label = name === undefined ? entry : `${entry} ${name}`;
  return [
    `    ${marks[result]} ${label}: ${style.wrap(certainty === 'documented' ? reason : `${reason} (${certainty})`, 6)}`,
    ...rules.map((rule) => `        ${rule.matches ? marks.match : marks['no-match']} ${style.wrap(rule.reason, 10)}`),
  ];
}
