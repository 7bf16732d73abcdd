import { hasError } from '../../../../shared/api/finding.ts';
import { succeed } from '../../../../shared/api/reply.ts';
import type { Handlers } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { prepare } from '../../wizard/prepare.ts';

/** Returns the handlers of step 6: the plan, and the bundle that is printed from it. */
export function reviewHandlers(files: Files): Handlers<'review'> {
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
  };
}
