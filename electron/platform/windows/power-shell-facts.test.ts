import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PowerShellFacts } from './power-shell-facts.ts';
import { WarmScript } from './warm-script.ts';

/** Answers from a table, as the shipped script would. */
const source = `
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
const table = JSON.parse(readFileSync(new URL('answers.json', import.meta.url), 'utf8'));
createInterface({ input: process.stdin }).on('line', (question) => {
  const told = question in table ? { question, answer: table[question] } : { question, problem: 'Access denied.' };
  process.stdout.write('client-certificate-mapping ' + JSON.stringify(told) + '\\n');
});
`;

function factsOf(answers: object) {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'));
  writeFileSync(join(folder, 'program.mjs'), source);
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(answers));
  const program = { path: process.execPath, first: [join(folder, 'program.mjs')], environment: {} };
  return new PowerShellFacts(new WarmScript(program, []));
}

const progress: string[] = [];
const context = {
  signal: new AbortController().signal,
  onProgress: ({ done, total }: { done: number; total?: number }) => void progress.push(`${done}/${total}`),
};

const machine = {
  computerName: 'WEB01',
  productType: 'ServerNT',
  productName: 'Windows Server 2022 Datacenter',
  edition: 'ServerDatacenter',
  build: '20348',
  revision: 2113,
  serverCore: 1,
  serverShell: 1,
  iisMajor: 10,
  iisMinor: 0,
  isElevated: true,
  codePage: 850,
};

describe('what a server says of itself', () => {
  it.each([
    [{}, { windows: 'server-2022', build: '20348.2113', desktop: 'full', iis: '10.0' }],
    [{ serverShell: null }, { desktop: 'server-core' }],
    [{ serverShell: null, serverCore: null }, { desktop: null }],
    [
      { productType: 'WinNT', build: '26100', serverShell: null, serverCore: null },
      { windows: 'windows-11-24h2', desktop: 'full' },
    ],
    [
      { productType: 'LanmanNT', build: '17763', revision: null },
      { windows: 'server-2019', build: '17763' },
    ],
    [{ build: '25398' }, { windows: null, build: '25398.2113' }],
    [
      { build: null, productType: null, iisMajor: null },
      { windows: null, build: null, iis: null },
    ],
    [{ build: 'new' }, { windows: null }],
  ])('%o', async (told, expected) => {
    expect(await factsOf({ machine: { ...machine, ...told } }).machine(context)).toMatchObject({
      ok: true,
      value: { computerName: 'WEB01', isElevated: true, ...expected },
    });
  });

  it('is refused where it is not of that form', async () => {
    const facts = factsOf({ machine: { ...machine, computerName: null } });
    expect(await facts.machine(context)).toMatchObject({ problem: { code: 'windows.output-not-understood' } });
    expect(await facts.codePage(context.signal)).toBeNull();
    expect(await factsOf({ machine }).codePage(context.signal)).toBe(850);
  });
});

describe('what decides on trust', () => {
  const thumbprint = 'A'.repeat(40);
  const told = {
    'store Root': [{ thumbprint, bytes: Buffer.from('bytes').toString('base64'), hasPrivateKey: false }],
    'store CA': [],
    'store Disallowed': [],
    'store My': [{ thumbprint, bytes: 'no base64!', hasPrivateKey: true }],
    schannel: { sendTrustedIssuerList: null, clientAuthTrustMode: 2 },
    endpoints: [
      { kind: 'ipport', endpoint: '0.0.0.0:443', ctlStoreName: null, flags: 2 },
      { kind: 'hostnameport', endpoint: 'a.example.com:443', ctlStoreName: 'Partners' },
    ],
    features: { 'Web-Cert-Auth': true },
  };

  it('is told part by part, with the default where there is no value, and what is not told is named', async () => {
    progress.length = 0;
    const trust = await factsOf(told).trust(context);
    expect(trust).toMatchObject({
      ok: true,
      value: {
        sendTrustedIssuerList: 0,
        clientAuthTrustMode: 2,
        endpoints: [
          { kind: 'ipport', value: '0.0.0.0:443', ctlStore: '' },
          { kind: 'hostnameport', value: 'a.example.com:443', ctlStore: 'Partners' },
        ],
        notTold: [
          { code: 'windows.not-told', detail: 'store ClientAuthIssuer: Access denied.' },
          { code: 'windows.output-not-understood', detail: 'The answer to "store My" is not as it should be.' },
        ],
      },
    });
    if (!trust.ok) return;
    expect([...trust.value.features]).toEqual([['Web-Cert-Auth', true]]);
    expect([...trust.value.stores.keys()]).toEqual(['Root', 'CA', 'Disallowed']);
    expect(trust.value.stores.get('Root')).toEqual([{ thumbprint, bytes: Buffer.from('bytes'), hasPrivateKey: false }]);
    expect(progress.at(-1)).toBe('8/8');
  });

  it('is not known where a part is not told', async () => {
    expect(await factsOf({ features: {} }).trust(context)).toMatchObject({
      value: { sendTrustedIssuerList: null, clientAuthTrustMode: null, endpoints: null },
    });
  });

  it('fails where nothing is told, or somebody cancels', async () => {
    expect(await factsOf({}).trust(context)).toMatchObject({ problem: { code: 'windows.not-told' } });
    const cancelled = { ...context, signal: AbortSignal.abort() };
    await expect(factsOf(told).trust(cancelled)).rejects.toThrow();
  });
});
