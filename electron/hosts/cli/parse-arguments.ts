import { Command, CommanderError } from 'commander';
import type { Problem } from '../../../shared/api/problem.ts';
import type { CommandModule, Options } from './command.ts';
import { cliProblem } from './problems.ts';

/** What the arguments ask for. */
export type Request =
  | { kind: 'run'; command: CommandModule; arguments: readonly string[]; options: Options }
  | { kind: 'print'; key: 'help' | 'version'; text: string }
  | { kind: 'problem'; problem: Problem };

export interface ParseInput {
  commands: Readonly<Record<string, CommandModule>>;
  version: string;
  /** Width for the help text. */
  columns?: number;
}

/** Returns whether `--json` stands before any `--`. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
}

/** Returns what the arguments ask for; wrong ones are a problem that shows no value of an option, which could be a password. */
export function parseArguments(args: readonly string[], { commands, version, columns }: ParseInput): Request {
  let printed = '';
  const requests: Request[] = [];
  const program = new Command('iis-client-certificate')
    .description(
      'Configures IIS client certificate mapping authentication: certificates and IIS files in, a reviewed plan and a ready bundle out.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .option('--json', 'print exactly one JSON document on standard output')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => (printed += text),
      writeErr: () => undefined,
      ...(columns !== undefined && { getOutHelpWidth: () => columns }),
    })
    .addHelpText('after', statusHelp);
  for (const [name, module] of Object.entries(commands)) {
    const command = program.command(name);
    module.declare(command);
    command.action(() => {
      const empty = command.args.includes('');
      requests.push(
        empty
          ? { kind: 'problem', problem: cliProblem('usage.invalid-value', { detail: 'An argument is empty.' }) }
          : { kind: 'run', command: module, arguments: command.args, options: command.opts<Options>() },
      );
    });
  }
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) {
      return { kind: 'print', key: error.code === 'commander.version' ? 'version' : 'help', text: printed };
    }
    return { kind: 'problem', problem: usageProblem(error) };
  }
  return requests[0] ?? { kind: 'problem', problem: noCommand() };
}

const statusHelp = `
What follows -- is never an option. Passwords are asked for on a terminal, or come with --secrets-stdin.

Exit status:
  0  done
  1  done, but findings of severity "error" stand (export then wrote nothing)
  2  the input or usage is wrong
  3  started and failed
  4  cancelled`;

const codes = {
  'commander.unknownCommand': 'usage.unknown-command',
  'commander.unknownOption': 'usage.unknown-option',
  'commander.missingArgument': 'usage.missing-argument',
  'commander.missingMandatoryOptionValue': 'usage.missing-option',
  'commander.optionMissingArgument': 'usage.missing-value',
  'commander.excessArguments': 'usage.too-many-arguments',
  'commander.invalidArgument': 'usage.invalid-value',
} as const;

function usageProblem({ code, message }: CommanderError): Problem {
  if (code === 'commander.help') return noCommand();
  const known = codes[code as keyof typeof codes] as (typeof codes)[keyof typeof codes] | undefined;
  if (known === undefined) throw new Error(`Commander ended with ${code}`);
  const text = message
    .replace(/^error: /, '')
    .replace(/ ?\n+/g, ' ')
    // Only the name of an option is shown: `--password=…` and `-p…` can hold what nobody should see.
    .replace(/'(--[^'=]*)=.*'/s, "'$1'")
    .replace(/unknown option '(-[^-]).*?'/s, "unknown option '$1'");
  return cliProblem(known, {
    detail: `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?)]$/.test(text) ? '' : '.'}`,
  });
}

function noCommand(): Problem {
  return cliProblem('usage.missing-command', { detail: 'The command line names no command.' });
}
