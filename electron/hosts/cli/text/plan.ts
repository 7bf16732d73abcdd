import type { Change, Plan } from '../../../../shared/plan/plan.ts';
import { findingsText } from './findings.ts';
import { counted, type Style } from './style.ts';

/** Returns what `plan` prints: the changes in the order of execution, with what each changes. */
export function planText({ target, digest, changes, findings }: Plan, style: Style): string {
  const server = target.computerName === undefined ? '' : ` on ${target.computerName}`;
  const width = String(changes.length).length;
  return [
    `${style.strong(`Site ${target.site}${server}`)}  ${style.quiet(`${target.windows}, ${target.configuration}`)}`,
    '',
    ...changes.map((change, index) => `${String(index + 1).padStart(width)}. ${changeText(change, width + 2, style)}`),
    '',
    `${counted(changes.length, 'change')}, digest ${digest}`,
    '',
    findingsText(findings, style),
  ].join('\n');
}

function changeText({ title, step, before, after }: Change, indent: number, style: Style): string {
  const same = before !== null && JSON.stringify(before) === JSON.stringify(after);
  // What was not there at all is described by the title.
  const lines = before === null || same || isAbsent(before) ? [] : differences(before, after);
  return [
    `${style.wrap(title, indent)}  ${style.quiet(same ? `${step}, already so` : step)}`,
    ...lines.map((line) => `${' '.repeat(indent)}${style.quiet(style.wrap(line, indent + 2))}`),
  ].join('\n');
}

function isAbsent(state: object): boolean {
  return 'present' in state && state.present === false;
}

function differences(before: object, after: object): string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(after)
    .filter(([key, value]) => JSON.stringify(old.get(key)) !== JSON.stringify(value))
    .map(([key, value]) => `${key}: ${valueText(old.get(key))} -> ${valueText(value)}`);
}

function valueText(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
