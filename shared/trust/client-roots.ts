import type { Certificate, Chain } from '../certificates/certificate.ts';
import { listNames } from '../text/list-names.ts';
import { isFiltered, isSameListedName, isStore } from './store-listing.ts';
import { nothingChanged } from './store-commands.ts';
import type { TrustInput } from './trust-check.ts';
import type { Control, ControlState, TrustEvidence } from './trust-findings.ts';
import { exclusiveTrustControl } from './exclusive-trust.ts';
import { mostEvidence, worst } from './control-state.ts';

interface Verdict {
  readonly state: ControlState;
  readonly evidence: TrustEvidence;
  /** Thumbprint of a root that is known and not there. */
  readonly absent: string | null;
}

/**
 * Returns Control 1 of the walkthrough: whether the root of each client is in Trusted Root of the server, or what takes
 * its place there.
 */
export function clientRootsControl(input: TrustInput): Control {
  return exclusiveTrustControl(input) ?? machineTrustControl(input);
}

function machineTrustControl(input: TrustInput): Control {
  const chains = new Map(input.chains.map((chain) => [chain.of, chain]));
  const verdicts = input.clients.map(({ id, certificate }) =>
    clientVerdict(id, certificate, chains.get(certificate.thumbprint), input),
  );
  const byStore = otherStore(input);
  const state = byStore !== null ? 'not-known' : worst(verdicts.map((verdict) => verdict.state));
  const absent = [...new Set(verdicts.flatMap((verdict) => verdict.absent ?? []))];
  return {
    id: 'client-roots',
    title: 'The root of every client certificate is in Trusted Root of the server',
    state,
    detail: byStore ?? detailOf(state, input, verdicts),
    evidence: verdicts
      .toSorted((left, right) => rank(left) - rank(right))
      .slice(0, mostEvidence)
      .map(({ evidence }) => evidence),
    fix:
      absent.length > 0
        ? `Check that the root may be trusted for everything, then on the server as administrator: Import-Certificate -FilePath ROOT.cer -CertStoreLocation Cert:\\LocalMachine\\Root. Or add it under authorities with the store Root.`
        : state === 'not-known'
          ? "Give the listing of the server's store: Get-ChildItem Cert:\\LocalMachine\\Root | Format-List * , or certutil -store Root, or an export as P7B."
          : 'Nothing to do.',
    undo:
      absent.length > 0
        ? absent.map((each) => `Remove-Item Cert:\\LocalMachine\\Root\\${each}`).join('\n')
        : nothingChanged,
    certainty: 'documented',
    source: 'Microsoft Learn: 403.16 client certificate is untrusted (KB942061)',
  };
}

function rank({ state }: Verdict): number {
  return ['fail', 'not-known', 'pass'].indexOf(state);
}

/** Returns why Trusted Root does not decide on this server, or null when it does. */
function otherStore({ settings: { ctlStore } }: TrustInput): string | null {
  return ctlStore !== null && ctlStore !== ''
    ? `The binding names the store ${ctlStore} for its issuers, so Trusted Root alone does not decide.`
    : null;
}

function detailOf(state: ControlState, { clients }: TrustInput, verdicts: readonly Verdict[]): string {
  if (clients.length === 0) return 'There is no client certificate to look at.';
  const failed = clients.filter((_, index) => verdicts[index]?.state === 'fail').map(({ id }) => id);
  const unknown = clients.filter((_, index) => verdicts[index]?.state === 'not-known').map(({ id }) => id);
  switch (state) {
    case 'pass':
      return 'Every client leads to a root that is there, or that is put there by this configuration.';
    case 'fail':
      return `The root of ${listNames(failed)} is missing: IIS answers 403.16.`;
    case 'not-known':
      return `No file that was given shows it for ${listNames(unknown)}.`;
  }
}

function clientVerdict(id: string, certificate: Certificate, chain: Chain | undefined, input: TrustInput): Verdict {
  const rootStore = input.listed.filter(({ store }) => isStore(store, 'Root'));
  const plannedRoots = input.planned.filter(({ store }) => store === 'Root');
  const complete = chain?.paths.filter((path) => path.complete) ?? [];
  const ends = [...new Set(complete.flatMap(({ thumbprints }) => thumbprints.at(-1) ?? []))];
  for (const end of ends) {
    const there = rootStore.find(({ thumbprint }) => thumbprint === end);
    if (there) {
      const says = `"${id}" leads to it, and it is in the store.`;
      return verdict('pass', { from: there.file, store: 'Root', ...named(there.subject, end), says });
    }
    const planned = plannedRoots.find((each) => each.certificate.thumbprint === end);
    if (planned) {
      const says = `"${id}" leads to it, and this configuration puts it into the store.`;
      return verdict('pass', { from: planned.file, store: 'Root', ...named(planned.certificate.subject, end), says });
    }
  }
  const isWhole = rootStore.length > 0 && !isFiltered(rootStore);
  const [end] = ends;
  if (end !== undefined) {
    const subject = chain?.of === end ? certificate.subject : subjectOf(end, input);
    return isWhole
      ? verdict(
          'fail',
          {
            from: rootStore[0]?.file ?? '',
            store: 'Root',
            ...named(subject, end),
            says: `"${id}" leads to it, and it is not in the store.`,
          },
          end,
        )
      : verdict('not-known', {
          from: 'answers',
          ...named(subject, end),
          says: `"${id}" leads to it; whether it is in Trusted Root is not known.`,
        });
  }
  const missing = chain?.missing[0]?.issuer ?? certificate.issuer;
  const namesake = rootStore.find(({ subject }) => subject !== null && isSameListedName(subject, missing));
  if (namesake) {
    const says = `"${id}" leads to a CA of this name. A name alone does not say that it is the same key; bring the certificate itself among the authorities.`;
    return verdict('not-known', {
      from: namesake.file,
      store: 'Root',
      ...named(namesake.subject, namesake.thumbprint),
      says,
    });
  }
  return verdict('not-known', {
    from: 'answers',
    subject: missing,
    says: `"${id}" needs this CA, which is among neither the answers nor the listings.`,
  });
}

function verdict(state: ControlState, evidence: TrustEvidence, absent: string | null = null): Verdict {
  return { state, evidence, absent };
}

function named(subject: string | null, thumbprint: string): Pick<TrustEvidence, 'subject' | 'thumbprint'> {
  return { ...(subject !== null && { subject }), thumbprint };
}

function subjectOf(thumbprint: string, { listed, planned, clients }: TrustInput): string | null {
  const known = [...planned, ...clients].find(({ certificate }) => certificate.thumbprint === thumbprint);
  return known?.certificate.subject ?? listed.find((each) => each.thumbprint === thumbprint)?.subject ?? null;
}
