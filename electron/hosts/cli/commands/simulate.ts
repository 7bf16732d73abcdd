import { askForPasswords } from '../ask-for-passwords.ts';
import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { statusOfFindings } from '../exit-status.ts';
import { optionValue, withAt, withExamples, withSecrets } from '../options.ts';

export const simulateCommand: CommandModule = {
  declare(command) {
    command
      .summary('show which account each certificate gets, and why')
      .description(
        'Shows which account each certificate gets once it has reached the mapper, and why. The first file is an answers file or a web.config or applicationHost.config.',
      )
      .argument('<source>', 'answers file or configuration file')
      .argument('<certificate...>', 'certificate files, or folders of them')
      .option('--site <name>', 'site, when the configuration holds several mapping sections', optionValue)
      .option('--against <config>', 'also show what this configuration gave before', optionValue);
    withExamples(
      withSecrets(withAt(command)),
      'simulate answers.json alice.cer bob.cer',
      'simulate applicationHost.config --site "Default Web Site" alice.cer',
      'simulate answers.json clients --against applicationHost.config',
    );
  },
  async run(session) {
    const { core, context, at, file, options } = session;
    const [source = '', ...certificates] = session.arguments;
    const input = {
      source: file(source),
      certificates: certificates.map(file),
      ...(options.site !== undefined && { site: options.site }),
      ...(options.against !== undefined && { against: file(options.against) }),
      at,
    };
    const reply = await askForPasswords(
      session,
      (secrets) => core.call('mapping', 'simulate', { ...input, secrets }, context),
      (result) => (result.ok ? (result.value.unopened ?? []).map(({ error }) => error) : [result.problem]),
    );
    if (!reply.ok) return reply;
    const status = statusOfFindings(reply.value.results.flatMap(({ findings }) => findings));
    return outcome(status, reply.value, async () => (await import('../text/simulation.ts')).simulationText);
  },
};
