import { useMemo } from 'react';
import type { Chain } from '../../../shared/certificates/certificate.ts';
import { serverFindings } from '../../../shared/steps/trust-check/server-rules.ts';
import { clientRootsControl } from '../../../shared/trust/client-roots.ts';
import { selfSignedRootsControl } from '../../../shared/trust/self-signed-roots.ts';
import { joinSettings, unknownSettings } from '../../../shared/trust/server-settings.ts';
import type { TrustInput } from '../../../shared/trust/trust-check.ts';
import type { Control, TrustFinding } from '../../../shared/trust/trust-findings.ts';
import { useDraft, useWizard } from '../../store/wizard-context.tsx';
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

/** Returns the two controls and what else follows from the answers and what was given; null before the first evaluation. */
export function useTrust(listings: readonly Listing[]): Trust | null {
  const { certificateImport } = useDraft();
  const evaluation = useWizard((state) => state.evaluation);
  return useMemo(() => {
    if (!evaluation) return null;
    const settings = listings.flatMap((listing) => listing.settings ?? []);
    // They came as JSON, which knows no undefined: a key is there or it is not.
    const chains = evaluation.chains as readonly Chain[];
    const { clients } = evaluation;
    const input: TrustInput = {
      at: new Date().toISOString(),
      clients: clients.length <= oneByOne ? clients : representatives(clients, chains),
      chains,
      planned: certificateImport.authorities.flatMap(({ file, store }, index) =>
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
  }, [evaluation, certificateImport.authorities, listings]);
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
