import { z } from 'zod';
import { defineProblems } from '../api/define-problems.ts';
import type { Problem } from '../api/problem.ts';
import { fail, succeed, type Reply } from '../api/reply.ts';
import { nearest } from '../text/nearest.ts';
import { answersSchema, answersVersion, type Answers } from './answers.ts';
import { readJson, type JsonDocument } from './json-document.ts';

const answersProblem = defineProblems({
  'answers.newer-version': {
    title: 'The answers file is of a newer version',
    fix: 'Open it with a newer version of this product.',
  },
  'answers.unknown-key': { title: 'The answers file has an unknown key', fix: 'Remove the key.' },
  'answers.invalid': {
    title: 'The answers file does not say what is needed',
    fix: 'Correct the value; the command "schema" prints what each key takes.',
  },
});

/** An answers file as it was read. */
export interface AnswersDocument {
  answers: Answers;
  /** The document as it was written: without the defaults. */
  written: unknown;
  placeOf: JsonDocument['placeOf'];
}

/** Returns the answers of a file with every default filled in; fails at the first place that the schema does not take. */
export function parseAnswers(bytes: Uint8Array, file: string): Reply<AnswersDocument> {
  const judged = judge(bytes, file);
  if (!judged.ok) return judged;
  const { document, parsed } = judged.value;
  if (!parsed.success) return fail(firstOf(issuesOf(parsed.error), file, document.placeOf));
  return succeed({ answers: parsed.data, written: document.value, placeOf: document.placeOf });
}

/** What can be wrong with a value of the right form: it is empty, too long, or does not fit the others. */
const aboutValues: ReadonlySet<string> = new Set(['too_small', 'too_big', 'invalid_format', 'custom']);

/**
 * Returns the answers of a file as they are written, finished or not: whoever saves them early has names that are still
 * empty. Fails where they have another form than the schema's.
 */
export function parseUnfinished(bytes: Uint8Array, file: string): Reply<unknown> {
  const judged = judge(bytes, file);
  if (!judged.ok) return judged;
  const { document, parsed } = judged.value;
  const wrong = parsed.success ? [] : issuesOf(parsed.error).filter(({ code }) => !aboutValues.has(code));
  return wrong.length > 0 ? fail(firstOf(wrong, file, document.placeOf)) : succeed(document.value);
}

function judge(bytes: Uint8Array, file: string) {
  const document = readJson(bytes, file);
  if (!document.ok) return document;
  const { value, placeOf } = document.value;
  const newer = versionProblem(value, file, placeOf);
  return newer ? fail(newer) : succeed({ document: document.value, parsed: answersSchema.safeParse(value) });
}

/** An unknown key explains a missing one beside it, so it comes first. */
function firstOf(issues: readonly Issue[], file: string, placeOf: JsonDocument['placeOf']): Problem {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (!issue) throw new Error('zod reported a failure without an issue');
  const problem = describeIssue(issue, file, placeOf);
  const more = issues.length > 1 ? ` ${issues.length - 1} more places are wrong.` : '';
  return { ...problem, detail: `${problem.detail}${more}` };
}

/** Returns the problem of answers that a newer version of this product wrote, null for any others. */
export function versionProblem(value: unknown, file: string, placeOf: JsonDocument['placeOf']): Problem | null {
  const { version } = z.looseObject({ version: z.unknown() }).catch({ version: undefined }).parse(value);
  if (typeof version !== 'number' || version <= answersVersion) return null;
  return answersProblem('answers.newer-version', {
    detail: `It has version ${version}; this product knows version ${answersVersion}.`,
    location: { file, path: 'version', ...placeOf('version') },
  });
}

export type Issue = z.core.$ZodIssue;

/** Returns every place that the schema does not take; of a union's branches, those of the one that fits best. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue) => innermost(issue));
}

/** Returns one such place in words, with its path, line and column. */
export function describeIssue(issue: Issue, file: string, placeOf: JsonDocument['placeOf']): Problem {
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const path = printPath([...issue.path, key]);
    const near = nearest(key, knownKeys(issue.path));
    return answersProblem('answers.unknown-key', {
      detail: `"${key}" is no key of ${issue.path.length === 0 ? 'an answers file' : printPath(issue.path)}.`,
      ...(near !== undefined && { fix: `Did you mean "${near}"?` }),
      location: { file, path, ...placeOf(path) },
    });
  }
  const path = printPath(issue.path);
  return answersProblem('answers.invalid', {
    detail: `${path === '' ? 'The file' : path}: ${issue.message}.`,
    location: { file, ...(path !== '' && { path }), ...placeOf(path) },
  });
}

/** Of a union's branches, the one that fits best tells what is wrong. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = [...issue.errors].sort((a, b) => a.length - b.length);
  const inner = branches[0] ?? [];
  return inner.length === 0 ? [issue] : inner.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
}

/** Returns a path as findings and problems print it: `mapping.oneToOne[0].client`. */
export function printPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  );
}

interface JsonSchemaNode {
  properties?: Record<string, JsonSchemaNode>;
  items?: JsonSchemaNode;
  anyOf?: JsonSchemaNode[];
}

/** Returns the keys that an answers file may have at a path. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  let nodes: JsonSchemaNode[] = [answersJsonSchema()];
  for (const part of path) {
    nodes = nodes.flatMap((node) => {
      const next = typeof part === 'number' ? node.items : node.properties?.[String(part)];
      return next ? [next, ...(next.anyOf ?? [])] : [];
    });
  }
  return nodes.flatMap((node) => [node, ...(node.anyOf ?? [])]).flatMap((node) => Object.keys(node.properties ?? {}));
}

/** Returns the JSON Schema (2020-12) of the answers file as it is written by hand: keys with a default are optional. */
export function answersJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(answersSchema, { io: 'input' });
}
