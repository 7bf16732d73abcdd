import type { z } from 'zod';
import type { CallGroup, CallInput, CallName, CallOutput } from '../../shared/api/contract.ts';
import { loadCalls } from '../../shared/api/load-calls.ts';
import type { Call } from '../../shared/api/call.ts';
import { defineProblems } from '../../shared/api/define-problems.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { fail } from '../../shared/api/reply.ts';

/** How far a long call is. */
export interface Progress {
  message: string;
  done: number;
  /** Absent when nobody can know. */
  total?: number;
}

export interface CallContext {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** The handlers of one group; a call without its handler does not compile. A handler stops by throwing `signal.reason`. */
export type Handlers<Group extends CallGroup> = {
  readonly [Name in CallName<Group>]: (
    input: CallInput<Group, Name>,
    context: CallContext,
  ) => Promise<Reply<CallOutput<Group, Name>>>;
};

/** Loads the handlers of each group at its first call. */
export type HandlerLoaders = { readonly [Group in CallGroup]: () => Promise<Handlers<Group>> };

type Handler = (input: unknown, context: CallContext) => Promise<Reply<unknown>>;

const apiProblem = defineProblems({
  'api.invalid-input': {
    title: 'The request is not what this call takes',
    fix: 'Update the program that made the request.',
  },
  'api.cancelled': { title: 'Cancelled', fix: 'Start again when you are ready.' },
});

/** The front door of the core: hosts hand requests in, checked replies come out. */
export interface Core {
  call<Group extends CallGroup, Name extends CallName<Group>>(
    group: Group,
    name: Name,
    input: unknown,
    context?: Partial<CallContext>,
  ): Promise<Reply<CallOutput<Group, Name>>>;
}

/** Returns the core over its handlers. Input that does not fit the contract is a problem; output that does not is a bug. */
export function createCore(loaders: HandlerLoaders): Core {
  return {
    async call(group, name, input, context = {}) {
      const calls: Readonly<Record<string, Call>> = await loadCalls[group]();
      const { input: inputSchema, output: outputSchema } = calls[name] as Call;
      const parsed = inputSchema.safeParse(input);
      if (!parsed.success) {
        return fail(apiProblem('api.invalid-input', { detail: describe(parsed.error) }));
      }
      const signal = context.signal ?? new AbortController().signal;
      const handlers = (await loaders[group]()) as unknown as Record<string, Handler>;
      const handler = handlers[name] as Handler;
      try {
        const reply = await handler(parsed.data, { signal, onProgress: context.onProgress ?? (() => undefined) });
        if (!reply.ok) return reply;
        return { ok: true, value: outputSchema.parse(reply.value) as never };
      } catch (error) {
        if (signal.aborted && error === signal.reason)
          return fail(apiProblem('api.cancelled', { detail: 'Nothing was written.' }));
        throw error;
      }
    },
  };
}

function describe(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
}
