import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { withExamples, withOutput } from '../options.ts';

export const newCommand: CommandModule = {
  declare(command) {
    command
      .summary('make practice material')
      .description(
        'Makes practice material with random passwords: certification authorities, a server PFX, client certificates, IIS configuration files and an answers.json that uses all of them.',
      )
      .requiredOption('--sample', 'the only kind of new material there is');
    withExamples(withOutput(command), 'new --sample --out practice');
  },
  async run({ core, context, at, options, file }) {
    const folder = file(options.out ?? '');
    const reply = await core.call('wizard', 'newSample', { folder, at, force: options.force === true }, context);
    if (!reply.ok) return reply;
    return outcome(exitStatus.done, reply.value, async () => (await import('../text/sample.ts')).sampleText);
  },
};
