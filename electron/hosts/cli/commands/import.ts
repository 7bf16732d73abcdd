import { askForPasswords } from '../ask-for-passwords.ts';
import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { optionValue, withAt, withExamples, withSecrets } from '../options.ts';

export const importCommand: CommandModule = {
  declare(command) {
    command
      .summary('add one-to-one mappings from a CSV file')
      .description(
        'Adds a one-to-one mapping for each row of a CSV file with the columns certificate, account and, if wanted, enabled and id. The certificate is a file (relative to the CSV file), its Base-64, or the thumbprint of a client of the answers. With a row that cannot be taken nothing is written.',
      )
      .argument('<answers>', 'answers file to add to; it is not changed')
      .argument('<csv>', 'table of mappings')
      .requiredOption('--out <answers>', 'answers file to write', optionValue)
      .option('--partial', 'take the good rows although others are rejected')
      .option('--force', 'replace an existing answers file');
    withExamples(
      withSecrets(withAt(command)),
      'import answers.json staff.csv --out answers-with-staff.json',
      'import answers.json staff.csv --out answers.json --force --partial --json',
    );
  },
  async run(session) {
    const { core, context, at, file, options } = session;
    const [answers = '', csv = ''] = session.arguments;
    const input = {
      answers: file(answers),
      csv: file(csv),
      out: file(options.out ?? ''),
      partial: options.partial === true,
      force: options.force === true,
      at,
    };
    const reply = await askForPasswords(
      session,
      (secrets) => core.call('mapping', 'import', { ...input, secrets }, context),
      (result) => (result.ok ? [] : [result.problem]),
    );
    if (!reply.ok) return reply;
    const { taken, rejected } = reply.value;
    const shown = rejected.map(({ row, column, code, title }) => ({
      row,
      ...(column !== undefined && { column }),
      code,
      title,
    }));
    const text = { ...reply.value, out: options.out ?? '' };
    const status = rejected.length > 0 ? exitStatus.findings : exitStatus.done;
    const { value } = outcome(status, text, async () => (await import('../text/import.ts')).importText);
    return { ok: true, value: { ...value, document: { taken, rejected: shown } } };
  },
};
