import { join, win32 } from 'node:path';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { childrenNamed } from '../../../shared/iis/xml/document.ts';
import { parseXml } from '../../../shared/iis/xml/parse-xml.ts';
import { decodeText } from '../../../shared/iis/xml/text-encoding.ts';
import type { ConfigurationFiles } from '../../core/ports/servers.ts';
import { readWhole } from '../files/read-whole.ts';
import { windowsProblem } from './problems.ts';
import { windowsFolder } from './system.ts';

const maximumBytes = 32 * 1024 * 1024;

/** Returns the configuration files of this server. */
export function configurationFiles(environment: NodeJS.ProcessEnv): ConfigurationFiles {
  return configurationFilesIn(win32.join(windowsFolder(environment), 'System32', 'inetsrv', 'config'), environment);
}

/** Returns the configuration files in a folder of IIS; folders of sites have variables of the environment in them. */
export function configurationFilesIn(folder: string, environment: NodeJS.ProcessEnv): ConfigurationFiles {
  return {
    async applicationHost() {
      const shared = await sharedFolder(folder);
      if (!shared.ok) return shared;
      if (shared.value !== null) {
        const detail = `redirection.config says that IIS works with the files in "${shared.value}".`;
        return fail(windowsProblem('windows.configuration-shared', { detail }));
      }
      return readWhole(join(folder, 'applicationHost.config'), 'applicationHost.config', maximumBytes);
    },
    async webConfig(physicalPath) {
      const expanded = expand(physicalPath, environment);
      // Opening a network path makes Windows send credentials to that computer.
      if (/^[\\/]{2}/.test(expanded)) {
        const detail = `The folder of the site is "${expanded}".`;
        return fail(windowsProblem('windows.site-elsewhere', { detail }));
      }
      return orNone(await readWhole(join(expanded, 'web.config'), 'web.config', maximumBytes));
    },
  };
}

/** Returns the folder with the configuration that several servers share; null where this server has its own. */
async function sharedFolder(folder: string): Promise<Reply<string | null>> {
  const name = 'redirection.config';
  const bytes = orNone(await readWhole(join(folder, name), name, maximumBytes));
  if (!bytes.ok || bytes.value === null) return bytes.ok ? succeed(null) : bytes;
  const decoded = decodeText(bytes.value, name);
  if (!decoded.ok) return decoded;
  const parsed = parseXml(decoded.value.text, name);
  if (!parsed.ok) return parsed;
  const attributes = childrenNamed(parsed.value.root, 'configurationRedirection')[0]?.attributes;
  return succeed(attributes?.get('enabled')?.toLowerCase() === 'true' ? (attributes.get('path') ?? '') : null);
}

function orNone(read: Reply<Uint8Array>): Reply<Uint8Array | null> {
  return !read.ok && read.problem.code === 'files.not-found' ? succeed(null) : read;
}

/** Variables as Windows expands them: names in any case, unknown ones stay. */
function expand(path: string, environment: NodeJS.ProcessEnv): string {
  const values = new Map(Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value]));
  return path.replaceAll(/%([^%]+)%/g, (variable, name: string) => values.get(name.toLowerCase()) ?? variable);
}
