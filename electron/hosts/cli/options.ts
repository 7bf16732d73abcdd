import { type Command, InvalidArgumentError } from 'commander';
import { parseInstant } from './instant.ts';

/** Adds `--at DATE`, the only source of time. */
export function withAt(command: Command): Command {
  return command.option(
    '--at <date>',
    'judge as of this date (ISO 8601; a date alone is 00:00 UTC); default: now',
    (text) => {
      const instant = parseInstant(text);
      if (instant !== null) return instant;
      throw new InvalidArgumentError('Write a date such as 2026-01-31 or 2026-01-31T10:00:00Z.');
    },
  );
}

/** Adds `--secrets-stdin`. */
export function withSecrets(command: Command): Command {
  return command.option(
    '--secrets-stdin',
    'read passwords from standard input: {"files":{"PATH":"password"},"accounts":{"ID":"password"}}',
  );
}

/** Adds `--out DIR` and `--force`. */
export function withOutput(command: Command): Command {
  return command
    .requiredOption('--out <dir>', 'folder to write, whole or not at all', optionValue)
    .option('--force', 'replace the folder if it is empty or all its files are in its own MANIFEST.json');
}

/** Checks the value of an option; one that took the next option for its value is caught here. */
export function optionValue(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  if (text.startsWith('--'))
    throw new InvalidArgumentError('It looks like another option; a path can be written ./--…');
  return text;
}

/** Adds examples below the help of a command. */
export function withExamples(command: Command, ...examples: string[]): Command {
  const lines = examples.map((example) => `  $ iis-client-certificate ${example}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

/** Adds `--practice STATE`, the file in which the practice server lives. */
export function withPractice(command: Command): Command {
  return command.option('--practice <state>', 'use the practice server that lives in this file', optionValue);
}
