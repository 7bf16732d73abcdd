import { plainBinding, type Draft } from '../wizard/draft.ts';
import { partsOfPath, valueAt } from '../wizard/path.ts';

/** A fix that the product can do itself: what the button says, and the answers after it. */
export interface Fix {
  label: string;
  apply: (draft: Draft) => Draft;
}

/** What a fix has to know of the finding: its code, and its place in the answers. */
export interface Fixable {
  code: string;
  fix: string;
  location?: { path?: string | undefined } | undefined;
}

type Binding = NonNullable<Draft['sslRequire']['binding']>;

function bindingFix(label: string, change: Partial<Binding>): Fix {
  return {
    label,
    apply: (draft) => ({
      ...draft,
      sslRequire: { ...draft.sslRequire, binding: { ...plainBinding, ...draft.sslRequire.binding, ...change } },
    }),
  };
}

function sslFix(label: string, change: Partial<Draft['sslRequire']>): Fix {
  return { label, apply: (draft) => ({ ...draft, sslRequire: { ...draft.sslRequire, ...change } }) };
}

const askInFirstHandshake = bindingFix('Ask in the first handshake', { negotiateClientCertificate: true });
const turnOffTls13 = bindingFix('Turn off TLS 1.3 on this binding', { disableTls13: true });
const turnOffHttp2 = bindingFix('Turn off HTTP/2 on this binding', { disableHttp2: true });

function storeFix(store: 'Root' | 'CA', label: string) {
  return (index: number): Fix => ({
    label,
    apply: (draft) => ({
      ...draft,
      certificateImport: {
        ...draft.certificateImport,
        authorities: draft.certificateImport.authorities.map((entry, each) =>
          each === index ? { ...entry, store } : entry,
        ),
      },
    }),
  });
}

function removeClient(index: number): Fix {
  return {
    label: 'Remove the second one',
    apply: (draft) => {
      const id = draft.certificateImport.clients[index]?.id;
      const clients = draft.certificateImport.clients.filter((_, each) => each !== index);
      const oneToOne = draft.mapping.oneToOne.filter(({ client }) => client !== id);
      return {
        ...draft,
        certificateImport: { ...draft.certificateImport, clients },
        mapping: { ...draft.mapping, oneToOne },
      };
    },
  };
}

function accountFix(
  index: number,
  label: string,
  change: (account: Draft['userAccount']['accounts'][number]) => object,
): Fix {
  return {
    label,
    apply: (draft) => ({
      ...draft,
      userAccount: {
        accounts: draft.userAccount.accounts.map((account, each) =>
          each === index ? { ...account, ...change(account) } : account,
        ),
      },
    }),
  };
}

/** Returns what the product can do itself against a finding, best first; empty when only the admin can. */
export function fixesOf({ code, fix, location }: Fixable, draft: Draft): Fix[] {
  const path = location?.path ?? '';
  const index = partsOfPath(path).find((part) => typeof part === 'number') ?? 0;
  switch (code) {
    case 'ssl-require.site-not-in-file': {
      const near = /^Did you mean "(.*)"\?$/.exec(fix)?.[1];
      return near === undefined ? [] : [sslFix(`Use "${near}"`, { site: near })];
    }
    case 'ssl-require.certificate-ignored':
      return [sslFix('Require a certificate', { clientCertificate: 'require' })];
    case 'ssl-require.require-without-ssl':
      return [sslFix('Require SSL', { requireSsl: true })];
    case 'ssl-require.tls13-late-request':
    case 'ssl-require.tls13-not-known':
      return [askInFirstHandshake, turnOffTls13];
    case 'ssl-require.http2-late-request':
      return [askInFirstHandshake, turnOffHttp2];
    case 'ssl-require.name-indication-without-host':
      return [bindingFix('Turn off server name indication', { serverNameIndication: false })];
    case 'ssl-require.path-twice':
    case 'ssl-require.path-below-whole-site': {
      const paths = draft.sslRequire.paths.filter((_, each) => each !== index);
      return paths.length === 0 ? [] : [sslFix('Remove this path', { paths })];
    }
    case 'certificate-import.authority-store':
      return [storeFix('Root', 'Store it in Trusted Root')(index)];
    case 'trust-check.not-self-signed-in-root':
      return [storeFix('CA', 'Store it with the intermediates')(index)];
    case 'certificate-import.same-client-twice':
      return [removeClient(index)];
    case 'user-account.generate-needs-create':
      return [accountFix(index, 'Ask for the password when applying', () => ({ password: 'ask' }))];
    case 'user-account.keep-needs-existing':
      return [accountFix(index, 'Make the password on the server', () => ({ password: 'generate' }))];
    case 'user-account.create-domain-account':
      return [accountFix(index, 'Use an existing account', () => ({ create: false, password: 'ask' }))];
    case 'user-account.no-directory-access': {
      const folder = valueAt(draft, 'sslRequire.physicalPath');
      return typeof folder !== 'string' || folder === ''
        ? []
        : [
            accountFix(index, `Let it read ${folder}`, () => ({
              directoryAccess: [{ path: folder, rights: 'ReadAndExecute' }],
            })),
          ];
    }
    default:
      return [];
  }
}
