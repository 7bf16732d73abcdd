import { askForPasswords } from '../ask-for-passwords.ts';
import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { statusOfFindings } from '../exit-status.ts';
import { withAt, withExamples, withOutput, withSecrets } from '../options.ts';

export const exportCommand: CommandModule = {
  declare(command) {
    command
      .summary('write the bundle')
      .description(
        'Writes the bundle: plan, configuration files, scripts, report and public certificates. With a finding of severity "error" nothing is written.',
      )
      .argument('<answers>', 'answers file');
    withExamples(
      withSecrets(withAt(withOutput(command))),
      'export answers.json --out bundle',
      'export answers.json --out bundle --force --json --secrets-stdin < secrets.json',
    );
  },
  async run(session) {
    const { core, context, at, file, options } = session;
    const answers = file(session.arguments[0] ?? '');
    const folder = file(options.out ?? '');
    const force = options.force === true;
    const reply = await askForPasswords(
      session,
      (secrets) => core.call('review', 'export', { answers, at, secrets, folder, force }, context),
      (result) => (result.ok ? [] : [result.problem]),
    );
    if (!reply.ok) return reply;
    return outcome(
      statusOfFindings(reply.value.findings),
      reply.value,
      async () => (await import('../text/bundle.ts')).bundleText,
    );
  },
};
