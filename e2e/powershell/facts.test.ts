import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificates, hasOpenssl } from './certificates.ts';
import { powerShell, repository, runScript, withoutPowerShell, withoutServer } from './engine.ts';
import { marker, SimulatedServer } from './server.ts';

const possible = hasOpenssl && powerShell()?.assembly != null;
/** Why nothing of this part is run; the test run lists what it skips. */
const skipped = possible ? '' : ` (${withoutServer})`;

const version = 'SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const productType = 'SYSTEM\\CurrentControlSet\\Control\\ProductOptions|ProductType';
const schannel = 'SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL';
const record = 'ipport|0.0.0.0:443|AA|My|4dc3e181-e14b-4a21-b022-59fc669b0914|0|0|0|Partners|2';

type Items = ConstructorParameters<typeof SimulatedServer>[0];

/** Asks the shipped script on a simulated server, and returns what it told of each question. */
async function ask(items: Items, questions: readonly string[]): Promise<unknown[]> {
  const server = new SimulatedServer(items);
  const script = join(repository, 'assets/facts/answer-questions.ps1');
  const input = questions.map((question) => `${question}\n`).join('');
  const { output, errors, status } = await server.run(script, [], { input });
  expect([status, errors]).toEqual([0, '']);
  const lines = output.split(/\r?\n/).filter((line) => line !== '');
  return lines.map((line) => {
    expect(line.startsWith(marker), line).toBe(true);
    expect(line).toMatch(/^[ -~]*$/);
    return JSON.parse(line.slice(marker.length)) as unknown;
  });
}

const answered = (question: string, answer: unknown) => ({ question, answer });

describe.skipIf(!possible)(`the facts of a server${skipped}`, { timeout: 120_000 }, () => {
  it('are what its registry, features, HTTP.SYS and stores have', async () => {
    const { root, client } = certificates();
    const told = await ask(
      [
        ['registry', productType, 'ServerNT'],
        ['registry', `${version}|ProductName`, 'Windows Server 2022 D\u00fctacenter'],
        ['registry', `${version}|EditionID`, 'ServerDatacenter'],
        ['registry', `${version}|CurrentBuildNumber`, '20348'],
        ['registry', `${version}|UBR`, 'dword:2113'],
        ['registry', `${version}\\Server\\ServerLevels|ServerCore`, 'dword:1'],
        ['registry', 'SOFTWARE\\Microsoft\\InetStp|MajorVersion', 'dword:10'],
        ['registry', 'SOFTWARE\\Microsoft\\InetStp|MinorVersion', 'dword:0'],
        ['registry', `${schannel}|ClientAuthTrustMode`, 'dword:2'],
        ['feature', 'Web-Server', 'installed'],
        ['feature', 'Web-Client-Auth', 'installed'],
        ['http-sys', 'ipport=0.0.0.0:443', record],
        ['store-bytes', 'Root/1', root.base64],
        ['store-bytes', 'CA/1', client.base64],
        ['store-missing', 'ClientAuthIssuer', 'yes'],
      ],
      ['machine', 'features', 'schannel', 'endpoints', 'store Root', 'store My', 'store ClientAuthIssuer', 'machine'],
    );
    const machine = answered('machine', {
      computerName: 'WEB01',
      productType: 'ServerNT',
      productName: 'Windows Server 2022 D\u00fctacenter',
      edition: 'ServerDatacenter',
      build: '20348',
      revision: 2113,
      serverCore: 1,
      serverShell: null,
      iisMajor: 10,
      iisMinor: 0,
      isElevated: true,
      codePage: expect.any(Number) as number,
    });
    expect(told).toEqual([
      machine,
      answered('features', { 'Web-Server': true, 'Web-Cert-Auth': false, 'Web-Client-Auth': true }),
      answered('schannel', { sendTrustedIssuerList: null, clientAuthTrustMode: 2 }),
      answered('endpoints', [expect.objectContaining({ endpoint: '0.0.0.0:443', ctlStoreName: 'Partners', flags: 2 })]),
      answered('store Root', [{ thumbprint: root.thumbprint, bytes: root.base64, hasPrivateKey: false }]),
      answered('store My', []),
      { question: 'store ClientAuthIssuer', problem: 'The system cannot find the file specified.' },
      machine,
    ]);
  });

  it('come through the script that stays', async () => {
    const { root } = certificates();
    const server = new SimulatedServer([
      ['registry', productType, 'ServerNT'],
      ['registry', `${version}|CurrentBuildNumber`, '17763'],
      ['store-bytes', 'Root/1', root.base64],
      ['store-missing', 'My', 'yes'],
    ]);
    const facts = server.facts();
    const context = { signal: new AbortController().signal, onProgress: () => undefined };
    const told = { ok: true, value: { computerName: 'WEB01', windows: 'server-2019', iis: null } };
    expect(await facts.machine(context)).toMatchObject(told);
    const trust = await facts.trust(context);
    expect(trust).toMatchObject({ value: { notTold: [{ code: 'windows.not-told' }], endpoints: [] } });
    const stored = trust.ok ? trust.value.stores.get('Root') : undefined;
    expect(stored?.map(({ bytes }) => Buffer.from(bytes).equals(root.der))).toEqual([true]);
    expect(await facts.machine({ ...context, signal: AbortSignal.abort() })).toMatchObject({ ok: false });
    expect(await facts.machine(context)).toMatchObject(told);
  });

  it('of a client are its optional features', async () => {
    const told = await ask(
      [
        ['registry', productType, 'WinNT'],
        ['feature', 'IIS-WebServer', 'installed'],
      ],
      ['features'],
    );
    expect(told).toEqual([
      answered('features', {
        'IIS-WebServer': true,
        'IIS-IISCertificateMappingAuthentication': false,
        'IIS-ClientCertificateMappingAuthentication': false,
      }),
    ]);
  });

  it('are given for the questions of the list only, and text is never code', async () => {
    const others = ['', 'MACHINE', 'store', 'store root', 'store Root; 1+1', '$(throw 1)', "'@", '{"a":1}', '\u00e4'];
    const told = await ask([], [...others, 'schannel']);
    expect(told).toEqual([
      ...others.map((question) => ({ question, problem: 'There is no such question.' })),
      answered('schannel', { sendTrustedIssuerList: null, clientAuthTrustMode: null }),
    ]);
  });
});

describe.skipIf(powerShell() === null)(
  `starting the program as administrator${powerShell() === null ? ` (${withoutPowerShell})` : ''}`,
  { timeout: 120_000 },
  () => {
    const program = 'C:\\Program Files\\K\u00fcche & "Co" $(x)\\Wizard.exe';
    async function start(input: string, refusal = 0) {
      const script = join(repository, 'assets/elevation/start-elevated.ps1');
      const options = ['-Script', script, '-Refusal', String(refusal)];
      const driver = join(repository, 'e2e/powershell/drive-elevation.ps1');
      const { status, output } = await runScript(driver, options, { input, environment: { SIMULATED_INPUT: input } });
      return [status, Buffer.from(output.trim(), 'base64').toString()];
    }
    const line = `${Buffer.from(program).toString('base64')}\n`;

    it('takes the path as it is, with one constant argument, and has Windows ask', async () => {
      expect(await start(line)).toEqual([0, `${program}|--restarted|runas|True`]);
    });

    it('tells a no from a failure', async () => {
      expect(await start(line, 1223)).toEqual([2, '']);
      expect(await start(line, 5)).toEqual([1, '']);
      for (const input of ['', 'no base64!\n']) expect(await start(input)).toEqual([1, '']);
    });
  },
);
