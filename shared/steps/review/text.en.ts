import { defineFindings } from '../../api/define-findings.ts';

/** The findings of step 6. */
export const reviewFinding = defineFindings('review', {
  'plain-text-passwords': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: One To One Mapping <add>',
    text: ({ file }: { file: string }) => ({
      title: 'Passwords are written in clear',
      detail: `Whoever can read ${file} knows the passwords. IIS encrypts them only when it is asked to write the entry itself.`,
      fix: 'Write no passwords in clear (plainTextPasswords: false); apply.ps1 sets them on the server.',
    }),
  },
  'plain-text-generate': {
    severity: 'error',
    certainty: 'documented',
    text: ({ accounts }: { accounts: string }) => ({
      title: 'A generated password cannot be written in clear',
      detail: `The password of ${accounts} is made on the server and shown to nobody.`,
      fix: 'Write no passwords in clear (plainTextPasswords: false), or have the password of the account asked for (password: ask).',
    }),
  },
  'plain-text-not-given': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ accounts }: { accounts: string }) => ({
      title: 'A password to be written in clear was not given',
      detail: `No password came for ${accounts}; their entries are written disabled.`,
      fix: 'Hand the passwords over here, on the command line with --secrets-stdin; or let apply.ps1 set them.',
    }),
  },
  'sections-locked': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: HTTP error 500.19 (0x80070021)',
    text: ({ sections }: { sections: string }) => ({
      title: 'The sections are locked for web.config',
      detail: `The given applicationHost.config locks ${sections}. A web.config with them answers 500.19 (0x80070021) until they are unlocked for this site; apply.ps1 does that.`,
      fix: 'Choose the target applicationHost.config, where nothing needs to be unlocked.',
    }),
  },
  'web-config-target': {
    severity: 'information',
    certainty: 'documented',
    text: () => ({
      title: 'web.config is not the recommended target',
      detail:
        'IIS locks these sections for web.config by default, the next deployment may overwrite the file, and the mapped users may be able to read it.',
      fix: 'Choose the target applicationHost.config when you can.',
    }),
  },
  'web-config-size': {
    severity: 'warning',
    certainty: 'documented',
    source: 'MaxWebConfigFileSizeInKB',
    text: ({ kilobytes }: { kilobytes: number }) => ({
      title: 'The web.config is larger than IIS reads by default',
      detail: `It would have about ${kilobytes} KB; the limit is 250 KB unless the server's registry raises it.`,
      fix: 'Choose the target applicationHost.config.',
    }),
  },
  'merged-copy': {
    severity: 'information',
    certainty: 'documented',
    text: ({ file }: { file: string }) => ({
      title: `The merged ${file} is a copy of what you gave`,
      detail:
        'Used later, it reverts whatever changed on the server meanwhile, and it carries the secrets of other sites that were in it.',
      fix: 'Prefer apply.ps1, or the location block alone; delete the copy when you are done.',
    }),
  },
});
