import { defineFindings } from '../api/define-findings.ts';

/** What the first step has to say when answers are made of an existing configuration. */
export const sslRequireAdoption = defineFindings('ssl-require', {
  'windows-assumed': {
    severity: 'information',
    certainty: 'inferred',
    text: ({ windows, because }: { windows: string; because: string | null }) => ({
      title: 'The version of Windows is a guess',
      detail:
        because === null
          ? `A configuration file does not name it; the answers say ${windows}.`
          : `A configuration file does not name it; the answers say ${windows}, because ${because}.`,
      fix: 'Correct target.windows where the server is another one: it decides about TLS 1.3 and the feature to install.',
    }),
  },
  'flags-not-told': {
    severity: 'warning',
    certainty: 'inferred',
    text: () => ({
      title: 'The file does not say which SSL flags the site has',
      detail: 'It has no access section; the server may set the flags. The answers say "require".',
      fix: 'Look at SSL Settings of the site in IIS Manager, and correct clientCertificate and requireSsl.',
    }),
  },
  'other-level': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: Deep Dive into IIS Configuration',
    text: ({ path, flags, anonymous, paths }: { path: string; flags: string; anonymous: boolean; paths: string }) => ({
      title: `"${path}" is protected in another way`,
      detail: `It has sslFlags ${flags}, anonymous authentication ${anonymous ? 'on' : 'off'}. Answers have one protection for all paths, and took that of ${paths}.`,
      fix: 'Nothing to do on this server: the file keeps what it says of that path. For another server, configure the path there by hand.',
    }),
  },
  'binding-stays': {
    severity: 'information',
    certainty: 'documented',
    source: 'Microsoft Learn: netsh http',
    text: ({ binding, others }: { binding: string; others: number }) => ({
      title: 'The HTTPS binding stays as it is',
      detail: `Whether ${binding}${others > 0 ? ` (and ${others} more)` : ''} asks for the certificate in the first handshake is told by HTTP.SYS, not by the file; the answers name no binding, so nothing of it is changed.`,
      fix: 'Add sslRequire.binding to change it.',
    }),
  },
  'negotiation-not-told': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: netsh http',
    text: ({ binding }: { binding: string; others: number }) => ({
      title: 'Not known: whether the certificate is asked for in the first handshake',
      detail: `For ${binding} HTTP.SYS of the old server knows it ("netsh http show sslcert"); the file does not tell, and the answers say no.`,
      fix: 'Set negotiateClientCertificate where the old server shows "Negotiate Client Certificate: Enabled".',
    }),
  },
});

/** What the mapping step has to say when answers are made of an existing configuration. */
export const mappingAdoption = defineFindings('mapping', {
  'nothing-to-adopt': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ site }: { site: string }) => ({
      title: `"${site}" maps no certificate yet`,
      detail: 'The file holds no mapping that the site would use.',
      fix: 'Add clients, accounts and mappings to the answers.',
    }),
  },
  'not-adopted': {
    severity: 'warning',
    certainty: 'documented',
    text: ({ what, why }: { what: string; why: string }) => ({
      title: 'An entry was not taken into the answers',
      detail: `${what} was left out: ${why}. The file keeps it, and so that it is not removed, "exact" is false.`,
      fix: 'Correct or remove the entry, then take the file over again.',
    }),
  },
  'section-was-off': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: IIS client certificate mapping authentication',
    text: () => ({
      title: 'Mapping is switched off in the file',
      detail: 'enabled is false there, so nothing is mapped today. What these answers export switches it on.',
      fix: 'Check the entries before you export.',
    }),
  },
  'collection-was-off': {
    severity: 'warning',
    certainty: 'documented',
    source: 'Microsoft Learn: IIS client certificate mapping authentication',
    text: ({ collection, count }: { collection: string; count: number }) => ({
      title: `The entries of ${collection} are switched off in the file`,
      detail: `${count === 1 ? 'Its enabled entry is' : `Its ${count} enabled entries are`} disabled in the answers: nothing that is off today comes on by itself.`,
      fix: 'Enable the entries that are to work.',
    }),
  },
  'passwords-stay': {
    severity: 'information',
    certainty: 'inferred',
    source: 'IIS team blog: CNG data encryption',
    text: () => ({
      title: 'Passwords stay where they are',
      detail: 'The answers hold none. "keep" leaves what this server has stored; another server cannot read it.',
      fix: 'For another server say "ask", or take the file over with --for-another-server.',
    }),
  },
});
