import { z } from 'zod';
import type { FileReference } from '../../../../shared/api/call.ts';
import { succeed, type Reply } from '../../../../shared/api/reply.ts';
import type { RowVerdict } from '../../../../shared/mapping/import/judge-rows.ts';
import type { Files } from '../../ports/files.ts';

type GoodRow = Extract<RowVerdict, { taken: true }>;

/** The parts of an answers document that an import touches; all else stays as it is. The rules have judged it before. */
const documentSchema = z.looseObject({
  target: z.looseObject({ applicationHostConfig: z.string().optional(), webConfig: z.string().optional() }),
  certificateImport: z
    .looseObject({
      server: z.looseObject({ file: z.string() }).optional(),
      authorities: z.array(z.looseObject({ file: z.string() })).optional(),
      clients: z.array(z.looseObject({ file: z.string().optional() })).optional(),
    })
    .optional(),
  mapping: z.looseObject({ oneToOne: z.array(z.unknown()).optional() }).optional(),
});

/** Returns the answers document, as it was written, with the rows' clients and mappings added, its paths relative to where it will lie. */
export function withImportedMappings(
  written: unknown,
  rows: readonly GoodRow[],
  { answers: from, out }: { answers: FileReference; out?: FileReference | undefined },
  files: Files,
): Reply<Record<string, unknown>> {
  const document = documentSchema.parse(written);
  const { certificateImport = {}, mapping = {} } = document;
  const moved = out ? movePaths(document, from, out, files) : succeed(document);
  if (!moved.ok) return moved;
  const clients = rows
    .filter(({ isNewClient }) => isNewClient)
    .map(({ client, certificate }) => ({ id: client, certificate: certificate.singleLineBase64 }));
  const entries = rows.map(({ client, account, enabled }) => ({ client, account, enabled }));
  return succeed({
    ...document,
    certificateImport: { ...certificateImport, clients: [...(certificateImport.clients ?? []), ...clients] },
    mapping: { ...mapping, oneToOne: [...(mapping.oneToOne ?? []), ...entries] },
  });
}

type Document = z.infer<typeof documentSchema>;

/** Changes each path of the document in place such that it names the same file from the new place. */
function movePaths(document: Document, from: FileReference, out: FileReference, files: Files): Reply<Document> {
  const { target, certificateImport: { server, authorities = [], clients = [] } = {} } = document;
  const holders: { file?: string | undefined }[] = [...(server ? [server] : []), ...authorities, ...clients];
  for (const holder of holders) {
    if (holder.file === undefined) continue;
    const path = movedPath(holder.file, from, out, files);
    if (!path.ok) return path;
    holder.file = path.value;
  }
  for (const key of ['applicationHostConfig', 'webConfig'] as const) {
    const named = target[key];
    if (named === undefined) continue;
    const path = movedPath(named, from, out, files);
    if (!path.ok) return path;
    target[key] = path.value;
  }
  return succeed(document);
}

function movedPath(path: string, from: FileReference, out: FileReference, files: Files): Reply<string> {
  const here = files.resolve(from, path);
  if (!here.ok) return here;
  const there = files.resolve(out, path);
  // The same folder: the text stays as somebody wrote it.
  if (there.ok && there.value.handle === here.value.handle) return succeed(path);
  return files.pathInside(out, here.value);
}
