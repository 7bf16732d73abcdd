import type { Chain } from '../certificates/certificate.ts';
import { mostEvidence, worst } from './control-state.ts';
import { hasOtherIssuer, isStore, type ListedCertificate } from './store-listing.ts';
import { nothingChanged } from './store-commands.ts';
import type { TrustInput } from './trust-check.ts';
import type { Control, ControlState, TrustEvidence } from './trust-findings.ts';

/**
 * Returns Control 1 where SCHANNEL's ClientAuthTrustMode is 1 or 2: then not Trusted Root decides, but the store of
 * issuers that the binding names, else Client Authentication Issuers. Null where machine trust decides.
 */
export function exclusiveTrustControl(input: TrustInput): Control | null {
  const { clientAuthTrustMode: mode, ctlStore } = input.settings;
  if (mode !== 1 && mode !== 2) return null;
  const store = ctlStore !== null && ctlStore !== '' ? ctlStore : 'ClientAuthIssuer';
  const what = mode === 1 ? 'root' : 'root or an intermediate';
  const inStore = input.listed.filter((entry) => isStore(entry.store, store));
  const accepted = mode === 1 ? inStore.filter((entry) => !isIssuedByAnother(entry)) : inStore;
  const verdicts = input.clients.map(({ id, certificate: { thumbprint } }) => {
    const chain = input.chains.find(({ of }) => of === thumbprint);
    return verdictOf(id, thumbprint, chain, accepted, inStore.length > 0);
  });
  const state = worst(verdicts.map((verdict) => verdict.state));
  return {
    id: 'client-roots',
    title: `A ${what} of every client certificate is in the store ${store} of the server`,
    state,
    detail: `ClientAuthTrustMode is ${mode}: the chain of a client must lead to a ${what} of the store ${store}, so Trusted Root alone does not decide. ${outcomes[state]}`,
    evidence: verdicts.map(({ evidence }) => evidence).slice(0, mostEvidence),
    fix:
      state === 'fail'
        ? `On the server as administrator: Import-Certificate -FilePath CA.cer -CertStoreLocation Cert:\\LocalMachine\\${store}. Or set ClientAuthTrustMode to 0.`
        : state === 'not-known'
          ? `Give the listing of that store: Get-ChildItem Cert:\\LocalMachine\\${store} | Format-List *`
          : 'Nothing to do.',
    undo: state === 'fail' ? `Remove-Item Cert:\\LocalMachine\\${store}\\THUMBPRINT` : nothingChanged,
    certainty: 'documented',
    source: 'Microsoft Learn: Overview of TLS - SSL (Schannel SSP)',
  };
}

const outcomes: Readonly<Record<ControlState, string>> = {
  pass: 'That is so for every client.',
  fail: 'It is not so: IIS answers 403.16.',
  'not-known': 'No file that was given shows it.',
};

function isIssuedByAnother(entry: ListedCertificate): boolean {
  return entry.certificate ? !entry.certificate.isSelfSigned : hasOtherIssuer(entry) === true;
}

function verdictOf(
  id: string,
  thumbprint: string,
  chain: Chain | undefined,
  accepted: readonly ListedCertificate[],
  isListed: boolean,
): { state: ControlState; evidence: TrustEvidence } {
  const above = new Set([thumbprint, ...(chain?.paths ?? []).flatMap(({ thumbprints }) => thumbprints)]);
  const there = accepted.find((entry) => above.has(entry.thumbprint));
  if (there) {
    const { file, store, subject } = there;
    const says = `"${id}" leads to it, and it is in the store.`;
    const evidence = { from: file, store, ...(subject !== null && { subject }), thumbprint: there.thumbprint, says };
    return { state: 'pass', evidence };
  }
  // Where the chain is not whole, what is missing of it may be in the store.
  const isKnown = isListed && chain?.paths.some(({ complete }) => complete) === true;
  const says = isKnown ? `"${id}" leads to nothing in the store.` : `Where "${id}" leads to is not known.`;
  return { state: isKnown ? 'fail' : 'not-known', evidence: { from: 'answers', thumbprint, says } };
}
