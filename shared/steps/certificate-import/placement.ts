import { z } from 'zod';
import type { Certificate } from '../../certificates/certificate.ts';
import { thumbprintSchema } from '../../certificates/certificate.ts';
import { listNames } from '../../text/list-names.ts';
import type { Answers } from '../../wizard/answers.ts';
import type { Facts } from '../../wizard/facts.ts';

const placeSchema = z.object({
  /** Path of PowerShell's certificate drive; null is "nowhere". */
  store: z.string().nullable(),
  withPrivateKey: z.boolean(),
  reason: z.string(),
});

/** Where one certificate goes on the server and on the client computer, and why. */
export const placementSchema = z.object({
  thumbprint: thumbprintSchema,
  subject: z.string(),
  server: placeSchema,
  client: placeSchema,
});
export type Placement = z.infer<typeof placementSchema>;
type Place = z.infer<typeof placeSchema>;

/** What has to be done on one client's computer. */
export const clientInstructionsSchema = z.object({
  client: z.string(),
  thumbprint: thumbprintSchema,
  steps: z.array(z.object({ text: z.string(), command: z.string().optional() })),
});
export type ClientInstructions = z.infer<typeof clientInstructionsSchema>;

/** Returns where every certificate of the answers goes, each once: server certificate, authorities, clients. */
export function placements(answers: Answers, facts: Facts): Placement[] {
  const paths = pathsOf(facts);
  const found = new Map<string, Placement>();
  const add = (certificate: Certificate, server: Place, client: Place) => {
    const { thumbprint, subject } = certificate;
    if (!found.has(thumbprint)) found.set(thumbprint, { thumbprint, subject, server, client });
  };
  if (facts.server) {
    const store = answers.certificateImport.server?.store ?? 'My';
    add(
      facts.server.certificate,
      place(`Cert:\\LocalMachine\\${store}`, 'IIS shows it to visitors and signs with its key.', true),
      nowhere('The visitor gets it in the handshake.'),
    );
  }
  for (const { certificate } of facts.clients) {
    add(
      certificate,
      nowhere(
        'Its public part stands in the mapping; no store of the server needs it, and its private key has no place there.',
      ),
      place('Cert:\\CurrentUser\\My', 'The browser offers it and signs with its key.', true),
    );
  }
  const authorities = answers.certificateImport.authorities.flatMap(({ store }, index) =>
    (facts.authorities[index] ?? []).map((certificate) => ({ store, certificate })),
  );
  for (const { certificate, store } of authorities) {
    add(certificate, authorityOnServer(certificate, store, paths), authorityOnClient(certificate, paths));
  }
  for (const certificate of facts.server?.others ?? []) {
    const server = certificate.isSelfSigned
      ? nowhere('Visitors must trust this root, not the server.')
      : place('Cert:\\LocalMachine\\CA', 'IIS sends it along with the server certificate.');
    add(certificate, server, authorityOnClient(certificate, paths));
  }
  return [...found.values()];
}

interface Paths {
  /** Ids of the clients that have a certificate on one of their paths. */
  readonly clientsOf: ReadonlyMap<string, readonly string[]>;
  readonly ofServer: ReadonlySet<string>;
}

function pathsOf({ clients, server, chains }: Facts): Paths {
  const above = new Map(
    chains.map(({ of, paths }) => [of, new Set(paths.flatMap(({ thumbprints }) => thumbprints.slice(1)))] as const),
  );
  const clientsOf = new Map<string, string[]>();
  for (const { id, certificate } of clients) {
    // A self-signed certificate is its own root.
    const issuers = certificate.isSelfSigned ? [certificate.thumbprint] : (above.get(certificate.thumbprint) ?? []);
    for (const issuer of issuers) clientsOf.set(issuer, [...(clientsOf.get(issuer) ?? []), id]);
  }
  return { clientsOf, ofServer: above.get(server?.certificate.thumbprint ?? '') ?? new Set() };
}

function authorityOnServer(certificate: Certificate, store: 'Root' | 'CA', { clientsOf, ofServer }: Paths): Place {
  const clients = clientsOf.get(certificate.thumbprint) ?? [];
  const whose = clients.length > 0 ? ` for ${listNames(clients)}` : '';
  if (!certificate.isSelfSigned) {
    const reason =
      clients.length > 0
        ? `HTTP.SYS fetches no intermediates by itself; it needs this one${whose}.`
        : ofServer.has(certificate.thumbprint)
          ? 'IIS sends it along with the server certificate.'
          : 'It is an intermediate. No client of this configuration needs it.';
    const warning = store === 'Root' ? ' Not into Trusted Root: one certificate there that is not self-signed breaks every client certificate login.' : ''; // prettier-ignore
    return place('Cert:\\LocalMachine\\CA', reason + warning);
  }
  if (clients.length > 0) {
    return place('Cert:\\LocalMachine\\Root', `HTTP.SYS trusts only roots of the machine's store; the chain ends here${whose}.`); // prettier-ignore
  }
  return store === 'Root'
    ? place('Cert:\\LocalMachine\\Root', 'The answers put it there. No client of this configuration needs it.')
    : nowhere('It is a root that no client of this configuration needs.');
}

function authorityOnClient({ thumbprint, isSelfSigned }: Certificate, { clientsOf, ofServer }: Paths): Place {
  if (isSelfSigned) {
    return ofServer.has(thumbprint)
      ? place('Cert:\\CurrentUser\\Root', 'The server certificate leads to it. A public CA is there already.')
      : nowhere('The client need not trust the CA of its own certificate.');
  }
  return clientsOf.has(thumbprint)
    ? place('Cert:\\CurrentUser\\CA', 'The client sends it along with its certificate.')
    : nowhere('The server sends it in the handshake.');
}

function place(store: string, reason: string, withPrivateKey = false): Place {
  return { store, withPrivateKey, reason };
}

function nowhere(reason: string): Place {
  return { store: null, withPrivateKey: false, reason };
}

/** Returns what has to be done on the computer of each client; names of files come from ids, which no shell reads as more than a name. */
export function clientInstructions(answers: Answers, facts: Facts): ClientInstructions[] {
  const roots = placements(answers, facts).filter(({ client }) => client.store === 'Cert:\\CurrentUser\\Root');
  return facts.clients.map(({ id, certificate: { thumbprint } }) => ({
    client: id,
    thumbprint,
    steps: [
      {
        text: 'Take the PFX with the private key to the client computer, not to the server, and import it for the user who browses.',
        command: `Import-PfxCertificate -FilePath '${id}.pfx' -CertStoreLocation Cert:\\CurrentUser\\My -Password (Read-Host -AsSecureString 'Password of the PFX')`,
      },
      {
        text: 'Or double-click the PFX: Current User, the password, "Place all certificates in the following store", Personal.',
      },
      ...roots.map(({ subject, thumbprint: root }) => ({
        text: `Trust the root of the server certificate, ${subject}, unless the computer does already. Windows asks; compare the thumbprint ${root}.`,
        command: `Import-Certificate -FilePath '${root}.cer' -CertStoreLocation Cert:\\CurrentUser\\Root`,
      })),
      {
        text: 'Check that the certificate is there with its key.',
        command: `Get-Item Cert:\\CurrentUser\\My\\${thumbprint} | Format-List Subject, HasPrivateKey, NotAfter`,
      },
    ],
  }));
}
