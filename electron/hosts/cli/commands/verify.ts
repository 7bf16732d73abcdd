import { fail } from '../../../../shared/api/reply.ts';
import { outcome, type CommandModule } from '../command.ts';
import { statusOfFindings } from '../exit-status.ts';
import { withExamples, withPractice } from '../options.ts';
import { cliProblem } from '../problems.ts';

export const verifyCommand: CommandModule = {
  declare(command) {
    command
      .summary('compare the practice server with a bundle')
      .description(
        'Compares the practice server with the plan of a bundle. On a Windows server, run verify.ps1 itself.',
      )
      .argument('<bundle>', 'folder that export wrote');
    withExamples(withPractice(command), 'verify bundle --practice server.json');
  },
  async run({ core, context, file, options, arguments: [bundle = ''] }) {
    if (options.practice === undefined)
      return fail(cliProblem('apply.practice-only', { detail: 'No --practice was given.' }));
    const input = { bundle: file(bundle), practice: file(options.practice) };
    const reply = await core.call('review', 'verify', input, context);
    if (!reply.ok) return reply;
    const status = statusOfFindings(reply.value.findings);
    return outcome(status, reply.value, async () => (await import('../text/apply.ts')).verifyText);
  },
};
