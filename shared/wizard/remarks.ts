import type { Certainty, Finding, Severity } from '../api/finding.ts';
import type { Problem } from '../api/problem.ts';
import type { StepId } from '../steps/step-id.ts';
import { stepOfPath, type Draft } from './draft.ts';
import { fieldName } from './field-names.en.ts';
import { valueAt } from './path.ts';

/** What stands against a draft: a finding of the rules, or a problem that keeps the rules from running. */
export interface Remark extends Problem {
  severity: Severity;
  step: StepId;
  certainty: Certainty;
  source?: string | undefined;
  /** Nothing is wrong yet; something is still to be filled in. */
  isMissing: boolean;
}

// The list of `api/finding.ts` would bring the schema library into the page.
const order: readonly Severity[] = ['error', 'warning', 'information'];

/** Returns everything that stands against a draft: problems first, then findings, errors before the rest. */
export function remarksOf(
  { problems, findings }: { problems: readonly Problem[]; findings: readonly Finding[] },
  draft: Draft,
): readonly Remark[] {
  const remarks = [
    ...problems.map((problem) => remarkOfProblem(problem, draft)),
    ...findings.map((finding) => ({ ...finding, isMissing: false })),
  ];
  return order.flatMap((severity) => remarks.filter((remark) => remark.severity === severity));
}

function remarkOfProblem(problem: Problem, draft: Draft): Remark {
  const path = problem.location?.path ?? '';
  const common = { severity: 'error', step: stepOfPath(path), certainty: 'documented' } as const;
  if (problem.code !== 'answers.invalid') return { ...problem, ...common, isMissing: false };
  const name = fieldName(path);
  const value = valueAt(draft, path);
  if (value === '' || value === undefined || value === null) {
    return {
      ...problem,
      ...common,
      isMissing: true,
      title: `${name}: not filled in yet`,
      detail: '',
      fix: 'Fill it in.',
    };
  }
  const detail = problem.detail.replace(`${path}: `, '');
  return {
    ...problem,
    ...common,
    isMissing: false,
    title: `${name}: this value is not possible`,
    detail,
    fix: 'Correct it.',
  };
}

/** How many remarks there are of each severity; what is only not filled in yet counts by itself. */
export type RemarkCount = Record<Severity | 'missing', number>;

/** Returns how many remarks of each kind there are. */
export function countRemarks(remarks: readonly Remark[]): RemarkCount {
  const count = (severity: Severity) => remarks.filter((each) => each.severity === severity && !each.isMissing).length;
  return {
    missing: remarks.filter(({ isMissing }) => isMissing).length,
    error: count('error'),
    warning: count('warning'),
    information: count('information'),
  };
}
