import type { PlacedAs } from '../../shared/steps/certificate-import/place-file.ts';

/** What is said of a file that came in. */
export const arrivalText = {
  thisServer: 'The file of this server',
  tooLarge: 'is larger than 64 MB. No certificate or configuration file is; it was not read.',
  tooMany: (most: number) => `Only the first ${most} files were taken.`,
  applicationHost: (sites: number) =>
    sites === 1
      ? 'is an applicationHost.config with one site: see step 1.'
      : `is an applicationHost.config with ${sites} sites: choose yours in step 1.`,
  webConfig: 'is the site’s web.config: it will be merged into, see step 1.',
  answers: 'has answers: they are open now. Undo (Ctrl+Z) brings back yours.',
  mappings: 'is a table of mappings: see step 5.',
  placed: {
    server: () => 'is the server certificate: see step 2.',
    authority: () => 'holds authorities: see step 2.',
    client: (detail: string) => `is the client "${detail}": see step 2.`,
    locked: () => 'needs its password: see step 2.',
    replaced: () => 'was there before and has been read again.',
    unreadable: (detail: string) => `could not be opened: ${detail}`,
  } satisfies Record<PlacedAs, (detail: string) => string>,
} as const;
