import type {
  BundleDocumentInput,
  DocumentCertificate,
  DocumentConfiguration,
} from '../../../shared/bundle/bundle-document-input.ts';
import { diffLines } from '../../../shared/bundle/diff.ts';
import { withoutSecrets } from '../../../shared/bundle/without-secrets.ts';
import { windowsTraits } from '../../../shared/iis/windows-version.ts';
import { affectedBy } from '../../../shared/plan/affected.ts';
import { waitingAccounts } from '../../../shared/plan/waiting-accounts.ts';
import { siteAddress } from '../../../shared/steps/ssl-require/site-address.ts';
import type { Answers } from '../../../shared/wizard/answers.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';
import type { Prepared } from '../wizard/prepare.ts';
import type { ConfigurationFile } from './configuration-files.ts';

/** Returns what the bundle's documents are printed from; `files` are the paths of the bundle, the documents included. */
export function bundleDocumentInput(
  { loaded: { answers, facts }, plan, configuration }: Prepared,
  files: readonly string[],
): BundleDocumentInput {
  return {
    plan,
    at: facts.at,
    windowsName: windowsTraits[answers.target.windows].name,
    files: [...files].sort(),
    configuration: configuration.map(documentConfiguration),
    waitingAccounts: waitingAccounts(plan),
    serverFile: answers.certificateImport.server?.file ?? null,
    certificates: certificates(answers, facts),
    affected: affectedBy(plan, facts),
    address: siteAddress(answers, facts.site),
  };
}

function documentConfiguration({ path, before, after }: ConfigurationFile): DocumentConfiguration {
  return {
    path,
    isMerged: before !== null,
    isWrapped: path === 'applicationHost.location.xml' && after.startsWith('<configuration>'),
    diff: diffLines(withoutSecrets(before ?? ''), withoutSecrets(after)),
  };
}

function certificates({ certificateImport }: Answers, { server, authorities, clients }: Facts): DocumentCertificate[] {
  const list: DocumentCertificate[] = [
    ...(server ? [{ role: 'server' as const, certificate: server.certificate }] : []),
    ...certificateImport.authorities.flatMap(({ store }, index) =>
      (authorities[index] ?? []).map((certificate) => ({
        role: store === 'Root' ? ('root' as const) : ('intermediate' as const),
        certificate,
      })),
    ),
    ...clients.map(({ certificate }) => ({ role: 'client' as const, certificate })),
  ];
  return [...new Map(list.map((each) => [`${each.role} ${each.certificate.thumbprint}`, each])).values()];
}
