import { InvalidArgumentError } from 'commander';
import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { withExamples } from '../options.ts';

export const serveCommand: CommandModule = {
  declare(command) {
    command
      .summary('open the wizard in the browser')
      .description(
        'Serves the wizard on 127.0.0.1, for computers without a window system too: forward the port with "ssh -L PORT:127.0.0.1:PORT" under the same number.',
      )
      .option('--port <number>', 'port to use; default: any that is free', portOf)
      .option('--no-open', 'print the link only');
    withExamples(command, 'serve', 'serve --port 4711 --no-open');
  },
  async run({ options, context, folder, say, onEnter }) {
    const { serve } = await import('../../loopback/serve.ts');
    const ended = await serve({
      port: options.port ?? 0,
      opensBrowser: options.open !== false,
      folder,
      say,
      ...(onEnter && { onEnter }),
      signal: context.signal,
    });
    if (!ended.ok) return ended;
    return outcome(exitStatus.done, ended.value, async () => (await import('../text/serve.ts')).servedText);
  },
};

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65535) return port;
  throw new InvalidArgumentError('Write a number from 1 to 65535.');
}
