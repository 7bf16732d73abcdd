import type { Chain } from '../../../shared/certificates/certificate.ts';
import { serverFindings } from '../../../shared/steps/trust-check/server-rules.ts';
import { clientRootsControl } from '../../../shared/trust/client-roots.ts';
import { selfSignedRootsControl } from '../../../shared/trust/self-signed-roots.ts';
import { joinSettings, unknownSettings } from '../../../shared/trust/server-settings.ts';
import type { TrustInput } from '../../../shared/trust/trust-check.ts';
import type { Control, TrustFinding } from '../../../shared/trust/trust-findings.ts';
import type { Draft } from '../../../shared/wizard/draft.ts';
import type { Evaluation } from '../../../shared/wizard/session-calls.ts';
import type { Listing } from './read-listing.ts';

export interface Trust {
  input: TrustInput;
  controls: readonly [Control, Control];
  findings: readonly TrustFinding[];
  /** How many clients there are; `input` has fewer when many of them share their chain. */
  clients: number;
}

/** Up to here each client is looked at by itself. */
const oneByOne = 200;

/** Returns the two controls and what else follows from an evaluation of answers with these authorities and what was given. */
export function trustOf(
  evaluation: Pick<Evaluation, 'chains' | 'clients' | 'authorities'>,
  authorities: Draft['certificateImport']['authorities'],
  listings: readonly Listing[],
): Trust {
  const settings = listings.flatMap((listing) => listing.settings ?? []);
  const chains = throughStores(evaluation.chains, listings);
  const { clients } = evaluation;
  const input: TrustInput = {
    at: new Date().toISOString(),
    clients: clients.length <= oneByOne ? clients : representatives(clients, chains),
    chains,
    planned: authorities.flatMap(({ file, store }, index) =>
      (evaluation.authorities[index] ?? []).map((certificate) => ({ store, file, certificate })),
    ),
    listed: listings.flatMap(({ certificates }) => certificates),
    settings: settings.reduce(joinSettings, unknownSettings),
  };
  return {
    input,
    controls: [clientRootsControl(input), selfSignedRootsControl(input)],
    findings: serverFindings(input),
    clients: clients.length,
  };
}

/** The chains of the answers; where the server's own stores are known, those of the clients through them. */
function throughStores(chains: readonly Chain[], listings: readonly Listing[]): readonly Chain[] {
  const read = listings.flatMap(({ reading }) => reading?.chains ?? []);
  if (read.length === 0) return chains;
  return [...new Map([...chains, ...read].map((chain) => [chain.of, chain])).values()];
}

/** One client of each chain: those of one CA have one answer. */
function representatives(clients: TrustInput['clients'], chains: readonly Chain[]): TrustInput['clients'] {
  const byThumbprint = new Map(chains.map((chain) => [chain.of, chain]));
  const first = new Map<string, TrustInput['clients'][number]>();
  for (const client of clients) {
    const { thumbprint, issuer } = client.certificate;
    const chain = byThumbprint.get(thumbprint);
    const above = chain?.paths.map(({ thumbprints, complete }) => `${complete} ${thumbprints.slice(1).join(' ')}`);
    const key = JSON.stringify([above, chain?.missing[0]?.issuer ?? issuer]);
    if (!first.has(key)) first.set(key, client);
  }
  return [...first.values()];
}
