import type { FileReference } from '../../../../shared/api/call.ts';
import { fail, type Reply } from '../../../../shared/api/reply.ts';
import type { Configuration } from '../../../../shared/iis/configuration.ts';
import { readConfiguration } from '../../../../shared/iis/read-configuration.ts';
import { maximumFileBytes } from '../../../../shared/iis/xml/text-encoding.ts';
import type { Files } from '../../ports/files.ts';
import { placedInText } from '../../wizard/named-file.ts';

/** Returns a web.config or applicationHost.config; a problem has line and column wherever the file could be opened. */
export async function readConfigurationFile(files: Files, file: FileReference): Promise<Reply<Configuration>> {
  const bytes = await files.read(file, maximumFileBytes);
  return bytes.ok ? readConfiguration(bytes.value, file.name) : fail(placedInText(bytes.problem, file.name));
}
