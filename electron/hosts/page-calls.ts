import { contract, type CallGroup, type CallName } from '../../shared/api/contract.ts';
import { defineProblems } from '../../shared/api/define-problems.ts';
import { fail, type Reply } from '../../shared/api/reply.ts';
import type { CallContext, Core } from '../core/core.ts';

/** The groups that a page may call. The others take handles, which would let a page read any file of the machine. */
const pageGroups = ['session', 'prove'] as const satisfies readonly CallGroup[];

const hostProblem = defineProblems({
  'internal.bug': {
    title: 'The program made a mistake',
    fix: 'Report it with what you did, without passwords and private files. Your answers are still there.',
  },
  'transport.unknown-call': { title: 'There is no such call', fix: 'Reload the page; it may be of another version.' },
});

/** Returns what a call of a page comes to. What an exception says stays inside: it could hold a secret. */
export async function answerPage(
  core: Core,
  group: string,
  name: string,
  input: unknown,
  context: CallContext,
): Promise<Reply<unknown>> {
  const known = pageGroups.find((each) => each === group);
  if (!known || !Object.hasOwn(contract[known], name)) {
    return fail(hostProblem('transport.unknown-call', { detail: 'The page asked for something that is not offered.' }));
  }
  return withoutExceptions(() => core.call(known, name as CallName<typeof known>, input, context));
}

/** Returns the reply, or the problem of a bug. */
export async function withoutExceptions<T>(work: () => Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await work();
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    return fail(hostProblem('internal.bug', { detail: `An unexpected ${kind} ended the call.` }));
  }
}
