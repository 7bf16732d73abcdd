import { isValidAt } from '../../certificates/judge.ts';
import { listNames } from '../../text/list-names.ts';
import { issuerListOctets, longestIssuerList } from '../../trust/issuer-list.ts';
import { hasOtherIssuer, isStore, type ListedCertificate } from '../../trust/store-listing.ts';
import type { TrustInput } from '../../trust/trust-check.ts';
import type { TrustEvidence, TrustFinding } from '../../trust/trust-findings.ts';
import { mostEvidence } from '../../trust/control-state.ts';
import { moving, nothingChanged, restoring } from '../../trust/store-commands.ts';
import { serverFinding } from './server-text.en.ts';

/** Every rule of step 4 about listings and settings of the server. */
export function serverFindings(input: TrustInput): TrustFinding[] {
  return [...storeFindings(input), ...keyFindings(input), ...settingFindings(input)];
}

/** Thumbprints of all certificates on a path of a client. */
function onPaths({ clients, chains }: TrustInput): ReadonlySet<string> {
  const ofClients = clientThumbprints(clients);
  const paths = chains.filter(({ of }) => ofClients.has(of)).flatMap((chain) => chain.paths);
  return new Set([...ofClients, ...paths.flatMap(({ thumbprints }) => thumbprints)]);
}

function clientThumbprints(clients: TrustInput['clients']): ReadonlySet<string> {
  return new Set(clients.map(({ certificate }) => certificate.thumbprint));
}

function storeFindings(input: TrustInput): TrustFinding[] {
  const inStore = (name: string) => input.listed.filter(({ store }) => isStore(store, name));
  const used = onPaths(input);
  const isUsed = ({ thumbprint }: ListedCertificate) => used.has(thumbprint);
  const roots = inStore('Root');
  const ofClients = clientThumbprints(input.clients);
  const leaves = roots.filter((entry) => isLeaf(entry, ofClients));
  const foreign = roots.filter((entry) => isForeign(entry) && !leaves.includes(entry));
  const renamed = foreign.filter((entry) => hasOtherIssuer(entry) === false);
  const issued = foreign.filter((entry) => hasOtherIssuer(entry) !== false);
  const expired = roots.filter(({ certificate }) => certificate !== null && !isValidAt(certificate, input.at));
  const [expiredInUse, expiredOthers] = [expired.filter(isUsed), expired.filter((entry) => !isUsed(entry))];
  const selfSignedInCa = inStore('CA').filter((entry) => isForeign(entry) === false);
  const disallowed = inStore('Disallowed').filter(isUsed);
  const back = (entries: readonly ListedCertificate[]) => moving(entries.map(thumbprintOf), 'CA', 'Root');
  return [
    ...about(issued, 'It did not sign itself.', 'intermediate-in-root', back),
    ...about(renamed, 'Its signature does not verify with its own key.', 'renamed-issuer-in-root', back),
    ...about(leaves, 'It may issue no certificates.', 'leaf-in-root', (entries) => restoring(entries.map(thumbprintOf), 'Root')),
    ...about(selfSignedInCa, 'It is self-signed.', 'root-in-ca', (entries) => moving(entries.map(thumbprintOf), 'Root', 'CA')),
    ...about(expiredInUse, 'It is outside its period of validity.', 'root-expired', () => 'Remove the renewed root again: Remove-Item Cert:\\LocalMachine\\Root\\THUMBPRINT'),
    ...about(expiredOthers, 'It is outside its period of validity.', 'expired-roots', (entries) => restoring(entries.map(thumbprintOf), 'Root')),
    ...about(disallowed, 'It is disallowed.', 'disallowed', (entries) => restoring(entries.map(thumbprintOf), 'Disallowed')),
    ...issuerListFinding(input, roots),
  ]; // prettier-ignore
}

function thumbprintOf({ thumbprint }: ListedCertificate): string {
  return thumbprint;
}

/** A client's certificate is none of a CA, even where only its name is listed. */
function isLeaf({ certificate, thumbprint }: ListedCertificate, ofClients: ReadonlySet<string>): boolean {
  return ofClients.has(thumbprint) || (certificate !== null && !certificate.isCertificateAuthority);
}

/** Returns whether a certificate was not signed by itself, by its signature where that is known; null where nothing is. */
function isForeign(entry: ListedCertificate): boolean | null {
  return entry.certificate ? !entry.certificate.isSelfSigned : hasOtherIssuer(entry);
}

type StoreFinding =
  | 'intermediate-in-root'
  | 'renamed-issuer-in-root'
  | 'leaf-in-root'
  | 'root-in-ca'
  | 'root-expired'
  | 'expired-roots'
  | 'disallowed'
  | 'client-key-on-server';

function about(
  entries: readonly ListedCertificate[],
  says: string,
  problem: StoreFinding,
  undo: (entries: readonly ListedCertificate[]) => string,
): TrustFinding[] {
  if (entries.length === 0) return [];
  const subjects = listNames(entries.map(({ subject, thumbprint }) => subject ?? thumbprint));
  const evidence = entries.slice(0, mostEvidence).map(({ file, store, subject, thumbprint }): TrustEvidence => {
    return { from: file, store, ...(subject !== null && { subject }), thumbprint, says };
  });
  return [{ ...serverFinding(problem, { subjects }), evidence, undo: undo(entries) }];
}

/** A client's private key on the server lets the server, and whoever gets into it, log on as the client elsewhere. */
function keyFindings({ listed, clients }: TrustInput): TrustFinding[] {
  const ofClients = clientThumbprints(clients);
  const withKey = listed.filter(({ thumbprint, hasPrivateKey }) => hasPrivateKey === true && ofClients.has(thumbprint));
  return about(withKey, 'Its private key is on the server.', 'client-key-on-server', () => 'Import the PFX again: Import-PfxCertificate -FilePath CLIENT.pfx -CertStoreLocation Cert:\\LocalMachine\\STORE'); // prettier-ignore
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
    const undo = `Remove-Item Cert:\\LocalMachine\\${ctlStore}\\THUMBPRINT for each that was added.`;
    findings.push({ ...serverFinding('ctl-store', { store: ctlStore }), evidence, undo });
  }
  if (features.get('web-client-auth') === true) {
    const isRightOneMissing = features.get('web-cert-auth') === false;
    const evidence = [{ from: 'settings', says: 'Web-Client-Auth is installed.' }];
    const undo = isRightOneMissing ? 'Uninstall-WindowsFeature Web-Cert-Auth' : nothingChanged;
    findings.push({ ...serverFinding('wrong-feature', { isRightOneMissing }), evidence, undo });
  }
  return findings;
}
