import type { FileReference, Secrets } from '../../../shared/api/call.ts';
import type { Certificate } from '../../../shared/certificates/certificate.ts';
import { bindingInformation, bindingSslFlags, httpSysEndpoint } from '../../../shared/iis/binding.ts';
import type { ServerReading } from '../../../shared/trust/server-reading.ts';
import type { Answers } from '../../../shared/wizard/answers.ts';
import { completeDraft } from '../../../shared/wizard/complete-draft.ts';
import type { CertificateFile } from '../certificates/certificate-files.ts';
import type { CallContext } from '../core.ts';
import type { Files } from '../ports/files.ts';
import type { TrustFacts } from '../ports/server-facts.ts';
import { loadFacts } from '../wizard/load-facts.ts';
import type { Readers } from '../wizard/readers.ts';
import type { Draft } from './draft-document.ts';

/** What a server told of trust, and when. */
export interface ReadStores {
  readAt: string;
  facts: TrustFacts;
}

interface StoresInput {
  draft: Draft;
  answers: FileReference;
  at: string;
  secrets: Secrets;
}

/** Returns what the stores of the server mean for a draft: each certificate taken apart, and the clients' chains through all of them. */
export async function judgeStores(
  { readAt, facts }: ReadStores,
  input: StoresInput,
  files: Files,
  readers: Readers,
  context: CallContext,
): Promise<ServerReading> {
  const { answers } = completeDraft(input.draft, input.answers.name, () => ({ line: 1, column: 1 }));
  const given = answers && (await loadFacts(answers, input, files, readers, context)).facts;
  const clients = (given?.clients ?? []).map(({ certificate }) => certificate);
  const known = [...clients, ...(given?.authorities.flat() ?? []), ...(given?.server?.others ?? [])];
  const stored = [...facts.stores].flatMap(([store, entries]) =>
    entries.map((entry, index) => ({ store, entry, name: `${store} ${index}` })),
  );
  const toOpen = [...known.map(answerFile), ...stored.map(({ name, entry: { bytes } }) => ({ name, bytes }))];
  const opened = await readers.openCertificates(toOpen, noSecrets, input.at, context);
  const byName = new Map(opened.files.map((file) => [file.path, 'error' in file ? null : file.certificates[0]]));
  const ofClients = new Set(clients.map(({ thumbprint }) => thumbprint));
  const { sendTrustedIssuerList, clientAuthTrustMode, features, notTold } = facts;
  return {
    readAt,
    certificates: stored.map(({ store, name, entry: { thumbprint, hasPrivateKey } }) => {
      return { store, thumbprint, certificate: byName.get(name) ?? null, hasPrivateKey };
    }),
    settings: {
      sendTrustedIssuerList,
      clientAuthTrustMode,
      ctlStore: answers && ctlStoreOf(answers, facts),
      features: [...features].map(([name, isInstalled]) => ({ name, isInstalled })),
    },
    chains: opened.chains.filter(({ of }) => ofClients.has(of)),
    notTold: [...notTold],
  };
}

const noSecrets: Secrets = { files: new Map(), accounts: new Map() };

function answerFile({ thumbprint, singleLineBase64 }: Certificate): CertificateFile {
  return { name: `answers ${thumbprint}`, bytes: Buffer.from(singleLineBase64, 'base64') };
}

/** The store that the record of the answered binding names; null where there is no such record. */
function ctlStoreOf(
  { sslRequire: { binding }, target: { windows } }: Answers,
  { endpoints }: TrustFacts,
): string | null {
  const endpoint = binding && httpSysEndpoint(bindingInformation(binding), bindingSslFlags(binding, windows, 0));
  if (!endpoint) return null;
  return endpoints?.find(({ kind, value }) => kind === endpoint.kind && value === endpoint.value)?.ctlStore ?? null;
}
