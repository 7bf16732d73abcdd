import type { FileReference } from '../../../shared/api/call.ts';
import type { Reply } from '../../../shared/api/reply.ts';
import type { SiteState } from '../../../shared/iis/site-state.ts';
import type { ListedSite } from '../../../shared/steps/ssl-require/choose-site.ts';
import type { Practice } from './server.ts';
import type { ServerFacts } from './server-facts.ts';
import type { WindowsServer } from './windows-server.ts';

/** The folder of each run, of this account only: the bundle as it was agreed to and, in practice, server and journal. */
export interface RunFolders {
  /** Returns a place in the folder of a run, which is made when it is absent. */
  place(run: string, name: 'bundle' | 'server.json'): Promise<FileReference>;
  /** Returns the reference of a journal by the path that a run told. */
  journal(path: string): FileReference;
  remove(run: string): Promise<void>;
}

/** What somebody at the computer is asked before a real server is changed. */
export interface ConsentRequest {
  action: 'apply' | 'rollback';
  site: string;
  /** SHA-256 of the plan, 64 hex digits. */
  digest: string;
  changes: number;
}

/** The configuration of this server as it is, in files at fixed places. */
export interface ConfigurationFiles {
  /** Fails where several servers share theirs in another folder. */
  applicationHost(): Promise<Reply<Uint8Array>>;
  /** The web.config in the folder of a site, as the configuration names the folder; null where there is none. */
  webConfig(physicalPath: string): Promise<Reply<Uint8Array | null>>;
}

export interface ServerConfiguration extends ConfigurationFiles {
  /** The sites as IIS itself lists them, wherever their configuration is. */
  sites(signal: AbortSignal): Promise<Reply<ListedSite[]>>;
  /** Whether each section that a mapping needs is locked for the web.config of a site, in the words of IIS itself. */
  locks(site: string, signal: AbortSignal): Promise<Reply<SiteState['locks']>>;
}

/** The servers on which a page can have plans applied. */
export interface Servers {
  practice: () => Promise<Practice>;
  /** This server; null where it is not Windows. */
  windows: () => Promise<WindowsServer | null>;
  /** What can be read of this server; null where it cannot be configured from this host. */
  configuration: () => Promise<ServerConfiguration | null>;
  /** What it says of itself; null in the same case. */
  facts: () => Promise<ServerFacts | null>;
  folders: RunFolders;
  /**
   * Asks somebody at the computer, in a way that no page can answer. Null where nobody can be asked so: such a host
   * changes practice servers only.
   */
  askConsent: ((request: ConsentRequest) => Promise<boolean>) | null;
}
