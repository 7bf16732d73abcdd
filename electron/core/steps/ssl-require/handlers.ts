import { succeed } from '../../../../shared/api/reply.ts';
import { checkConfiguration } from '../../../../shared/iis/check-configuration.ts';
import type { Handlers } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import { readConfigurationFile } from './read-configuration-file.ts';
import { thumbprintOf } from './thumbprint.ts';

/** Returns the calls of step 1. */
export function sslRequireHandlers(files: Files): Handlers<'ssl-require'> {
  return {
    async checkConfiguration({ file }) {
      const configuration = await readConfigurationFile(files, file);
      if (!configuration.ok) return configuration;
      return succeed(checkConfiguration(configuration.value, thumbprintOf));
    },
    async adopt(input, context) {
      const { adopt } = await import('./adopt.ts');
      return adopt(input, files, context);
    },
  };
}
