import type { Reply } from '../api/reply.ts';
import { fail, succeed } from '../api/reply.ts';
import type { ConfigurationEdits } from './configuration-edits.ts';
import type { Configuration } from './configuration.ts';
import { editsProblem } from './edit-nodes.ts';
import { configurationProblem } from './problems.ts';
import { planSplices } from './plan-splices.ts';
import { readConfiguration } from './read-configuration.ts';
import type { SchemaIssue } from './schema-check.ts';
import { schemaIssues } from './schema-check.ts';
import type { Splice } from './xml/splicer.ts';
import { replaceParts } from './xml/splicer.ts';
import { encodeText, holdsAnyCharacter } from './xml/text-encoding.ts';

/** A changed file: its bytes in the encoding of the original, its text, and what takes the changes out of the text again. */
export interface MergedConfiguration {
  bytes: Uint8Array;
  text: string;
  undo: readonly Splice[];
}

/**
 * Returns the given file with the edits in it and every other byte as it was; a second run changes nothing. Fails, with
 * a code and a place, when the site is not in the file, a section stands twice or in another file, an entry is inherited
 * already, or a value would not be valid. The result has passed the strict parser and the schema table, and
 * taking the changes out of it again gives the given text.
 */
export function mergeConfiguration(
  configuration: Configuration,
  edits: ConfigurationEdits,
): Reply<MergedConfiguration> {
  const problem = editsProblem(edits);
  if (problem) return fail(problem);
  const planned = planSplices(configuration, edits);
  if (!planned.ok) return planned;
  const { text, undo } = planned.value.apply();
  const bytes = encodeText(text, configuration.encoding);
  if (planned.value.isEmpty) return succeed({ bytes, text, undo });

  const result = readConfiguration(bytes, configuration.file);
  if (!result.ok) throw new Error(`The merged file does not parse: ${result.problem.code}`);
  const issues = schemaIssues(result.value);
  const before = new Set((issues.length === 0 ? [] : schemaIssues(configuration)).map(nameOf));
  const added = issues.find((issue) => !before.has(nameOf(issue)));
  if (added) {
    return fail(configurationProblem('configuration.result-invalid', { detail: added.detail }));
  }
  const again = planSplices(result.value, edits);
  if (!again.ok || !again.value.isEmpty) throw new Error('The merged file does not hold what was asked for.');
  if (replaceParts(text, undo) !== configuration.document.text) throw new Error('The merge cannot be taken back.');
  return succeed({ bytes, text, undo });
}

function nameOf({ code, detail }: SchemaIssue): string {
  return `${code} ${detail}`;
}

/** Returns whether new text in this file may use any character as it is. */
export function anyCharacter(configuration: Configuration): boolean {
  return holdsAnyCharacter(configuration.encoding);
}
