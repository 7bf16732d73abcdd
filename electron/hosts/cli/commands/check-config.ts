import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { statusOfFindings } from '../exit-status.ts';
import { withExamples } from '../options.ts';

export const checkConfigCommand: CommandModule = {
  declare(command) {
    command
      .summary('judge a web.config or applicationHost.config')
      .description(
        "Reads a web.config or applicationHost.config: is it well-formed and valid against IIS' schema, what is locked, which client certificate mappings does it hold, and what is wrong with it.",
      )
      .argument('<file>', 'configuration file');
    withExamples(
      command,
      'check-config C:\\inetpub\\wwwroot\\web.config',
      'check-config --json applicationHost.config',
    );
  },
  async run({ core, context, at, file, arguments: [path = ''] }) {
    const reply = await core.call('ssl-require', 'checkConfiguration', { file: file(path), at }, context);
    if (!reply.ok) return reply;
    const load = async () => (await import('../text/configuration.ts')).configurationText;
    return outcome(statusOfFindings(reply.value.findings), reply.value, load);
  },
};
