import type { Finding } from '../../api/finding.ts';
import { isValidAt } from '../../certificates/judge.ts';
import { listNames } from '../../text/list-names.ts';
import { issuerListOctets, longestIssuerList } from '../../trust/issuer-list.ts';
import { hasOtherIssuer, isStore, type ListedCertificate } from '../../trust/store-listing.ts';
import type { TrustInput } from '../../trust/trust-check.ts';
import type { TrustEvidence, TrustFinding } from '../../trust/trust-findings.ts';
import { mostEvidence } from '../../trust/trust-findings.ts';
import { serverFinding } from './server-text.en.ts';

const nothingChanged = 'Nothing was changed.';

/** Every rule of step 4 about listings and settings of the server. */
export function serverFindings(input: TrustInput): TrustFinding[] {
  return [...storeFindings(input), ...settingFindings(input)];
}

/** Thumbprints of all certificates on a path of a client. */
function onPaths({ clients, chains }: TrustInput): ReadonlySet<string> {
  const ofClients = new Set(clients.map(({ certificate }) => certificate.thumbprint));
  const paths = chains.filter(({ of }) => ofClients.has(of)).flatMap((chain) => chain.paths);
  return new Set([...ofClients, ...paths.flatMap(({ thumbprints }) => thumbprints)]);
}

function storeFindings(input: TrustInput): TrustFinding[] {
  const inStore = (name: string) => input.listed.filter(({ store }) => isStore(store, name));
  const used = onPaths(input);
  const isUsed = ({ thumbprint }: ListedCertificate) => used.has(thumbprint);
  const roots = inStore('Root');
  const foreign = roots.filter((entry) => isForeign(entry));
  const [renamed, issued] = [foreign.filter((entry) => hasOtherIssuer(entry) === false), foreign.filter((entry) => hasOtherIssuer(entry) !== false)]; // prettier-ignore
  const expired = roots.filter(({ certificate }) => certificate !== null && !isValidAt(certificate, input.at));
  const selfSignedInCa = inStore('CA').filter((entry) => isForeign(entry) === false);
  const disallowed = inStore('Disallowed').filter(isUsed);
  return [
    ...about(issued, 'It did not sign itself.', (subjects) => serverFinding('intermediate-in-root', { subjects }), moves(issued, 'CA', 'Root')),
    ...about(renamed, 'Its signature does not verify with its own key.', (subjects) => serverFinding('renamed-issuer-in-root', { subjects }), moves(renamed, 'CA', 'Root')),
    ...about(selfSignedInCa, 'It is self-signed.', (subjects) => serverFinding('root-in-ca', { subjects }), nothingChanged),
    ...about(expired.filter(isUsed), 'It is outside its period of validity.', (subjects) => serverFinding('root-expired', { subjects }), nothingChanged),
    ...about(expired.filter((entry) => !isUsed(entry)), 'It is outside its period of validity.', (subjects) => serverFinding('expired-roots', { subjects }), nothingChanged),
    ...about(disallowed, 'It is disallowed.', (subjects) => serverFinding('disallowed', { subjects }), nothingChanged),
    ...issuerListFinding(input, roots),
  ]; // prettier-ignore
}

/** Returns whether a certificate was not signed by itself, by its signature where that is known; null where nothing is. */
function isForeign(entry: ListedCertificate): boolean | null {
  return entry.certificate ? !entry.certificate.isSelfSigned : hasOtherIssuer(entry);
}

function about(
  entries: readonly ListedCertificate[],
  says: string,
  finding: (subjects: string) => Finding,
  undo: string,
): TrustFinding[] {
  if (entries.length === 0) return [];
  const subjects = listNames(entries.map(({ subject, thumbprint }) => subject ?? thumbprint));
  const evidence = entries.slice(0, mostEvidence).map(({ file, store, subject, thumbprint }): TrustEvidence => {
    return { from: file, store, ...(subject !== null && { subject }), thumbprint, says };
  });
  return [{ ...finding(subjects), evidence, undo }];
}

function moves(entries: readonly ListedCertificate[], from: string, to: string): string {
  const path = (store: string) => `Cert:\\LocalMachine\\${store}`;
  return entries.map(({ thumbprint }) => `Move-Item ${path(from)}\\${thumbprint} -Destination ${path(to)}`).join('\n');
}

function issuerListFinding({ listed, settings }: TrustInput, roots: readonly ListedCertificate[]): TrustFinding[] {
  const { ctlStore, sendTrustedIssuerList } = settings;
  const name = ctlStore !== null && ctlStore !== '' ? ctlStore : 'ClientAuthIssuer';
  const dedicated = listed.filter(({ store }) => isStore(store, name));
  const sent = dedicated.length > 0 ? dedicated : roots;
  const octets = issuerListOctets(sent);
  if (octets <= longestIssuerList || sendTrustedIssuerList === 0) return [];
  const isSent = sendTrustedIssuerList === null ? null : sendTrustedIssuerList !== 0;
  const [first] = sent;
  const says = `${sent.length} names, about ${octets} bytes.`;
  return [
    {
      ...serverFinding('issuer-list-too-long', { kilobytes: Math.ceil(octets / 1024), isSent }, undefined, isSent === true ? 'warning' : 'information'),
      evidence: first ? [{ from: first.file, store: first.store, says }] : [],
      undo: 'Set SendTrustedIssuerList to what it was.',
    },
  ]; // prettier-ignore
}

function settingFindings({ settings }: TrustInput): TrustFinding[] {
  const { sendTrustedIssuerList, clientAuthTrustMode, ctlStore, features } = settings;
  const setting = (name: string, value: number | string) => [{ from: 'settings', says: `${name} is ${value}.` }];
  const findings: TrustFinding[] = [];
  if (sendTrustedIssuerList !== null && sendTrustedIssuerList !== 0) {
    const evidence = setting('SendTrustedIssuerList', sendTrustedIssuerList);
    findings.push({
      ...serverFinding('issuer-list-sent', {}),
      evidence,
      undo: 'Set SendTrustedIssuerList to 1 again.',
    });
  }
  if (clientAuthTrustMode === 1 || clientAuthTrustMode === 2) {
    const evidence = setting('ClientAuthTrustMode', clientAuthTrustMode);
    const undo = `Set ClientAuthTrustMode to ${clientAuthTrustMode} again.`;
    findings.push({ ...serverFinding('client-auth-trust-mode', { mode: clientAuthTrustMode }), evidence, undo });
  }
  if (ctlStore !== null && ctlStore !== '') {
    const evidence = setting('The store of issuers', ctlStore);
    findings.push({ ...serverFinding('ctl-store', { store: ctlStore }), evidence, undo: nothingChanged });
  }
  if (features.get('web-client-auth') === true) {
    const isRightOneMissing = features.get('web-cert-auth') === false;
    const evidence = [{ from: 'settings', says: 'Web-Client-Auth is installed.' }];
    const undo = isRightOneMissing ? 'Uninstall-WindowsFeature Web-Cert-Auth' : nothingChanged;
    findings.push({ ...serverFinding('wrong-feature', { isRightOneMissing }), evidence, undo });
  }
  return findings;
}
