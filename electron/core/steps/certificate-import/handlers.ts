import type { FileReference } from '../../../../shared/api/call.ts';
import { succeed } from '../../../../shared/api/reply.ts';
import { clientInstructions, placements } from '../../../../shared/steps/certificate-import/placement.ts';
import type { UnopenedFile } from '../../../../shared/steps/certificate-import/calls.ts';
import type { CertificateFile } from '../../certificates/certificate-files.ts';
import { openCertificateFiles } from '../../certificates/certificate-files.ts';
import { maximumFileBytes } from '../../certificates/limits.ts';
import type { Handlers } from '../../core.ts';
import type { Files } from '../../ports/files.ts';

/** Returns the calls of step 2. */
export function certificateImportHandlers(files: Files): Handlers<'certificate-import'> {
  return {
    async inspect({ files: references, at, secrets, allowManyIterations }, context) {
      const read = await Promise.all(references.map((reference) => readFile(files, reference)));
      const { files: opened, chains } = await openCertificateFiles(
        read.filter((file) => 'bytes' in file),
        secrets,
        at,
        context,
        { allowManyIterations },
      );
      const remaining = [...opened];
      const answers = read.map((file) => ('bytes' in file ? remaining.shift() : file));
      return { ok: true, value: { files: answers.filter((answer) => answer !== undefined), chains } };
    },
    async place(input, context) {
      const { loadAnswers } = await import('../../wizard/load-answers.ts');
      const loaded = await loadAnswers(input, files, context);
      if (!loaded.ok) return loaded;
      const { answers, facts } = loaded.value;
      return succeed({ placements: placements(answers, facts), clients: clientInstructions(answers, facts) });
    },
  };
}

async function readFile(files: Files, reference: FileReference): Promise<CertificateFile | UnopenedFile> {
  const reply = await files.read(reference, maximumFileBytes);
  return reply.ok ? { name: reference.name, bytes: reply.value } : { path: reference.name, error: reply.problem };
}
