import { InvalidArgumentError } from 'commander';
import { askForPasswords } from '../ask-for-passwords.ts';
import { outcome, type CommandModule } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { optionValue, withAt, withExamples, withPractice, withSecrets } from '../options.ts';

export const applyCommand: CommandModule = {
  declare(command) {
    command
      .summary('apply a bundle to this Windows server, or to the practice server')
      .description(
        'Applies a bundle to this Windows server (as administrator), or with --practice to the practice server.',
      )
      .argument('<bundle>', 'folder that export wrote')
      .option('--pfx <path>', 'the server PFX; practice opens none', optionValue)
      .option('--expected-digest <hex>', 'refuse a bundle with another plan', (text) => {
        if (/^[0-9a-f]{64}$/i.test(text)) return text;
        throw new InvalidArgumentError('Write the 64 hex digits of the digest.');
      })
      .option('--fault <change>', 'make this practice change fail; with :kill, end the process there', (text) => ({
        change: text.replace(/:kill$/, ''),
        kind: text.endsWith(':kill') ? ('kill' as const) : ('fail' as const),
      }));
    withExamples(withSecrets(withAt(withPractice(command))), 'apply bundle --practice server.json');
  },
  async run(session) {
    const { core, context, at, file, options } = session;
    const { expectedDigest, fault, practice, pfx } = options;
    const input = {
      bundle: file(session.arguments[0] ?? ''),
      ...(practice !== undefined && { practice: file(practice) }),
      ...(pfx !== undefined && { pfx: file(pfx) }),
      ...(expectedDigest !== undefined && { expectedDigest }),
      ...(fault && { fault }),
      at,
    };
    const reply = await askForPasswords(
      session,
      (secrets) => core.call('review', 'apply', { ...input, secrets }, context),
      (result) => (result.ok ? [] : [result.problem]),
    );
    if (!reply.ok) return reply;
    const status = reply.value.error
      ? exitStatus.failed
      : reply.value.steps.some(({ state }) => state === 'skipped')
        ? exitStatus.cancelled
        : exitStatus.done;
    return outcome(status, reply.value, async () => (await import('../text/apply.ts')).applyText);
  },
};
