import { askForPasswords } from '../ask-for-passwords.ts';
import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { statusOfFindings } from '../exit-status.ts';
import { withAt, withExamples, withSecrets } from '../options.ts';

export const validateCommand: CommandModule = {
  declare(command) {
    command
      .summary('check an answers file')
      .description('Checks an answers file and every file that it names against the rules of all steps.')
      .argument('<answers>', 'answers file');
    withExamples(
      withSecrets(withAt(command)),
      'validate answers.json',
      'validate --json --secrets-stdin answers.json < secrets.json',
    );
  },
  async run(session) {
    const { core, context, at, file } = session;
    const answers = file(session.arguments[0] ?? '');
    const reply = await askForPasswords(
      session,
      (secrets) => core.call('wizard', 'validate', { answers, at, secrets }, context),
      (result) => (result.ok ? [] : [result.problem]),
    );
    if (!reply.ok) return reply;
    const { findings } = reply.value;
    return outcome(
      statusOfFindings(findings),
      reply.value,
      async () => (await import('../text/findings.ts')).validationText,
    );
  },
};
