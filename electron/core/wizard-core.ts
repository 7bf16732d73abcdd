import type { CallGroup } from '../../shared/api/contract.ts';
import { createCore, type Core, type Handlers } from './core.ts';
import type { Files } from './ports/files.ts';
import type { Practice } from './ports/server.ts';
import type { WindowsServer } from './ports/windows-server.ts';
import type { Session } from './session/session.ts';

/** What the core needs of the world. */
export interface Ports {
  files: Files;
  /** Loaded when something is applied. */
  practice: () => Promise<Practice>;
  /** This server; null where it is not Windows. */
  windows: () => Promise<WindowsServer | null>;
  /** Behind a page; a command line has none. */
  session?: Session;
}

/** Returns the core with every handler, each group loaded at its first call: a short command loads little. */
export function wizardCore({ files, practice, windows, session }: Ports): Core {
  return createCore({
    wizard: async () => (await import('./wizard/handlers.ts')).wizardHandlers(files),
    session: () => {
      if (!session) throw new Error('This host has no session.');
      return Promise.resolve(session.handlers());
    },
    'ssl-require': async () => (await import('./steps/ssl-require/handlers.ts')).sslRequireHandlers(files),
    'certificate-import': async () =>
      (await import('./steps/certificate-import/handlers.ts')).certificateImportHandlers(files),
    'user-account': () => Promise.resolve({}),
    'trust-check': async () => (await import('./steps/trust-check/handlers.ts')).trustCheckHandlers(files),
    mapping: async () => (await import('./steps/mapping/handlers.ts')).mappingHandlers(files),
    review: async () => (await import('./steps/review/handlers.ts')).reviewHandlers({ files, practice, windows }),
    prove: async () => (await import('./steps/prove/handlers.ts')).proveHandlers(),
  } satisfies { [Group in CallGroup]: () => Promise<Handlers<Group>> });
}
