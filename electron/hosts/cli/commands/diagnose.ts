import type { CommandModule } from '../command.ts';
import { outcome } from '../command.ts';
import { exitStatus } from '../exit-status.ts';
import { withExamples } from '../options.ts';

export const diagnoseCommand: CommandModule = {
  declare(command) {
    command
      .summary('explain a status, error code, log line or event')
      .description(
        "Explains an IIS status, an HRESULT or Windows error in any notation, a whole IIS log line, a Schannel event or a browser's error name.",
      )
      .argument('<code...>', 'what to explain');
    withExamples(
      command,
      'diagnose 403.16 0x80093102',
      'diagnose -1073741715',
      'diagnose "2026-01-31 10:00:00 GET / - 443 - 10.0.0.7 - 403 16 2148204809 15"',
    );
  },
  async run({ core, context, arguments: inputs }) {
    const reply = await core.call('prove', 'diagnose', { inputs: [...inputs] }, context);
    if (!reply.ok) return reply;
    return outcome(exitStatus.done, reply.value, async () => (await import('../text/diagnosis.ts')).diagnosisText);
  },
};
