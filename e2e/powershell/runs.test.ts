import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/plan/plan.ts';
import { certificates, hasOpenssl } from './certificates.ts';
import { powerShell, repository, withoutServer } from './engine.ts';
import { accountLine, allChanges, aPlan, applied, pfxLines, SimulatedServer } from './server.ts';

const possible = hasOpenssl && powerShell()?.assembly != null;
/** Why nothing of this file is run; the test run lists what it skips. */
const skipped = possible ? '' : ` (${withoutServer})`;

/** Returns the folder of the protected copy from which a scheduled task starts the script. */
function protectedCopy(server: SimulatedServer): string {
  const bundles = join(server.folder, 'ProgramData/bundles');
  return join(bundles, readdirSync(bundles)[0] ?? '');
}

async function appliedServer(items: ConstructorParameters<typeof SimulatedServer>[0] = []) {
  const server = new SimulatedServer(items);
  server.export(aPlan(allChanges()));
  const { journal, status, output } = await server.apply();
  expect(status, output).toBe(0);
  const renew = async (script = join(protectedCopy(server), 'after-renewal.ps1'), options: readonly string[] = []) =>
    applied(await server.run(script, ['-Journal', journal, '-Json', ...options]));
  return { server, journal, renew };
}

describe.skipIf(!possible)(`after a renewal${skipped}`, { timeout: 300_000 }, () => {
  it('puts the settings of the endpoint back and keeps its new certificate', async () => {
    const { server, renew } = await appliedServer();
    const before = readFileSync(server.state, 'utf8');
    const renewed = before.replace(
      /hostnameport\|new\.example\.com:443\|[^<]*/,
      `hostnameport|new.example.com:443|${'BB'.repeat(20)}|WebHosting|11111111-2222-3333-4444-555555555555|0|0|0||0`,
    );
    expect(renewed).not.toBe(before);
    writeFileSync(server.state, renewed);
    const first = await renew();
    expect([first.status, first.code]).toEqual([0, undefined]);
    expect(first.told).toContainEqual({ event: 'change', change: 'record', state: 'changed' });
    expect(readFileSync(server.state, 'utf8')).toContain(
      `|${'BB'.repeat(20)}|WebHosting|11111111-2222-3333-4444-555555555555|0|0|0||2<`,
    );
    const second = await renew();
    expect(second.told).toContainEqual({ event: 'change', change: 'record', state: 'unchanged' });
  });

  it('names the one-to-one mappings whose certificate expires', async () => {
    const { renew } = await appliedServer();
    expect((await renew()).told.some(({ event }) => event === 'expires')).toBe(false);
    const soon = await renew(undefined, ['-Days', '3650']);
    expect(soon.told).toContainEqual({
      event: 'expires',
      change: 'one-alice',
      notAfter: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    });
  });

  it('runs from the protected copy only, as it was copied, and for a run that is done', async () => {
    const { server, journal, renew } = await appliedServer();
    expect((await renew(join(server.bundle, 'after-renewal.ps1'))).code).toBe('folder-not-protected');
    await server.rollback(journal);
    expect((await renew()).code).toBe('renewal-not-applied');
    writeFileSync(join(protectedCopy(server), 'more.ps1'), '1');
    expect((await renew()).code).toBe('bundle-invalid');
  });
});

describe.skipIf(!possible)(`started by the program${skipped}`, { timeout: 300_000 }, () => {
  const own = join(repository, 'assets/powershell');
  const options = (server: SimulatedServer) => ['-Bundle', server.bundle, '-Installed', '-FromStandardInput', '-Json'];
  const input = () => [...pfxLines(), 'end', ''].join('\n');

  it("runs the program's own scripts, for a bundle that has the same, and rolls back without one", async () => {
    const server = new SimulatedServer();
    const plan = aPlan(allChanges());
    server.export(plan);
    const digest = ['-ExpectedDigest', plan.digest];
    const run = applied(await server.run(join(own, 'apply.ps1'), [...options(server), ...digest], { input: input() }));
    expect([run.status, run.code]).toEqual([0, undefined]);
    const back = await server.run(join(own, 'rollback.ps1'), ['-Journal', run.journal, '-Installed', '-Json']);
    expect(applied(back).states).toMatchObject({ record: 'undone', flags: 'undone' });
  });

  it('refuses a bundle with another script, whatever its manifest says', async () => {
    const server = new SimulatedServer();
    server.export(aPlan(allChanges()));
    appendFileSync(join(server.bundle, 'after-renewal.ps1'), '\n# x\n');
    server.writeManifest();
    const run = applied(await server.run(join(own, 'apply.ps1'), options(server), { input: input() }));
    expect([run.status, run.code]).toEqual([2, 'bundle-invalid']);
    expect(server.calls()).toEqual([]);
  });
});

describe.skipIf(!possible || process.platform !== 'linux')(`secrets${skipped}`, { timeout: 300_000 }, () => {
  it('appear in no argument and no environment of any process, and in no file, while apply runs and after it', async () => {
    const canary = 'CANARY-\u00e4"$(x)`-of-the-account';
    const server = new SimulatedServer();
    const ask = allChanges().map((each) =>
      'password' in each.after ? ({ ...each, after: { ...each.after, password: 'ask' } } as Change) : each,
    );
    server.export(aPlan(ask));
    const secrets = [canary, certificates().pfxPassword];
    const patterns = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64')]);
    const run = server.apply({
      secrets: [...pfxLines(), accountLine('alice', canary)],
      environment: { SIMULATED_FAULT: 'CommitChanges#2:wait' },
      process: true,
    });
    await server.waiting();
    const seen = processTexts();
    server.letGo();
    const { status, output, errors } = await run;
    expect([status, errors]).toEqual([0, '']);
    // The run itself was among what was looked at.
    expect(seen).toContain('apply.ps1');
    const files = readdirSync(server.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    for (const text of [seen, output, ...files]) {
      for (const pattern of patterns) expect(text.includes(pattern)).toBe(false);
    }
  });
});

/** Returns the arguments and the environment of every process that may be read. */
function processTexts(): string {
  const texts = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => ['cmdline', 'environ'].map((file) => join('/proc', name, file)));
  return texts
    .map((path) => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return '';
      }
    })
    .join('\n');
}

describe.skipIf(!possible)(`1,000 mappings${skipped}`, { timeout: 600_000 }, () => {
  it('are one commit of the configuration, and taken back in another', async () => {
    const server = new SimulatedServer([['account', 'certuser', 'S-1-5-21-1-2-3-500']]);
    const section = allChanges().find(({ resource }) => resource === 'mapping-section') as Change;
    const rules = allChanges().find(({ resource }) => resource === 'many-to-one-mapping') as Change;
    const many = Array.from({ length: 1000 }, (_, index) => ({
      ...rules,
      id: `entry-${index}`,
      after: { ...rules.after, name: `Entry ${index}`, permissionMode: 'Deny', password: 'none' },
    })) as Change[];
    server.export(aPlan([...many, section]));
    const before = server.read();
    const run = await server.apply({ secrets: [] });
    expect(run.status, run.detail).toBe(0);
    expect(server.calls().filter((call) => call === 'CommitChanges')).toHaveLength(1);
    expect(server.read().match(/name="Entry /g)).toHaveLength(1000);
    expect((await server.rollback(run.journal)).status).toBe(0);
    expect(server.calls().filter((call) => call === 'CommitChanges')).toHaveLength(2);
    expect(server.read()).toBe(before);
  });
});
