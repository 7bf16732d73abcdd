import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasOpenssl } from './certificates.ts';
import { powerShell } from './engine.ts';
import { allChanges, aPlan, SimulatedServer } from './server.ts';

const mount = (...options: string[]) => spawnSync('mount', options, { stdio: 'ignore' }).status === 0;
const unmount = (folder: string) => spawnSync('umount', [folder], { stdio: 'ignore' }).status === 0;

/** Root may mount, unless it is the root of a container. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const { folder } = new SimulatedServer();
  return mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder) && unmount(folder);
}

const possible = hasOpenssl && powerShell()?.assembly != null && canMount();
/** Why nothing of this file is run; the test run lists what it skips. */
const skipped = possible ? '' : ' (needs Linux, root that may mount, openssl and the .NET SDK)';

describe.skipIf(!possible)(`a real disk without room${skipped}`, { timeout: 120_000 }, () => {
  const changes = allChanges();
  const mounted: string[] = [];
  afterEach(() => {
    for (const folder of mounted.splice(0)) unmount(folder);
  });

  /** A server whose protected folder is a small disk of its own. */
  function serverWithDisk(size: string) {
    const server = new SimulatedServer();
    server.export(aPlan(changes));
    const disk = join(server.folder, 'ProgramData');
    mkdirSync(disk);
    expect(mount('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk)).toBe(true);
    mounted.push(disk);
    return { server, disk, before: server.read() };
  }

  /** Takes all the room that is left. */
  function fill(disk: string): void {
    const file = openSync(join(disk, 'filler'), 'w');
    try {
      for (;;) writeSync(file, Buffer.alloc(4096));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    } finally {
      closeSync(file);
    }
  }
  const makeRoom = (disk: string) => rmSync(join(disk, 'filler'));

  it('while the bundle is copied: nothing is changed, and with room it is done', async () => {
    const { server, disk, before } = serverWithDisk('100k');
    const refused = await server.apply();
    expect([refused.status, refused.states], refused.output).toEqual([2, {}]);
    expect(server.read()).toBe(before);
    expect(server.journals()).toEqual([]);
    expect(mount('-o', 'remount,size=8m', disk)).toBe(true);
    expect((await server.apply()).status).toBe(0);
  });

  it('in the middle of apply: the journal stands, and with room it goes on to the end, and back', async () => {
    const { server, disk, before } = serverWithDisk('8m');
    const stopped = await server.apply({ environment: { SIMULATED_FAULT: 'Install-WindowsFeature' } });
    expect([stopped.status, server.journals().length], stopped.output).toEqual([3, 1]);
    fill(disk);
    const [journal = ''] = server.journals();
    const full = await server.apply();
    expect([full.status, full.states['flags']], full.output).toEqual([3, 'skipped']);
    makeRoom(disk);
    expect((await server.apply()).status).toBe(0);
    expect(server.journals()).toEqual([journal]);
    expect((await server.verify()).status).toBe(0);
    expect((await server.rollback(journal)).status).toBe(0);
    // The feature stays on purpose.
    const withoutFeature = server.read().replace(/<item kind="feature"[^]*?<\/item>\n?/, '');
    expect(withoutFeature.replaceAll(/<section [^>]*overrideMode="Inherit"[^>]*\/> ?/g, '')).toBe(before);
  });
});
