import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../shared/api/reply.ts';
import type { Transport } from '../../../shared/api/transport.ts';
import type { Certificate, Chain } from '../../../shared/certificates/certificate.ts';
import type { ServerReading } from '../../../shared/trust/server-reading.ts';
import { newDraft } from '../../../shared/wizard/draft.ts';
import { createWizardStore } from '../../store/wizard-store.ts';
import { describeListing, listingsFor, readThisServer } from './listings.ts';
import { trustOf } from './trust-of.ts';

const certificateOf = (sign: string, subject: string, issuer: string) =>
  ({
    thumbprint: sign.repeat(40),
    subject,
    issuer,
    isSelfSigned: subject === issuer,
    isCertificateAuthority: subject !== 'CN=Alice',
    notBefore: '2020-01-01T00:00:00.000Z',
    notAfter: '2099-01-01T00:00:00.000Z',
  }) as Certificate;
const root = certificateOf('A', 'CN=Root', 'CN=Root');
const issuing = certificateOf('B', 'CN=Issuing', 'CN=Root');
const alice = certificateOf('C', 'CN=Alice', 'CN=Issuing');

const chain = (certificates: readonly Certificate[], complete: boolean): Chain => ({
  of: alice.thumbprint,
  paths: [{ thumbprints: certificates.map(({ thumbprint }) => thumbprint), complete, problems: [] }],
  missing: complete ? [] : [{ issuer: 'CN=Issuing' }],
});
/** As the answers know her: without her authorities. */
const evaluation = {
  chains: [chain([alice], false)],
  clients: [{ id: 'alice', certificate: alice }],
  authorities: [],
};

const stored = (store: 'Root' | 'CA' | 'My', certificate: Certificate, hasPrivateKey = false) => {
  return { store, thumbprint: certificate.thumbprint, certificate, hasPrivateKey };
};
const reading: ServerReading = {
  readAt: '2026-11-25T10:00:00.000Z',
  certificates: [stored('Root', root), stored('CA', issuing)],
  settings: {
    sendTrustedIssuerList: 0,
    clientAuthTrustMode: 0,
    ctlStore: '',
    features: [{ name: 'Web-Cert-Auth', isInstalled: true }],
  },
  chains: [chain([alice, issuing, root], true)],
  notTold: [],
};
const refused = { code: 'windows.not-answering', title: 'T', detail: 'D', fix: 'F' };

async function somePage(reply: (input: { again: boolean }) => unknown) {
  const replies: Record<string, (input: { answers?: object; again: boolean }) => unknown> = {
    begin: ({ answers }) => succeed({ answers, revision: 1, isDirty: false, isPractice: false, files: [] }),
    evaluate: () => succeed({ ...evaluation, problems: [], findings: [] }),
    readStores: reply,
  };
  const call = (_: string, name: string, input: never) => Promise.resolve(replies[name]?.(input));
  const store = createWizardStore({ call } as unknown as Transport);
  await store.getState().begin(newDraft('server-2022'));
  return { store, given: () => listingsFor(store).getState() };
}

const states = (page: Awaited<ReturnType<typeof somePage>>) =>
  trustOf(evaluation, [], page.given().listings).controls.map(({ state }) => state);

describe('the server that the program runs on', () => {
  it('answers both controls and the settings with its own stores, and names itself as the source', async () => {
    const page = await somePage(() => succeed(reading));
    expect(states(page)).toEqual(['not-known', 'not-known']);
    const said = await readThisServer(page.store, false);
    expect(said).toBe(
      'This server, read on 2026-11-25 at 10:00:00 UTC: 2 certificates of Root, CA, and settings of the server.',
    );
    expect(states(page)).toEqual(['pass', 'pass']);
    const { input, controls } = trustOf(evaluation, [], page.given().listings);
    expect(controls[0].evidence[0]?.from).toBe('This server, read on 2026-11-25 at 10:00:00 UTC');
    expect(input.settings).toMatchObject({ sendTrustedIssuerList: 0, clientAuthTrustMode: 0 });
    expect(input.settings.features.get('web-cert-auth')).toBe(true);
  });

  it('fails them where a root is missing, or is none', async () => {
    const page = await somePage(() => succeed({ ...reading, certificates: [stored('Root', issuing)], chains: [] }));
    await readThisServer(page.store, false);
    expect(states(page)).toEqual(['not-known', 'fail']);
    const certificates = [stored('Root', certificateOf('D', 'CN=Other', 'CN=Other')), stored('CA', issuing)];
    const other = await somePage(() => succeed({ ...reading, certificates }));
    await readThisServer(other.store, false);
    expect(states(other)).toEqual(['fail', 'pass']);
  });

  it('does not know of a certificate that cannot be read, and finds the key of a client', async () => {
    const unreadable = { store: 'Root', thumbprint: 'E'.repeat(40), certificate: null, hasPrivateKey: false } as const;
    const certificates = [...reading.certificates, unreadable, stored('My', alice, true)];
    const page = await somePage(() => succeed({ ...reading, certificates }));
    await readThisServer(page.store, false);
    expect(states(page)).toEqual(['pass', 'not-known']);
    const { findings } = trustOf(evaluation, [], page.given().listings);
    expect(findings.map(({ code }) => code)).toContain('trust-check.client-key-on-server');
  });

  it('is read again in the place of what was read before', async () => {
    const asked: boolean[] = [];
    const page = await somePage(({ again }) => {
      asked.push(again);
      return succeed({ ...reading, readAt: again ? '2026-11-25T11:00:00.000Z' : reading.readAt });
    });
    await readThisServer(page.store, false);
    await readThisServer(page.store, true);
    expect(asked).toEqual([false, true]);
    expect(page.given().listings.map((listing) => `${listing.name}: ${describeListing(listing)}`)).toEqual([
      'This server, read on 2026-11-25 at 11:00:00 UTC: 2 certificates of Root, CA, and settings of the server',
    ]);
  });

  it('leaves what was read where it cannot be read again, and says why', async () => {
    const page = await somePage(({ again }) => (again ? fail(refused) : succeed(reading)));
    await readThisServer(page.store, false);
    expect(await readThisServer(page.store, true)).toBe('T. D F');
    expect(page.given()).toMatchObject({ problem: 'T. D F', isReading: false });
    expect(states(page)).toEqual(['pass', 'pass']);
  });

  it('stays with its document, whatever is changed or asked for anew in it', async () => {
    const page = await somePage(() => succeed(reading));
    await readThisServer(page.store, false);
    for (let site = 1; site <= 250; site += 1) {
      page.store
        .getState()
        .change(null, (draft) => ({ ...draft, sslRequire: { ...draft.sslRequire, site: `${site}` } }));
    }
    page.store.setState({ evaluation: null });
    expect(page.given().listings).toHaveLength(1);
    page.store.getState().undo();
    expect(page.given().listings).toHaveLength(1);
    await page.store.getState().begin(newDraft('windows-11'));
    expect(page.given().listings).toEqual([]);
  });

  it('says nothing of answers that were begun meanwhile', async () => {
    let tell: (reply: unknown) => void = () => undefined;
    const page = await somePage(() => new Promise((resolve) => (tell = resolve)));
    const read = readThisServer(page.store, false);
    await page.store.getState().begin(newDraft('windows-11'));
    tell(succeed(reading));
    expect(await read).toBe('');
    expect(page.given().listings).toEqual([]);
  });
});
