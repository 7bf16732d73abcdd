import type { Clues } from './clues.ts';
import type { Diagnosis, Explanation } from './diagnosis.ts';
import { explain } from './explain.ts';
import { readFields, readLogLine } from './read-log-line.ts';
import { readText } from './read-text.ts';
import { unknown } from './unknown.en.ts';

/** What one input means. Several results of one input are what a pasted text with several codes gives, most exact first. */
export interface Diagnosed {
  isKnown: boolean;
  results: Diagnosis[];
}

/** Returns what each input means, in order; an unknown one gets one result that says so. A `#Fields:` line holds for the lines after it. */
export function diagnose(inputs: readonly string[]): Diagnosed[] {
  let fields: string[] | undefined;
  return inputs.map((input) => {
    const read = readInput(input, fields);
    fields = read.fields;
    const explanations = distinct(read.clues.flatMap(explain));
    const isKnown = explanations.length > 0;
    const results = isKnown ? explanations : [unknown(read.clues)];
    return {
      isKnown,
      results: results.map((each) => ({ input, ...each, causes: [...each.causes], fixes: [...each.fixes] })),
    };
  });
}

/** Log lines stand for themselves; all other lines of an input belong together, such as those of an error page. */
function readInput(input: string, given: string[] | undefined): { clues: Clues[]; fields: string[] | undefined } {
  let fields = given;
  const clues: Clues[] = [];
  const others: string[] = [];
  for (const line of input.split(/\r\n|\r|\n/)) {
    const header = readFields(line);
    if (header) {
      fields = header;
      continue;
    }
    const read = readLogLine(line, fields);
    if (read) clues.push(read);
    else if (!/^\s*#(?:software|version|date|remark):/i.test(line)) others.push(line);
  }
  const rest = others.join('\n');
  if (rest.trim() !== '') clues.push(readText(rest));
  return { clues, fields };
}

function distinct(explanations: readonly Explanation[]): Explanation[] {
  return [...new Map(explanations.map((each) => [each.title, each])).values()];
}
