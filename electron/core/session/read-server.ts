import { succeed, type Reply } from '../../../shared/api/reply.ts';
import { findSite } from '../../../shared/iis/sites.ts';
import type { ServerConfiguration } from '../ports/servers.ts';
import type { Readers } from '../wizard/readers.ts';

interface ServerFile {
  name: 'applicationHost.config' | 'web.config';
  bytes: Uint8Array;
}

/**
 * Returns the applicationHost.config of this server, or for the name of a site its web.config: found by the folder that the
 * server's own configuration names, never by a path that a page knows. Null where the site has none.
 */
export async function readServer(
  site: string | null,
  server: ServerConfiguration,
  { readConfiguration }: Pick<Readers, 'readConfiguration'>,
): Promise<Reply<ServerFile | null>> {
  const host = await server.applicationHost();
  if (!host.ok) return host;
  if (site === null) return succeed({ name: 'applicationHost.config', bytes: host.value });
  const configuration = readConfiguration(host.value, 'applicationHost.config');
  if (!configuration.ok) return configuration;
  const folder = findSite(configuration.value, site)?.physicalPath ?? '';
  if (folder === '') return succeed(null);
  const bytes = await server.webConfig(folder);
  return bytes.ok ? succeed(bytes.value && { name: 'web.config', bytes: bytes.value }) : bytes;
}
