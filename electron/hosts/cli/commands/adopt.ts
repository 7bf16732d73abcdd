import { InvalidArgumentError } from 'commander';
import { windowsVersions, type WindowsVersion } from '../../../../shared/iis/windows-version.ts';
import { nearest } from '../../../../shared/text/nearest.ts';
import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { statusOfFindings } from '../exit-status.ts';
import { optionValue, withExamples } from '../options.ts';

export const adoptCommand: CommandModule = {
  declare(command) {
    command
      .summary('make an answers file of an existing configuration')
      .description(
        'Makes an answers file of what a web.config or applicationHost.config says of a site: flags, mappings, certificates, accounts. Passwords stay where they are.',
      )
      .argument('<config>', 'configuration file')
      .requiredOption('--site <name>', 'the site', optionValue)
      .requiredOption('--out <answers>', 'answers file to write', optionValue)
      .option('--force', 'replace an existing answers file')
      .option('--windows <version>', `version of Windows (${windowsVersions.join(', ')}); default: a guess`, windows)
      .option('--for-another-server', 'the answers are for a server that has neither this file nor its passwords');
    withExamples(
      command,
      'adopt applicationHost.config --site "Default Web Site" --out answers.json',
      'adopt web.config --site new --out answers.json --windows server-2025 --json',
    );
  },
  async run({ core, context, at, file, options, arguments: [path = ''] }) {
    const input = {
      file: file(path),
      site: options.site ?? '',
      ...(options.windows !== undefined && { windows: options.windows }),
      forAnotherServer: options.forAnotherServer === true,
      out: file(options.out ?? ''),
      force: options.force === true,
      at,
    };
    const reply = await core.call('ssl-require', 'adopt', input, context);
    if (!reply.ok) return reply;
    const { written, mappings, findings } = reply.value;
    return outcome(
      statusOfFindings(findings),
      { answers: written ?? '', mappings, findings },
      async () => (await import('../text/adoption.ts')).adoptionText,
    );
  },
};

function windows(text: string): WindowsVersion {
  const version = windowsVersions.find((each) => each === text.toLowerCase());
  if (version !== undefined) return version;
  const near = nearest(text, windowsVersions);
  throw new InvalidArgumentError(
    near === undefined ? `Write one of ${windowsVersions.join(', ')}.` : `Did you mean "${near}"?`,
  );
}
