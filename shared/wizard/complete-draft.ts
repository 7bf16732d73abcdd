import type { Problem } from '../api/problem.ts';
import { answersSchema, type Answers } from './answers.ts';
import type { JsonDocument } from './json-document.ts';
import { describeIssue, issuesOf, printPath, versionProblem, type Issue } from './parse-answers.ts';

/** A draft of the answers, made complete so that the rules can run on all that is answered already. */
export interface CompletedDraft {
  /** Null when the draft is too far from answers to be completed. */
  answers: Answers | null;
  /** Every place that the schema does not take, in its order. */
  problems: Problem[];
  /** Paths at which a value stands in for a missing or wrong one; what rules say about them means nothing. */
  standIns: string[];
}

/** A missing object is followed by its missing keys, and those by theirs. */
const mostRounds = 8;

/** Returns a draft completed with stand-ins, and every problem that it has as it is. */
export function completeDraft(draft: object, file: string, placeOf: JsonDocument['placeOf']): CompletedDraft {
  const newer = versionProblem(draft, file, placeOf);
  if (newer) return { answers: null, problems: [newer], standIns: [] };
  const completed = JSON.parse(JSON.stringify(draft)) as object;
  const standIns: string[] = [];
  let problems: Problem[] | null = null;
  for (let round = 0; round < mostRounds; round += 1) {
    const parsed = answersSchema.safeParse(completed);
    if (parsed.success) return { answers: parsed.data, problems: problems ?? [], standIns };
    const issues = issuesOf(parsed.error);
    problems ??= issues.map((issue) => describeIssue(issue, file, placeOf));
    for (const issue of issues) standIns.push(mend(completed, issue, standIns.length));
  }
  return { answers: null, problems: problems ?? [], standIns };
}

/** Returns whether what is said about `path` is about a stand-in: it is one, lies inside one, or holds one. */
export function concernsStandIn(path: string | undefined, standIns: readonly string[]): boolean {
  if (path === undefined) return false;
  return standIns.some((standIn) => isWithin(path, standIn) || isWithin(standIn, path));
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || (path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length)));
}

/** Puts a stand-in where an issue is, and returns its path. */
function mend(root: object, issue: Issue, count: number): string {
  if (issue.code === 'unrecognized_keys') {
    const holder = valueAt(root, issue.path);
    for (const key of issue.keys) if (holder) Reflect.deleteProperty(holder, key);
    return printPath([...issue.path, issue.keys[0] ?? '']);
  }
  const holder = valueAt(root, issue.path.slice(0, -1));
  const key = issue.path.at(-1);
  const value = standInFor(issue, count);
  if (holder && key !== undefined) {
    if (value === undefined) Reflect.deleteProperty(holder, key);
    else Reflect.set(holder, key, value);
  }
  return printPath(issue.path);
}

/** Returns a value that the schema takes as far as the issue tells; undefined where the schema's default will do. */
function standInFor(issue: Issue, count: number): unknown {
  const text = `unanswered-${count}`;
  switch (issue.code) {
    case 'invalid_value':
      return issue.values[0];
    case 'invalid_type':
      switch (issue.expected) {
        case 'string':
          return text;
        case 'number':
        case 'int':
          return 1;
        case 'boolean':
          return false;
        case 'object':
          return {};
        default:
          return undefined;
      }
    case 'too_small':
      return issue.origin === 'string' ? text : issue.origin === 'array' ? undefined : Number(issue.minimum);
    case 'too_big':
      return issue.origin === 'string' ? text : Number(issue.maximum);
    case 'invalid_union':
      return { id: text, file: text };
    default:
      return text;
  }
}

function valueAt(root: object, path: readonly PropertyKey[]): object | undefined {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return typeof value === 'object' && value !== null ? value : undefined;
}
