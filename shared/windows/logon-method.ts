import type { LogonMethod } from '../mapping/mapping-section.ts';

/** What IIS does with an account's password for a mapped visitor. */
export interface LogonMethodTraits {
  /** The right that the account needs on the server, and the one that takes it away again. */
  right: string;
  denyRight: string;
  /** Whether the application can reach other servers as the account. */
  reachesOtherServers: boolean;
  sentence: string;
}

/** Microsoft Learn: IIS client certificate mapping authentication (logonMethod); Account Rights Constants. That ClearText needs the network right is inferred. */
export const logonMethodTraits: Readonly<Record<LogonMethod, LogonMethodTraits>> = {
  Network: {
    right: 'SeNetworkLogonRight',
    denyRight: 'SeDenyNetworkLogonRight',
    reachesOtherServers: false,
    sentence: 'No reusable credentials stay on the server. The application cannot reach other servers as the account.',
  },
  ClearText: {
    right: 'SeNetworkLogonRight',
    denyRight: 'SeDenyNetworkLogonRight',
    reachesOtherServers: true,
    sentence: 'The default of IIS. The credentials stay in memory, so that the application can reach other servers.',
  },
  Batch: {
    right: 'SeBatchLogonRight',
    denyRight: 'SeDenyBatchLogonRight',
    reachesOtherServers: true,
    sentence: 'As scheduled tasks do. Ordinary accounts do not have the right by default.',
  },
  Interactive: {
    right: 'SeInteractiveLogonRight',
    denyRight: 'SeDenyInteractiveLogonRight',
    reachesOtherServers: true,
    sentence: 'As if somebody sat at the server. Whoever has the right may sit down there too.',
  },
};
