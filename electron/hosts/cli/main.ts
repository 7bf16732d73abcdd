import { readFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { loadCommands } from './commands/registry.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { runCommandLine } from './run.ts';
import type { Terminal, TextStream } from './terminal.ts';

const { env, stdin, stdout, stderr } = process;

const cancel = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second time somebody really wants it to end, whatever it is doing.
    if (cancel.signal.aborted) process.exit(exitStatus.cancelled);
    cancel.abort();
  });
}

/** Under npm the process runs in the project's folder, and INIT_CWD says where the command was typed. */
const typedIn =
  env['npm_lifecycle_event'] === undefined || env['npm_lifecycle_event'] === 'cli' ? env['INIT_CWD'] : undefined;
const folder = typedIn ?? process.cwd();

function textStream(stream: NodeJS.WriteStream): TextStream {
  const colours = stream.isTTY && stream.hasColors() && (env['NO_COLOR'] ?? '') === '';
  return {
    write: (text) => void stream.write(text),
    colours,
    // A terminal without a size says 0.
    ...(stream.isTTY && { columns: stream.columns || 80 }),
  };
}

async function readInput(maximumBytes: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  const stop = (): void => void stdin.destroy();
  cancel.signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of stdin as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maximumBytes) return null;
      chunks.push(chunk);
    }
  } catch (error) {
    cancel.signal.throwIfAborted();
    throw error;
  }
  cancel.signal.throwIfAborted();
  return Buffer.concat(chunks);
}

const terminal: Terminal = {
  folder,
  core: async () => {
    const [{ wizardCore }, { nodeFiles }] = await Promise.all([
      import('../../core/wizard-core.ts'),
      import('../../platform/files/node-files.ts'),
    ]);
    return wizardCore({
      files: nodeFiles(folder),
      practice: async () => (await import('../../platform/simulated/practice.ts')).practice,
      windows: async () =>
        (await import('../../platform/windows/windows-server.ts')).windowsServer(process.platform, env),
    });
  },
  now: () => new Date(),
  signal: cancel.signal,
  output: textStream(stdout),
  errors: textStream(stderr),
  readInput,
  ...(stdin.isTTY &&
    stderr.isTTY && {
      ask: async (question: string) => {
        const { promptForText } = await import('./text-prompt.ts');
        return promptForText(question, stdin, stderr, cancel);
      },
      askPassword: async (question: string) => {
        const { promptForPassword } = await import('./password-prompt.ts');
        return promptForPassword(question, stdin, (text) => void stderr.write(text), cancel);
      },
      onEnter: (listener: () => void) => void stdin.on('data', listener),
    }),
};

// Who reads may stop reading (`| head`); that is no failure of the command.
const broken = new Set<Writable>();
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') broken.add(stream);
  });
}

function flushed(stream: Writable): Promise<void> {
  return new Promise((done) => {
    if (stream.destroyed || !stream.writable) done();
    else stream.write('', () => done());
  });
}

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const args = process.argv.slice(2);
const status: ExitStatus = await runCommandLine(args, { commands: await loadCommands(args), version }, terminal);
await Promise.all([flushed(stdout), flushed(stderr)]);
process.exit(broken.size > 0 ? exitStatus.failed : status);
