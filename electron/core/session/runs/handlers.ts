import type { Secrets } from '../../../../shared/api/call.ts';
import { succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { runCalls } from '../../../../shared/wizard/run-calls.ts';
import type { CallContext, Handlers } from '../../core.ts';
import type { Draft } from '../draft-document.ts';
import type { AppliedDocument, ServerRuns } from './server-runs.ts';

/** What runs need of the session whose pages ask for them. */
interface Asker {
  document: (answers: Draft, at: string, context: CallContext) => Promise<Reply<AppliedDocument>>;
  secrets: () => Secrets;
}

/** Returns the handlers of the calls about plans on servers. */
export function runHandlers(runs: ServerRuns, asker: Asker): Pick<Handlers<'session'>, keyof typeof runCalls> {
  return {
    runs: async () => succeed({ runs: await runs.list() }),
    startApply: async (input, context) => {
      const document = await asker.document(input.answers, input.at, context);
      return document.ok ? runs.start(document.value, input) : document;
    },
    continueRun: (input) => runs.continue(input, asker.secrets()),
    watchRun: ({ run }, context) => runs.watch(run, context),
    stopRun: ({ run }) => runs.stop(run),
    breakPractice: (input) => runs.drift(input),
    forgetRun: ({ run }) => runs.forget(run),
  };
}
