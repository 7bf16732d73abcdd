import { InvalidArgumentError } from 'commander';
import { fail } from '../../../../shared/api/reply.ts';
import { outcome, type CommandModule } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { optionValue, withAt, withExamples, withPractice, withSecrets } from '../options.ts';
import { cliProblem } from '../problems.ts';

export const applyCommand: CommandModule = {
  declare(command) {
    command
      .summary('apply a bundle to the practice server')
      .description(
        'Applies a bundle to the practice server. On a Windows server, run apply.ps1 of the bundle itself as administrator.',
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
  async run({ core, context, at, file, options, secrets, arguments: [bundle = ''] }) {
    if (options.practice === undefined)
      return fail(cliProblem('apply.practice-only', { detail: 'No --practice was given.' }));
    const { expectedDigest, fault } = options;
    const reply = await core.call(
      'review',
      'apply',
      {
        bundle: file(bundle),
        practice: file(options.practice),
        ...(expectedDigest !== undefined && { expectedDigest }),
        ...(fault && { fault }),
        at,
        secrets,
      },
      context,
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
