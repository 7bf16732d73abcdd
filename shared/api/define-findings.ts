import type { StepId } from '../steps/step-id.ts';
import type { Certainty, Finding, Severity } from './finding.ts';
import type { Location } from './problem.ts';

/** The words of one occurrence. */
export interface FindingText {
  title: string;
  detail: string;
  fix: string;
}

/** What holds for each occurrence of a finding, and the words for one with the parameters at hand. */
export interface FindingEntry<Parameters> {
  severity: Severity;
  certainty: Certainty;
  source?: string;
  text: (parameters: Parameters) => FindingText;
}

/** The file that findings of the answers point into; the core replaces it with the name that the user gave. */
export const answersFile = 'answers.json';

type ParametersOf<Entry> = Entry extends { text: (parameters: infer Parameters) => FindingText } ? Parameters : never;

/**
 * Returns the constructor of one step's findings from its table. `place` is the path in the answers, or a location in
 * another file; `severity` replaces the table's where the contract lets an answer turn an error into a warning.
 */
export function defineFindings<const Table extends Record<string, FindingEntry<never>>>(step: StepId, table: Table) {
  return <Problem extends keyof Table & string>(
    problem: Problem,
    parameters: ParametersOf<Table[Problem]>,
    place?: string | Location,
    severity?: Severity,
  ): Finding => {
    const entry = table[problem] as unknown as FindingEntry<ParametersOf<Table[Problem]>>;
    const location = typeof place === 'string' ? { file: answersFile, path: place } : place;
    return {
      code: `${step}.${problem}`,
      severity: severity ?? entry.severity,
      step,
      ...entry.text(parameters),
      certainty: entry.certainty,
      ...(entry.source !== undefined && { source: entry.source }),
      ...(location && { location }),
    };
  };
}
