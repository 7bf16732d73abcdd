import { outcome, type CommandModule } from '../command.ts';
import { statusOfFindings } from '../exit-status.ts';
import { withExamples, withPractice } from '../options.ts';

export const verifyCommand: CommandModule = {
  declare(command) {
    command
      .summary('compare this Windows server, or the practice server, with a bundle')
      .description(
        'Compares this Windows server (as administrator), or with --practice the practice server, with the plan of a bundle.',
      )
      .argument('<bundle>', 'folder that export wrote');
    withExamples(withPractice(command), 'verify bundle --practice server.json');
  },
  async run({ core, context, file, options, arguments: [bundle = ''] }) {
    const input = { bundle: file(bundle), ...(options.practice !== undefined && { practice: file(options.practice) }) };
    const reply = await core.call('review', 'verify', input, context);
    if (!reply.ok) return reply;
    const status = statusOfFindings(reply.value.findings);
    return outcome(status, reply.value, async () => (await import('../text/apply.ts')).verifyText);
  },
};
