import type { FileReference } from '../../../shared/api/call.ts';
import type { CallOutput } from '../../../shared/api/contract.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Change, Plan } from '../../../shared/plan/plan.ts';
import type { Session } from './command.ts';
import { cliProblem } from './problems.ts';
import { differencesText } from './text/differences.ts';
import { printable } from './text/printable.ts';

/** What was given with the command line, or answered. */
export interface AppliesWith {
  expectedDigest: string | undefined;
  pfx: FileReference | undefined;
  accounts: Readonly<Record<string, string>>;
}

/**
 * Asks whoever sits at the terminal for what a plan still needs on this server: the file of its certificate, the
 * passwords of accounts, and for a plan that was made without the server's state, consent to the differences.
 */
export async function askBeforeApply(
  session: Session,
  bundle: FileReference,
  given: AppliesWith,
): Promise<Reply<AppliesWith>> {
  const { core, context, ask, askPassword } = session;
  if (!ask || !askPassword) return succeed(given);
  const plan = await core.call('review', 'bundle', { bundle }, context);
  if (!plan.ok) return plan;
  const state = await core.call('review', 'verify', { bundle }, context);
  if (!state.ok) return state;
  const changes = differing(plan.value, state.value.steps);
  const answers = { ...given, accounts: { ...given.accounts } };
  if (given.expectedDigest === undefined && plan.value.changes.every(({ before }) => before === null)) {
    session.say(differencesText(plan.value, changes));
    if (changes.length > 0 && (await ask('Apply these changes? Type yes: ')) !== 'yes') {
      return fail(
        cliProblem('api.cancelled', { detail: 'The question was not answered with yes; nothing was changed.' }),
      );
    }
    answers.expectedDigest = plan.value.digest;
  }
  for (const { resource, after, id } of changes) {
    if (resource === 'certificate' && after.privateKey) {
      answers.pfx ??= session.file(await ask(`Path of the PFX file of ${printable(after.subject)}: `));
    }
    if ('password' in after && after.password === 'ask' && after.present) {
      const account = after.account ?? id;
      answers.accounts[account] ??= await askPassword(`Password of ${printable(after.userName ?? account)}: `);
    }
  }
  return succeed(answers);
}

function differing({ changes }: Plan, steps: CallOutput<'review', 'verify'>['steps']): Change[] {
  const asPlanned = new Set(steps.filter(({ state }) => state === 'as-planned').map(({ change }) => change));
  return changes.filter(({ id }) => !asPlanned.has(id));
}
