import { hasOtherIssuer, isFiltered, isStore, type ListedCertificate } from './store-listing.ts';
import { moving, nothingChanged } from './store-commands.ts';
import type { TrustInput } from './trust-check.ts';
import type { Control, ControlState, TrustEvidence } from './trust-findings.ts';
import { mostEvidence } from './control-state.ts';

/** Whether a certificate signed itself, and how that is known. */
interface Judged {
  readonly entry: ListedCertificate;
  readonly isSelfSigned: boolean | null;
  readonly basis: 'signature' | 'names';
}

/**
 * Returns Control 2 of the walkthrough: whether Trusted Root holds self-signed certificates only. The signature decides
 * where the certificate itself is there; otherwise its names do, and the answer says so.
 */
export function selfSignedRootsControl(input: TrustInput): Control {
  const listed = input.listed.filter(({ store }) => isStore(store, 'Root'));
  const entries = [...listed, ...plannedEntries(input)];
  const judged = entries.map(judge);
  const bad = judged.filter(({ isSelfSigned }) => isSelfSigned === false);
  const unknown = judged.filter(({ isSelfSigned }) => isSelfSigned === null);
  const byName = judged.filter(({ basis, isSelfSigned }) => basis === 'names' && isSelfSigned === true);
  const state: ControlState =
    bad.length > 0 ? 'fail' : listed.length === 0 || unknown.length > 0 ? 'not-known' : 'pass';
  return {
    id: 'self-signed-roots',
    title: 'Trusted Root of the server holds self-signed certificates only',
    state,
    detail: detailOf(state, listed, bad.length, unknown.length, byName.length),
    evidence: [...bad, ...unknown].slice(0, mostEvidence).map(evidenceOf),
    fix: bad.length > 0 ? moves(bad, 'Root', 'CA') : state === 'pass' ? 'Nothing to do.' : giveListing,
    undo: bad.length > 0 ? moves(bad, 'CA', 'Root') : nothingChanged,
    certainty: state === 'pass' && byName.length > 0 ? 'inferred' : 'documented',
    source: 'Microsoft Learn: Error 403.7 or 403.16 (KB2802568)',
    ...(listed.length > 0 && { classic: classicAnswer(listed) }),
  };
}

const giveListing =
  "Give the listing of the server's store: an export of Trusted Root as P7B says most; the output of Get-ChildItem Cert:\\LocalMachine\\Root | Format-List * or certutil -store Root says the names.";

function plannedEntries({ planned }: TrustInput): ListedCertificate[] {
  return planned
    .filter(({ store }) => store === 'Root')
    .map(({ certificate, file }) => ({
      store: 'Root',
      thumbprint: certificate.thumbprint,
      subject: certificate.subject,
      issuer: certificate.issuer,
      certificate,
      file,
    }));
}

function judge(entry: ListedCertificate): Judged {
  if (entry.certificate) return { entry, isSelfSigned: entry.certificate.isSelfSigned, basis: 'signature' };
  const isOther = hasOtherIssuer(entry);
  return { entry, isSelfSigned: isOther === null ? null : !isOther, basis: 'names' };
}

function detailOf(
  state: ControlState,
  listed: readonly ListedCertificate[],
  bad: number,
  unknown: number,
  byName: number,
): string {
  switch (state) {
    case 'fail': {
      const count = bad === 1 ? 'One certificate' : `${bad} certificates`;
      const rest = isFiltered(listed) ? ' The listing shows such certificates only.' : '';
      return `${count} in Trusted Root did not sign itself. One is enough to break every client certificate login of the machine (403.16, or 403.7).${rest}`;
    }
    case 'pass':
      return byName > 0
        ? `By their names: ${byName} of ${listed.length} certificates were listed without their bytes, so their signatures could not be verified.`
        : listed.length === 1
          ? 'The one certificate verifies with its own key.'
          : `All ${listed.length} certificates verify with their own keys.`;
    case 'not-known':
      return listed.length === 0
        ? 'No file that was given shows the Trusted Root store of the server.'
        : `${unknown} of ${listed.length} certificates were listed without issuer and subject.`;
  }
}

function evidenceOf({ entry, isSelfSigned, basis }: Judged): TrustEvidence {
  const { subject, issuer, thumbprint, file, store } = entry;
  const base = { from: file, store, ...(subject !== null && { subject }), thumbprint };
  if (isSelfSigned === null) return { ...base, says: 'Issuer and subject were not listed.' };
  const classic = hasOtherIssuer(entry);
  const by = issuer === null ? '' : ` It was issued by ${issuer}.`;
  if (basis === 'names') return { ...base, says: `Issuer and subject differ.${by}` };
  return {
    ...base,
    says:
      classic === false
        ? 'Issuer and subject have one name, but its signature does not verify with its own key: the classic command does not show it.'
        : `Its signature does not verify with its own key.${by}`,
  };
}

function moves(bad: readonly Judged[], from: string, to: string): string {
  return moving(
    bad.map(({ entry }) => entry.thumbprint),
    from,
    to,
  );
}

/** What `Where-Object {$_.Issuer -ne $_.Subject}` shows of these certificates. */
function classicAnswer(listed: readonly ListedCertificate[]): { state: ControlState; detail: string } {
  const shown = listed.filter((entry) => hasOtherIssuer(entry) === true);
  const unknown = listed.filter((entry) => hasOtherIssuer(entry) === null).length;
  if (shown.length > 0) return { state: 'fail', detail: `The classic command shows ${shown.length} of them.` };
  return unknown > 0
    ? { state: 'not-known', detail: 'Without issuer and subject nobody can say what the classic command shows.' }
    : { state: 'pass', detail: 'The classic command shows none: it compares the names of issuer and subject only.' };
}
