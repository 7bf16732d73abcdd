import { readFileSync } from 'node:fs';
import type { Host } from '../../shared/wizard/session-calls.ts';
import { Session } from '../core/session/session.ts';
import { wizardCore } from '../core/wizard-core.ts';
import type { Core } from '../core/core.ts';
import type { Servers } from '../core/ports/servers.ts';
import { nodeDisk } from '../platform/files/node-disk.ts';
import { programData, programDataFolder } from '../platform/files/program-data.ts';
import { runFolders } from '../platform/files/run-folders.ts';
import { isRunning, thisWindows } from '../platform/this-machine.ts';

export interface OpenSession {
  session: Session;
  core: Core;
}

/**
 * Returns a session on this machine and the core behind it. Typed paths are relative to the folder `base`. Without
 * `askConsent` no page changes this server.
 */
export function openSession(
  host: Host['host'],
  base: string,
  askConsent: Servers['askConsent'] = null,
  practice: Servers['practice'] = async () => (await import('../platform/simulated/practice.ts')).practice,
): OpenSession {
  const disk = nodeDisk(base);
  const windows = async () =>
    (await import('../platform/windows/windows-server.ts')).windowsServer(process.platform, process.env);
  const data = programDataFolder();
  const session = new Session({
    disk,
    data: programData(data),
    processes: { own: process.pid, isRunning },
    host: thisHost(host),
    servers: { practice, windows, folders: runFolders(data), askConsent },
    now: () => new Date(),
  });
  return { session, core: wizardCore({ files: disk, practice, windows, session }) };
}

function thisHost(host: Host['host']): Omit<Host, 'recent'> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const isWindows = process.platform === 'win32';
  const reason = isWindows
    ? 'This version prepares the files. On the server, run apply.ps1 of the bundle as administrator.'
    : 'This computer does not run Windows. Prepare the files here, and run apply.ps1 of the bundle on the server.';
  return { version, host, isWindows, thisServer: { possible: false, reason }, windows: thisWindows() };
}
