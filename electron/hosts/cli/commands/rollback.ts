import { fail } from '../../../../shared/api/reply.ts';
import { outcome, type CommandModule } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { withExamples, withPractice } from '../options.ts';
import { cliProblem } from '../problems.ts';

export const rollbackCommand: CommandModule = {
  declare(command) {
    command
      .summary('bring the practice server back to the captured state')
      .description(
        'Undoes what a journal says was done, last change first. On a Windows server, run rollback.ps1 of the bundle itself.',
      )
      .argument('<journal>', 'file that apply printed');
    withExamples(withPractice(command), 'rollback server.json.journal --practice server.json');
  },
  async run({ core, context, file, options, arguments: [journal = ''] }) {
    if (options.practice === undefined)
      return fail(cliProblem('apply.practice-only', { detail: 'No --practice was given.' }));
    const input = { journal: file(journal), practice: file(options.practice) };
    const reply = await core.call('review', 'rollback', input, context);
    if (!reply.ok) return reply;
    return outcome(exitStatus.done, reply.value, async () => (await import('../text/apply.ts')).rollbackText);
  },
};
