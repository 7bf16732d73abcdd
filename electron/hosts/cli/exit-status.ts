import type { Finding } from '../../../shared/api/finding.ts';
import type { Problem } from '../../../shared/api/problem.ts';

/** The exit statuses that scripts rely on. */
export const exitStatus = { done: 0, findings: 1, input: 2, failed: 3, cancelled: 4 } as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** Returns the exit status of a command that ended with a problem: cancelled, started and failed, or wrong input. */
export function statusOfProblem({ code }: Problem): ExitStatus {
  switch (code) {
    case 'api.cancelled':
    case 'windows.cancelled':
    case 'windows.stopped':
      return exitStatus.cancelled;
    case 'apply.findings':
    case 'windows.plan-findings':
      return exitStatus.findings;
    case 'files.disk-full':
    case 'files.write-failed':
    case 'windows.not-answering':
    case 'windows.program-failed':
    case 'windows.output-not-understood':
    case 'internal.bug':
      return exitStatus.failed;
    default:
      return exitStatus.input;
  }
}

/** Returns the exit status of a command that was done with these findings. */
export function statusOfFindings(findings: readonly Finding[]): ExitStatus {
  return findings.some(({ severity }) => severity === 'error') ? exitStatus.findings : exitStatus.done;
}
