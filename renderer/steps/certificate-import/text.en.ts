import type { FileRole } from '../../../shared/steps/certificate-import/place-file.ts';
import { groupDigits } from '../../../shared/text/group-digits.ts';

/** The words of step 2. */
export const certificateImportScreen = {
  bring: {
    title: 'Bring the certificates',
    label: 'Certificate files',
    hint: 'PFX, CER, PEM, P7B, or a whole folder. Each is recognised by what it contains and gets its role, which you can change.',
  },
  locked: {
    title: 'These files need their password',
    remove: (file: string) => `Leave out ${file}`,
    lead: 'The password opens the file here. It is not stored; the server asks for it again when the files are applied.',
  },
  sections: {
    server: {
      title: 'The server’s certificate',
      empty: 'None yet. Bring the PFX of the site, or leave this empty when the binding has its certificate already.',
    },
    authorities: {
      title: 'Authorities',
      empty: 'None yet. Bring the root and the intermediates that issued the visitors’ certificates.',
    },
    clients: {
      title: (count: number) => (count > 1 ? `The visitors’ certificates (${count})` : 'The visitors’ certificates'),
      empty: 'None yet. Bring one .cer file for each visitor; their private keys are not needed.',
    },
  },
  file: 'File',
  role: 'Role',
  roles: {
    server: 'Server',
    client: 'Client',
    root: 'Root authority',
    intermediate: 'Intermediate authority',
  } satisfies Record<FileRole, string>,
  roleHelp: 'What the certificate is for. It was guessed from its contents; change it when the guess is wrong.',
  remove: (file: string) => `Remove ${file}`,
  moreOthers: (count: number) => `and ${groupDigits(count)} more`,
  others: (count: number) =>
    count === 1 ? 'The file holds 1 more certificate' : `The file holds ${groupDigits(count)} more certificates`,
  id: 'Name of the client',
  idHint: 'How the mapping calls this certificate. Letters, digits, dot, hyphen, underscore.',
  goes: 'Where it goes',
  places: {
    server: 'On the server, with its private key: Local Computer, in the store chosen here.',
    root: 'On the server: Local Computer, Trusted Root Certification Authorities. The whole machine will trust it.',
    intermediate: 'On the server: Local Computer, Intermediate Certification Authorities.',
    client:
      'Into no store of the server: its text becomes part of the mapping. The certificate with its private key belongs on the visitor’s computer: Current User, Personal.',
  } satisfies Record<FileRole, string>,
  keyNotNeeded: 'The file holds the private key. The server does not need it; it is not copied anywhere.',
  store: 'Store',
  stores: { My: 'Personal', WebHosting: 'Web Hosting' },
  chain: {
    title: 'Who issued whom',
    lead: 'A dashed box is an issuer that is not among your files. The server must know it, or it refuses the visitor with 403.16.',
  },
  clientComputer: {
    title: 'On the visitor’s computer',
    lead: 'Each visitor needs the certificate with its private key once, as a PFX file, in their own Personal store.',
    click: 'By double-click',
    clickSteps: [
      'Double-click the PFX file.',
      'Leave “Current User” chosen and press Next twice.',
      'Type the password of the file.',
      'Leave “Automatically select the certificate store” chosen, press Next and Finish.',
      'Start the browser again.',
    ],
    command: 'By PowerShell, as that user',
  },
  table: { name: 'Name', certificate: 'Certificate', issuer: 'Issued by', valid: 'Valid until' },
  reading: 'Reading …',
  removed: (file: string) => `${file} was removed. Undo (Ctrl+Z) brings it back.`,
  inline: 'written into the answers',
} as const;
