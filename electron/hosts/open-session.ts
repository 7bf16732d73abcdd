import { readFileSync } from 'node:fs';
import type { Host } from '../../shared/wizard/session-calls.ts';
import { Session } from '../core/session/session.ts';
import { wizardCore } from '../core/wizard-core.ts';
import type { Core } from '../core/core.ts';
import type { Servers } from '../core/ports/servers.ts';
import { nodeDisk } from '../platform/files/node-disk.ts';
import { programData, programDataFolder } from '../platform/files/program-data.ts';
import { runFolders } from '../platform/files/run-folders.ts';
import { isElevated } from '../platform/windows/elevation.ts';
import type { ReadableServer } from '../platform/windows/readable-server.ts';
import { isInstalled } from '../platform/windows/start-elevated.ts';
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
  const here = thisHost(host);
  let readable: ReadableServer | undefined;
  const read = async () => {
    if (!here.thisServer.possible) return null;
    return (readable ??= (await import('../platform/windows/readable-server.ts')).readableServer(process.env));
  };
  const configuration = async () => (await read())?.configuration ?? null;
  const facts = async () => (await read())?.facts ?? null;
  const data = programDataFolder();
  const session = new Session({
    disk,
    data: programData(data),
    processes: { own: process.pid, isRunning },
    host: here,
    servers: { practice, windows, configuration, facts, folders: runFolders(data), askConsent },
    now: () => new Date(),
  });
  return { session, core: wizardCore({ files: disk, practice, windows, session }) };
}

function thisHost(host: Host['host']): Omit<Host, 'recent'> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const isWindows = process.platform === 'win32';
  const thisServer = thisServerFrom(host, isWindows, isElevated, () => isInstalled(process.execPath));
  return { version, host, isWindows, thisServer, windows: thisWindows() };
}

/** Returns whether this server can be changed from a host, and if not why, and what to do instead. */
export function thisServerFrom(
  host: Host['host'],
  isWindows: boolean,
  isElevated: () => boolean,
  canElevate: () => boolean,
): Host['thisServer'] {
  const not = (reason: string) => ({ possible: false, reason });
  if (!isWindows) {
    return not(
      'This computer does not run Windows. Prepare the files here, and run apply.ps1 of the bundle on the server.',
    );
  }
  if (host === 'browser') {
    return not(
      'A browser cannot change this server. Use the window of the program, or export the files and run apply.ps1 as administrator.',
    );
  }
  if (!isElevated()) {
    const reason =
      'The program does not run as administrator. Save the answers, start it again with “Run as administrator” and open them; or export the files and run apply.ps1 as administrator.';
    return { ...not(reason), canElevate: canElevate() };
  }
  return { possible: true, reason: '' };
}
