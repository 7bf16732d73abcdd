import type { Decision } from './decide.ts';
import type { Simulation } from './simulation.ts';
import { statusReason } from './text.en.ts';

/**
 * Returns what a visitor sees whom the mapper gives no account, by the IIS status codes of Microsoft Learn (401.1, 401.2,
 * 403.12); undefined for who is mapped, and where anonymous authentication takes the unmapped. `anonymous` is null when
 * nothing tells of it; `isDamaged` says that an enabled entry for this very certificate cannot be read by IIS.
 */
export function visitorStatus(
  { outcome }: Pick<Decision, 'outcome'>,
  isDamaged: boolean,
  anonymous: boolean | null,
): Simulation['status'] {
  switch (outcome) {
    case 'mapped':
      return undefined;
    case 'denied':
      return { code: '403.12', certainty: 'inferred', reason: statusReason.denied };
    case 'unmapped':
      if (isDamaged) return { code: '401.1', certainty: 'documented', reason: statusReason.damaged };
      if (anonymous === true) return undefined;
      return anonymous === null
        ? { code: '401.2', certainty: 'inferred', reason: statusReason.anonymousNotTold }
        : { code: '401.2', certainty: 'documented', reason: statusReason.unmapped };
  }
}
