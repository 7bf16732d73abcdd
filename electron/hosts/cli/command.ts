import type { Command } from 'commander';
import type { FileReference, secretsSchema } from '../../../shared/api/call.ts';
import { succeed, type Reply } from '../../../shared/api/reply.ts';
import type { WindowsVersion } from '../../../shared/iis/windows-version.ts';
import type { CallContext, Core } from '../../core/core.ts';
import type { z } from 'zod';
import type { ExitStatus } from './exit-status.ts';
import type { Style } from './text/style.ts';

/** The passwords as a call takes them. */
export type GivenSecrets = z.input<typeof secretsSchema>;

/** The options of all commands after they were checked; which of them a command has, its declaration says. */
export interface Options {
  at?: string;
  out?: string;
  site?: string;
  windows?: WindowsVersion;
  forAnotherServer?: boolean;
  against?: string;
  force?: boolean;
  partial?: boolean;
  sample?: boolean;
  secretsStdin?: boolean;
  practice?: string;
  pfx?: string;
  expectedDigest?: string;
  port?: number;
  open?: boolean;
  fault?: { change: string; kind: 'fail' | 'kill' };
}

/** What a command has at hand while it runs. */
export interface Session {
  core: Core;
  context: CallContext;
  arguments: readonly string[];
  options: Options;
  /** The instant of `--at`, else now. */
  at: string;
  /** Returns the reference of a path of the command line; findings and errors show it as it was typed. */
  file: (path: string) => FileReference;
  /** What came with `--secrets-stdin`. */
  secrets: GivenSecrets;
  /** Asks somebody at the terminal; absent where nobody can answer, or standard input brought the passwords. */
  ask?: (question: string) => Promise<string>;
  askPassword?: (question: string) => Promise<string>;
  /** The folder in which the command was typed. */
  folder: string;
  /** Prints a line while the command runs. */
  say: (line: string) => void;
  /** Calls the listener whenever somebody presses Enter; absent when nobody can. */
  onEnter?: (listener: () => void) => void;
}

/** What a command that ran prints, and how it ends. */
export interface Outcome {
  status: ExitStatus;
  document: unknown;
  text: (style: Style) => Promise<string>;
}

/** One command: how it is called and what it does. */
export interface CommandModule {
  declare: (command: Command) => void;
  run: (session: Session) => Promise<Reply<Outcome>>;
}

/** Returns the outcome that prints `document` as JSON, or for people as `load` makes text of it. */
export function outcome<T>(
  status: ExitStatus,
  document: T,
  load: () => Promise<(document: T, style: Style) => string>,
): { ok: true; value: Outcome } {
  const text = async (style: Style): Promise<string> => {
    const [toText, { printable }] = await Promise.all([load(), import('./text/printable.ts')]);
    return toText(printable(document), style);
  };
  return succeed({ status, document, text }) as { ok: true; value: Outcome };
}
