import { hasError } from '../../../../shared/api/finding.ts';
import { fail, succeed } from '../../../../shared/api/reply.ts';
import { applyPlan, noSuchChange } from '../../apply/apply-plan.ts';
import { Journal } from '../../apply/journal.ts';
import { readBundle } from '../../apply/read-bundle.ts';
import { rollBack } from '../../apply/roll-back.ts';
import { applyHere, rollBackHere, verifyHere } from '../../apply/this-server.ts';
import { verifyPlan } from '../../apply/verify-plan.ts';
import type { Handlers } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import type { Practice } from '../../ports/server.ts';
import type { WindowsServer } from '../../ports/windows-server.ts';
import { prepare } from '../../wizard/prepare.ts';

interface ReviewPorts {
  files: Files;
  practice: () => Promise<Practice>;
  windows: () => Promise<WindowsServer | null>;
}

/** Returns the handlers of step 6: the plan, the bundle that is printed from it, and its way onto a server and back. */
export function reviewHandlers({ files, practice, windows }: ReviewPorts): Handlers<'review'> {
  return {
    async plan(input, context) {
      const prepared = await prepare(input, files, context);
      return prepared.ok ? succeed(prepared.value.plan) : prepared;
    },
    async export({ folder, force, ...input }, context) {
      const prepared = await prepare(input, files, context);
      if (!prepared.ok) return prepared;
      const { findings, plan } = prepared.value;
      if (hasError(findings)) return succeed({ findings });
      const { makeBundle } = await import('../../bundle/make-bundle.ts');
      const bundle = await makeBundle(prepared.value);
      context.signal.throwIfAborted();
      const written = await files.writeFolder(folder, bundle.files, force);
      if (!written.ok) return written;
      return succeed({ bundle: written.value, planDigest: plan.digest, files: bundle.listed, findings });
    },
    bundle: ({ bundle }) => readBundle(bundle, undefined, files),
    async apply({ bundle, practice: state, expectedDigest, fault, pfx, at, secrets }, context) {
      const plan = await readBundle(bundle, expectedDigest, files);
      if (!plan.ok) return plan;
      if (!state) return applyHere({ windows, bundle, plan: plan.value, expectedDigest, pfx, secrets }, context);
      if (fault && !plan.value.changes.some(({ id }) => id === fault.change)) return fail(noSuchChange(fault.change));
      const servers = await practice();
      const journal = await Journal.open(servers.journalOf(state), false);
      if (!journal.ok) return journal;
      const server = await servers.open(state, plan.value, fault ?? null);
      if (!server.ok) return server;
      const applied = await applyPlan(plan.value, server.value, journal.value, secrets.accounts, at, context);
      if (!applied.ok) return applied;
      const { steps, problem } = applied.value;
      return succeed({ steps, journal: journal.value.path, ...(problem && { error: problem }) });
    },
    async verify({ bundle, practice: state }, context) {
      const plan = await readBundle(bundle, undefined, files);
      if (!plan.ok) return plan;
      if (!state) return verifyHere(windows, bundle, plan.value, context);
      const server = await (await practice()).open(state, plan.value, null);
      return server.ok ? succeed(await verifyPlan(plan.value, server.value)) : server;
    },
    async rollback({ journal: file, practice: state }, context) {
      if (!state) return rollBackHere(windows, file, context);
      const servers = await practice();
      const journal = await Journal.open(servers.journal(file), true);
      if (!journal.ok) return journal;
      const server = await servers.open(state, null, null);
      return server.ok ? succeed({ steps: await rollBack(journal.value, server.value) }) : server;
    },
  };
}
