import { windowsTraits } from '../../shared/iis/windows-version.ts';
import type { PlacedAs } from '../../shared/steps/certificate-import/place-file.ts';
import { listNames } from '../../shared/text/list-names.ts';
import type { Machine } from '../../shared/windows/machine.ts';

/** What is said of a file that came in. */
export const arrivalText = {
  thisServersFile: 'The file of this server',
  thisServer: 'This server',
  machine: ({ computerName, windows, productName, edition, build, desktop, iis, isElevated }: Machine) => {
    const name = windows ? windowsTraits[windows].name : productName;
    const known = [edition, build && `build ${build}`].filter((each) => each !== null).join(', ');
    const parts = [
      `is ${computerName}`,
      `${name ?? 'Windows'}${known === '' ? '' : ` (${known})`}`,
      desktop === null
        ? 'whether it has a desktop is not known'
        : desktop === 'server-core'
          ? 'Server Core'
          : 'with desktop',
      iis === null ? 'no version of IIS was found' : `IIS ${iis}`,
      ...(windows ? [] : ['choose the Windows version yourself: this one is not among those that the wizard knows']),
      ...(isElevated ? [] : ['read without administrator rights']),
    ];
    return `${parts.join('; ')}.`;
  },
  locked: (sections: readonly string[]) =>
    `has ${listNames(sections)} locked, says IIS: a web.config needs them unlocked for this site, which apply.ps1 does.`,
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
