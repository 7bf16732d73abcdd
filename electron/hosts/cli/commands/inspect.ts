import { askForPasswords } from '../ask-for-passwords.ts';
import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { withAt, withExamples, withSecrets } from '../options.ts';

export const inspectCommand: CommandModule = {
  declare(command) {
    command
      .summary('open certificate files and build chains')
      .description(
        'Opens PFX, PEM, DER, P7B, key and Base-64 files, whatever their names, and builds chains over all of them. Structure only: whether a chain is trusted is for Windows to say.',
      )
      .argument('<file...>', 'certificate files');
    withExamples(
      withSecrets(withAt(command)),
      'inspect client.pfx issuing.cer root.cer',
      'inspect --json --secrets-stdin *.pfx < secrets.json',
    );
  },
  async run(session) {
    const { core, context, at, file } = session;
    const files = session.arguments.map(file);
    const reply = await askForPasswords(
      session,
      (secrets) => core.call('certificate-import', 'inspect', { files, at, secrets }, context),
      (result) =>
        result.ok ? result.value.files.flatMap((each) => ('error' in each ? [each.error] : [])) : [result.problem],
    );
    if (!reply.ok) return reply;
    const status = reply.value.files.some((each) => 'error' in each) ? exitStatus.input : exitStatus.done;
    return outcome(status, reply.value, async () => (await import('../text/inspection.ts')).inspectionText);
  },
};
