import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import type { CallOutput } from '../../../shared/api/contract.ts';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { proveFinding } from '../../../shared/steps/prove/text.en.ts';
import { certificateProblem } from '../certificates/problems.ts';
import type { CallContext } from '../core.ts';
import type { WindowsServer } from '../ports/windows-server.ts';

const thisServerProblem = defineProblems({
  'apply.not-windows': {
    title: 'This is no Windows server',
    fix: 'Take the bundle to the server and run its script there as administrator, or use the practice server with --practice.',
  },
  'apply.consent-needed': {
    title: 'Nobody has agreed to this plan yet',
    fix: "The plan was made without the server's state. Review it, and give its digest with --expected-digest.",
  },
});

type LoadServer = () => Promise<WindowsServer | null>;

export interface ApplyHere {
  windows: LoadServer;
  bundle: FileReference;
  plan: Plan;
  expectedDigest: string | undefined;
  pfx: FileReference | undefined;
  secrets: Secrets;
}

async function thisServer(windows: LoadServer): Promise<Reply<WindowsServer>> {
  const server = await windows();
  return server
    ? succeed(server)
    : fail(
        thisServerProblem('apply.not-windows', {
          detail: 'Client certificate mapping is a feature of IIS on Windows.',
        }),
      );
}

/** Applies a plan to this Windows server; one that was made without the server's state needs the digest as consent. */
export async function applyHere(
  { windows, bundle, plan, expectedDigest, pfx, secrets }: ApplyHere,
  context: CallContext,
): Promise<Reply<CallOutput<'review', 'apply'>>> {
  const server = await thisServer(windows);
  if (!server.ok) return server;
  const knowsState = plan.changes.some(({ before }) => before !== null);
  if (expectedDigest === undefined && !knowsState) {
    return fail(thisServerProblem('apply.consent-needed', { detail: `The digest of the plan is ${plan.digest}.` }));
  }
  const pfxPassword = pfx && (secrets.files.get(pfx.name) ?? secrets.files.get('*'));
  if (pfx && !pfxPassword) {
    const location = { file: pfx.name };
    return fail(
      certificateProblem('certificate.password-missing', { detail: 'It is the PFX of the server.', location }),
    );
  }
  const order = { bundle, plan, agreedDigest: plan.digest, secrets, ...(pfx && pfxPassword && { pfx, pfxPassword }) };
  const run = await server.value.apply(order, context);
  if (!run.ok) return run;
  const { steps, journal, problem } = run.value;
  return succeed({ steps, journal, ...(problem && { error: problem }) });
}

/** Compares this Windows server with a plan, changing nothing. */
export async function verifyHere(
  windows: LoadServer,
  bundle: FileReference,
  plan: Plan,
  context: CallContext,
): Promise<Reply<CallOutput<'review', 'verify'>>> {
  const server = await thisServer(windows);
  if (!server.ok) return server;
  const steps = await server.value.verify(bundle, plan, context);
  if (!steps.ok) return steps;
  const titles = new Map(plan.changes.map(({ id, title }) => [id, title]));
  const findings = steps.value
    .filter(({ state }) => state !== 'as-planned')
    .map(({ change }) => proveFinding('different', { change, title: titles.get(change) ?? change }));
  return succeed({ steps: steps.value, findings });
}

/** Brings this Windows server back to the state that a journal captured. */
export async function rollBackHere(
  windows: LoadServer,
  journal: FileReference,
  context: CallContext,
): Promise<Reply<CallOutput<'review', 'rollback'>>> {
  const server = await thisServer(windows);
  if (!server.ok) return server;
  const steps = await server.value.rollback(journal, context);
  return steps.ok ? succeed({ steps: steps.value }) : steps;
}
