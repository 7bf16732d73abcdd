import { InvalidArgumentError } from 'commander';
import type { Problem } from '../../../../shared/api/problem.ts';
import type { FileReference } from '../../../../shared/api/call.ts';
import { succeed } from '../../../../shared/api/reply.ts';
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
    const { fault, practice } = options;
    const bundle = file(session.arguments[0] ?? '');
    const given = {
      expectedDigest: options.expectedDigest,
      pfx: options.pfx === undefined ? undefined : file(options.pfx),
      accounts: session.secrets.accounts ?? {},
    };
    const asked =
      practice === undefined
        ? await (await import('../ask-before-apply.ts')).askBeforeApply(session, bundle, given)
        : succeed(given);
    if (!asked.ok) return asked;
    const { expectedDigest, pfx, accounts } = asked.value;
    const input = {
      bundle,
      ...(practice !== undefined && { practice: file(practice) }),
      ...(pfx && { pfx }),
      ...(expectedDigest !== undefined && { expectedDigest }),
      ...(fault && { fault }),
      at,
    };
    const reply = await askForPasswords(
      session,
      ({ files }) =>
        core.call('review', 'apply', { ...input, secrets: { ...(files && { files }), accounts } }, context),
      (result) => (result.ok ? [] : [ofThePfx(result.problem, pfx)]),
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

/** The server opens the PFX before it changes anything: that it could not is told like a wrong password of any other file. */
function ofThePfx(problem: Problem, pfx: FileReference | undefined): Problem {
  if (problem.code !== 'windows.certificate-file' || !pfx) return problem;
  return { ...problem, code: 'certificate.wrong-password', location: { file: pfx.name } };
}
