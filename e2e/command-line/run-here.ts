import { resolve } from 'node:path';
import { wizardCore } from '../../electron/core/wizard-core.ts';
import { loadCommands } from '../../electron/hosts/cli/commands/registry.ts';
import { runCommandLine } from '../../electron/hosts/cli/run.ts';
import { nodeFiles } from '../../electron/platform/files/node-files.ts';
import { root, type Ended } from './run-cli.ts';

/**
 * Runs the command line as `runCli` does, without a process of its own: what a command does with real files is the same
 * and takes a tenth of the time. That processes start, print and end right is for `runCli`.
 */
export async function runHere(args: readonly string[], { stdin = '', cwd = root } = {}): Promise<Ended> {
  const folder = resolve(cwd);
  const printed = { stdout: '', stderr: '' };
  const status = await runCommandLine(
    args,
    { commands: await loadCommands(args), version: '0.0.0' },
    {
      folder,
      core: () =>
        Promise.resolve(
          wizardCore({
            files: nodeFiles(folder),
            practice: async () => (await import('../../electron/platform/simulated/practice.ts')).practice,
            windows: () => Promise.resolve(null),
          }),
        ),
      now: () => new Date(),
      signal: new AbortController().signal,
      output: { write: (text) => void (printed.stdout += text), colours: false },
      errors: { write: (text) => void (printed.stderr += text), colours: false },
      readInput: () => Promise.resolve(new TextEncoder().encode(stdin)),
    },
  );
  return { status, ...printed, json: () => JSON.parse(printed.stdout) as unknown };
}
