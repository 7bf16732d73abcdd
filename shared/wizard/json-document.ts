import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { defineProblems } from '../api/define-problems.ts';
import type { Problem } from '../api/problem.ts';
import { fail, succeed, type Reply } from '../api/reply.ts';
import { positionsIn } from '../text/position.ts';

const deepest = 64;

export const jsonProblem = defineProblems({
  'json.not-text': { title: 'The file is not UTF-8 text', fix: 'Save it as UTF-8.' },
  'json.syntax': { title: 'The file is not valid JSON', fix: 'Correct it at that place; a JSON editor helps.' },
  'json.too-deep': { title: 'The file is nested too deeply', fix: 'Use a file that this product wrote.' },
  'json.duplicate-key': { title: 'A key stands twice', fix: 'Keep one of them.' },
});

/** A JSON text with the place of each value in it. */
export interface JsonDocument {
  value: unknown;
  /** Returns line and column of a path such as `mapping.oneToOne[0].client`, or of its nearest parent that exists. */
  placeOf: (path: string) => { line: number; column: number };
}

/** Returns the document of a JSON file (RFC 8259; a byte order mark is skipped). No comments, no final commas, no key twice. */
export function readJson(bytes: Uint8Array, file: string): Reply<JsonDocument> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail(
      jsonProblem('json.not-text', { detail: `${file} holds bytes that are not UTF-8.`, location: { file } }),
    );
  }
  const positionOf = positionsIn(text);
  const at = (offset: number) => ({ file, ...positionOf(offset) });
  const tooDeep = offsetBelow(text, deepest);
  if (tooDeep !== null) {
    const detail = `More than ${deepest} levels of brackets.`;
    return fail(jsonProblem('json.too-deep', { detail, location: at(tooDeep) }));
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error || !root) {
    const detail = `Parser: ${error ? printParseErrorCode(error.error) : 'the file is empty'}.`;
    return fail(jsonProblem('json.syntax', { detail, location: at(error?.offset ?? 0) }));
  }
  const duplicate = duplicateKey(root);
  if (duplicate) return fail(duplicateProblem(duplicate, at(duplicate.offset)));
  return succeed({ value: getNodeValue(root) as unknown, placeOf: (path) => positionOf(nodeAt(root, path).offset) });
}

function duplicateProblem(key: Node, location: Problem['location'] & object): Problem {
  return jsonProblem('json.duplicate-key', {
    detail: `"${String(key.value)}" was there before in the same object.`,
    location,
  });
}

function offsetBelow(text: string, levels: number): number | null {
  let depth = 0;
  const tokens = /"(?:[^"\\]|\\.)*"|[[\]{}]/gs;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    if (match[0] === '[' || match[0] === '{') depth += 1;
    if (match[0] === ']' || match[0] === '}') depth -= 1;
    if (depth > levels) return match.index;
  }
  return null;
}

function duplicateKey(node: Node): Node | null {
  const keys = new Set<unknown>();
  for (const child of node.children ?? []) {
    if (node.type === 'object') {
      const key = child.children?.[0];
      if (key && keys.has(key.value)) return key;
      keys.add(key?.value);
    }
    const inside = duplicateKey(child);
    if (inside) return inside;
  }
  return null;
}

function nodeAt(root: Node, path: string): Node {
  const segments = [...path.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
  for (let length = segments.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, segments.slice(0, length));
    if (node) return node;
  }
  return root;
}
