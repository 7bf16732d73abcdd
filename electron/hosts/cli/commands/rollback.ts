import { outcome, type CommandModule } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { withExamples, withPractice } from '../options.ts';

export const rollbackCommand: CommandModule = {
  declare(command) {
    command
      .summary('bring this Windows server, or the practice server, back to the captured state')
      .description(
        'Undoes what a journal says was done, last change first. Works on this Windows server (as administrator), or with --practice on the practice server.',
      )
      .argument('<journal>', 'file that apply printed');
    withExamples(withPractice(command), 'rollback server.json.journal --practice server.json');
  },
  async run({ core, context, file, options, arguments: [journal = ''] }) {
    const input = {
      journal: file(journal),
      ...(options.practice !== undefined && { practice: file(options.practice) }),
    };
    const reply = await core.call('review', 'rollback', input, context);
    if (!reply.ok) return reply;
    return outcome(exitStatus.done, reply.value, async () => (await import('../text/apply.ts')).rollbackText);
  },
};
