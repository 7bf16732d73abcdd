import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { withExamples } from '../options.ts';

export const schemaCommand: CommandModule = {
  declare(command) {
    command
      .summary('print the JSON Schema of the answers file')
      .description('Prints the JSON Schema of the answers file, for editors and for other tools.');
    withExamples(command, 'schema > answers.schema.json');
  },
  async run({ core, context }) {
    const reply = await core.call('wizard', 'schema', {}, context);
    if (!reply.ok) return reply;
    return outcome(exitStatus.done, reply.value, () => Promise.resolve((schema) => JSON.stringify(schema, null, 2)));
  },
};
