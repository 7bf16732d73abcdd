import { hasError } from '../../../shared/api/finding.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { CallInput, CallOutput } from '../../../shared/api/contract.ts';
import { makeBundle } from '../bundle/make-bundle.ts';
import type { CallContext } from '../core.ts';
import type { Disk } from '../ports/disk.ts';
import type { Prepared } from '../wizard/prepare.ts';
import type { Tickets } from './tickets.ts';
import { zipOf } from './zip.ts';

type Target = CallInput<'session', 'export'>['to'];

/** Hands the bundle of prepared answers over: into a folder, or as a zip under a ticket. */
export async function exportBundle(
  prepared: Prepared,
  to: Target,
  disk: Disk,
  tickets: Tickets,
  context: CallContext,
): Promise<Reply<CallOutput<'session', 'export'>>> {
  const { findings, plan } = prepared;
  if (hasError(findings)) return succeed({ findings });
  const bundle = await makeBundle(prepared);
  context.signal.throwIfAborted();
  const done = { planDigest: plan.digest, files: bundle.listed, findings };
  if (to.kind === 'download') {
    const name = 'iis-client-certificate-bundle.zip';
    const ticket = tickets.issue({ name, type: 'application/zip', bytes: zipOf(bundle.files) });
    return succeed({ bundle: name, ticket, ...done });
  }
  const written = await disk.writeFolder(disk.typed(to.folder), bundle.files, to.force);
  return written.ok ? succeed({ bundle: written.value, ...done }) : fail(written.problem);
}
