import { succeed, type Reply } from '../../../shared/api/reply.ts';
import type { ConfigurationEdits } from '../../../shared/iis/configuration-edits.ts';
import { mergeConfiguration } from '../../../shared/iis/merge-configuration.ts';
import { printLocation, printWebConfig } from '../../../shared/iis/print-configuration.ts';
import type { ConfigurationTarget } from '../../../shared/steps/review/answers.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';

/** A configuration file of the bundle; `before` is the text of the file it was merged into, null for a new one. */
export interface ConfigurationFile {
  path: 'web.config' | 'applicationHost.config' | 'applicationHost.location.xml';
  bytes: Uint8Array;
  before: string | null;
  after: string;
}

/** Returns the configuration files of a target: merged into the given one where there is one, else new. */
export function configurationFiles(
  edits: ConfigurationEdits,
  target: ConfigurationTarget,
  { web, applicationHost }: Pick<Facts, 'web' | 'applicationHost'>,
): Reply<ConfigurationFile[]> {
  const given = target === 'web.config' ? web : applicationHost;
  const printed = target === 'web.config' ? printWebConfig(edits) : printLocation(edits);
  if (!printed.ok) return printed;
  const path = target === 'web.config' ? 'web.config' : 'applicationHost.location.xml';
  const fresh: ConfigurationFile = {
    path,
    bytes: new TextEncoder().encode(printed.value),
    before: null,
    after: printed.value,
  };
  if (!given) return succeed([fresh]);
  const merged = mergeConfiguration(given, edits);
  if (!merged.ok) return merged;
  const mergedFile: ConfigurationFile = {
    path: given.isFragment ? path : target,
    bytes: merged.value.bytes,
    before: given.document.text,
    after: merged.value.text,
  };
  return succeed(target === 'web.config' || given.isFragment ? [mergedFile] : [fresh, mergedFile]);
}
