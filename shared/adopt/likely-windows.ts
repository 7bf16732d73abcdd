import { bindingFlags } from '../iis/ssl-flags.ts';
import type { Configuration } from '../iis/configuration.ts';
import { encryptionProviders } from '../iis/encryption-providers.ts';
import { readSites } from '../iis/sites.ts';
import type { WindowsVersion } from '../iis/windows-version.ts';

/** The version that a file looks like, and what in it says so; `because` is null where nothing does. */
export interface LikelyWindows {
  windows: WindowsVersion;
  because: string | null;
}

/**
 * Returns the oldest version that knows everything in the file, as far as the file tells: new bits of bindings (Microsoft
 * Learn: Binding <binding>), and the encryption providers that came with IIS 10 (IIS team blog: CNG data encryption).
 */
export function likelyWindows(configuration: Configuration): LikelyWindows {
  const bits = readSites(configuration)
    .flatMap(({ bindings }) => bindings)
    .reduce((all, { sslFlags }) => all | sslFlags, 0);
  if ((bits & bindingFlags.negotiateClientCertificate) !== 0) {
    return { windows: 'server-2025', because: 'a binding has bit 128 of sslFlags' };
  }
  if ((bits & (bindingFlags.disableTls13 | bindingFlags.disableQuic)) !== 0) {
    return { windows: 'server-2022', because: 'a binding says something of TLS 1.3 or QUIC' };
  }
  const providers = encryptionProviders(configuration);
  if (providers !== null && !providers.includes('IISCngProvider')) {
    return { windows: 'server-2012-r2', because: 'configProtectedData has no IISCngProvider, which came with IIS 10' };
  }
  return { windows: 'server-2022', because: null };
}
