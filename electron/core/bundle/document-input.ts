import type {
  BundleDocumentInput,
  DocumentCertificate,
  DocumentConfiguration,
} from '../../../shared/bundle/bundle-document-input.ts';
import { diffLines } from '../../../shared/bundle/diff.ts';
import { withoutSecrets } from '../../../shared/bundle/without-secrets.ts';
import {
  bindingInformation,
  httpSysEndpoint,
  parseBindingInformation,
  sitesSharing,
} from '../../../shared/iis/binding.ts';
import { windowsTraits } from '../../../shared/iis/windows-version.ts';
import type { Change, Plan } from '../../../shared/plan/plan.ts';
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
    affected: affected(plan, facts),
    address: address(answers, facts),
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

/** An entry is written disabled where its password is in no file: it would log on with a blank one. */
function waitingAccounts(plan: Plan): string[] {
  const names = plan.changes.flatMap((change) => (isWaiting(change) ? [change.after.userName ?? ''] : []));
  return [...new Set(names)];
}

type Mapping = Extract<Change, { resource: 'one-to-one-mapping' | 'many-to-one-mapping' }>;

function isWaiting(change: Change): change is Mapping {
  if (change.resource !== 'one-to-one-mapping' && change.resource !== 'many-to-one-mapping') return false;
  const { before, after } = change;
  if (!after.present || !after.enabled || (after.userName ?? '') === '') return false;
  const isStored = after.password === 'keep' && before !== null && 'password' in before && before.password === 'keep';
  return after.password !== 'in-file' && !isStored;
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

function affected(plan: Plan, { site, sites }: Facts): BundleDocumentInput['affected'] {
  if (sites === null || site === null) return null;
  const https = site.bindings.filter(({ protocol }) => protocol === 'https');
  const planned = plan.changes.flatMap(({ resource, after }) => (resource === 'https-binding' ? [after] : []));
  const endpoints = [...https, ...planned].flatMap(
    (each) => httpSysEndpoint(each.bindingInformation, each.sslFlags) ?? [],
  );
  return {
    bindings: site.bindings.map((each) => `${each.protocol} ${each.bindingInformation}`),
    sharing: [...new Set(endpoints.flatMap((endpoint) => sitesSharing(endpoint, site.name, sites)))],
  };
}

/** The answered binding, else the site's first https binding. A wildcard stands for any name, so `www` is tried. */
function address({ sslRequire, target }: Answers, { site }: Facts): BundleDocumentInput['address'] {
  const information = sslRequire.binding
    ? bindingInformation(sslRequire.binding)
    : site?.bindings.find(({ protocol }) => protocol === 'https')?.bindingInformation;
  const parsed = information === undefined ? null : parseBindingInformation(information);
  const host = parsed?.hostName.replace(/^\*\./, 'www.').replace(/^\*$/, '') ?? '';
  return {
    host: host !== '' ? host : (target.computerName ?? null),
    port: parsed?.port ?? 443,
    path: sslRequire.paths[0] ?? '/',
  };
}
