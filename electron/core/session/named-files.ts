import { z } from 'zod';

const text = z.string().optional().catch(undefined);
const files = z
  .array(z.object({ file: text }).catch({}))
  .catch([])
  .default([]);

const naming = z.object({
  target: z.object({ applicationHostConfig: text, webConfig: text }).catch({}).default({}),
  certificateImport: z
    .object({ server: z.object({ file: text }).optional().catch(undefined), authorities: files, clients: files })
    .catch({ authorities: [], clients: [] })
    .default({ authorities: [], clients: [] }),
});

/** Returns the paths that a draft of the answers names, each once, whatever else it holds. */
export function namedFiles(draft: object): string[] {
  const { target, certificateImport } = naming.parse(draft);
  const { server, authorities, clients } = certificateImport;
  const paths = [
    target.applicationHostConfig,
    target.webConfig,
    ...[server, ...authorities, ...clients].map((each) => each?.file),
  ];
  return [...new Set(paths.filter((path) => path !== undefined && path !== ''))] as string[];
}
