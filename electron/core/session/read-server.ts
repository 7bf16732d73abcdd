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
  readers: Pick<Readers, 'readConfiguration'>,
  signal: AbortSignal,
): Promise<Reply<ServerFile | null>> {
  const host = await server.applicationHost();
  if (site === null) return host.ok ? succeed({ name: 'applicationHost.config', bytes: host.value }) : host;
  const folder = host.ok ? folderIn(host.value, site, readers) : await listedFolder(site, server, signal);
  if (!folder.ok) return folder;
  if (folder.value === '') return succeed(null);
  const bytes = await server.webConfig(folder.value);
  return bytes.ok ? succeed(bytes.value && { name: 'web.config', bytes: bytes.value }) : bytes;
}

function folderIn(
  host: Uint8Array,
  site: string,
  { readConfiguration }: Pick<Readers, 'readConfiguration'>,
): Reply<string> {
  const configuration = readConfiguration(host, 'applicationHost.config');
  return configuration.ok ? succeed(findSite(configuration.value, site)?.physicalPath ?? '') : configuration;
}

/** Where the file cannot be had, IIS itself says where the site is. */
async function listedFolder(site: string, server: ServerConfiguration, signal: AbortSignal): Promise<Reply<string>> {
  const sites = await server.sites(signal);
  if (!sites.ok) return sites;
  const listed = sites.value.find(({ name }) => name.toLowerCase() === site.toLowerCase());
  return succeed(listed?.physicalPath ?? '');
}
