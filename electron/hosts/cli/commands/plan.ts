import { askForPasswords } from '../ask-for-passwords.ts';
import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { statusOfFindings } from '../exit-status.ts';
import { withAt, withExamples, withSecrets } from '../options.ts';

export const planCommand: CommandModule = {
  declare(command) {
    command
      .summary('show the plan, without writing anything')
      .description('Shows every change that the answers come to, in the order of execution, without writing anything.')
      .argument('<answers>', 'answers file');
    withExamples(withSecrets(withAt(command)), 'plan answers.json');
  },
  async run(session) {
    const { core, context, at, file } = session;
    const answers = file(session.arguments[0] ?? '');
    const reply = await askForPasswords(
      session,
      (secrets) => core.call('review', 'plan', { answers, at, secrets }, context),
      (result) => (result.ok ? [] : [result.problem]),
    );
    if (!reply.ok) return reply;
    return outcome(
      statusOfFindings(reply.value.findings),
      reply.value,
      async () => (await import('../text/plan.ts')).planText,
    );
  },
};
