import type { Certainty } from '../api/finding.ts';
import type { LogonMethod } from '../mapping/mapping-section.ts';

/** The right that an account needs on the server for a logon method, and how certain that is. */
export interface NeededRight {
  right: 'SeNetworkLogonRight' | 'SeBatchLogonRight' | 'SeInteractiveLogonRight';
  certainty: Certainty;
}

/**
 * Microsoft Learn: IIS client certificate mapping authentication (logonMethod); Account Rights Constants. No page names the
 * right of a network logon that keeps the credentials (LOGON32_LOGON_NETWORK_CLEARTEXT).
 */
export const neededRights: Readonly<Record<LogonMethod, NeededRight>> = {
  Network: { right: 'SeNetworkLogonRight', certainty: 'documented' },
  ClearText: { right: 'SeNetworkLogonRight', certainty: 'inferred' },
  Batch: { right: 'SeBatchLogonRight', certainty: 'documented' },
  Interactive: { right: 'SeInteractiveLogonRight', certainty: 'documented' },
};
