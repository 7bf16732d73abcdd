import { stepIds, type StepId } from '../steps/step-id.ts';
import type { Draft } from './draft.ts';
import type { Navigation } from './navigation.ts';
import type { Remark } from './remarks.ts';

/** `to-do`: nothing is wrong, but something has still to be brought or typed. `seen`: only the server can say whether all is well. */
export type StepState = 'not-visited' | 'checking' | 'to-do' | 'seen' | 'done' | 'warnings' | 'errors';

/** Whether a step has nothing yet of what it is there for. */
const isEmpty: Record<StepId, (draft: Draft) => boolean> = {
  'ssl-require': ({ sslRequire }) => sslRequire.site === '',
  'certificate-import': ({ certificateImport, mapping }) =>
    certificateImport.clients.length === 0 && mapping.manyToOne.length === 0,
  'user-account': ({ userAccount }) => userAccount.accounts.length === 0,
  'trust-check': ({ certificateImport }) =>
    certificateImport.clients.length + certificateImport.authorities.length === 0,
  mapping: ({ mapping }) => ![...mapping.oneToOne, ...mapping.manyToOne].some(({ enabled }) => enabled),
  review: () => false,
  prove: () => false,
};

/**
 * Returns the state of each step; one that nobody has seen is not judged. `remarks` is null while nothing is known yet,
 * `locked` is how many files wait for their password.
 */
export function stepStates(
  remarks: readonly Remark[] | null,
  { visited }: Navigation,
  draft: Draft,
  locked = 0,
): Record<StepId, StepState> {
  const stateOf = (step: StepId): StepState => {
    if (!visited.includes(step)) return 'not-visited';
    if (!remarks) return 'checking';
    const own = remarks.filter((remark) => remark.step === step);
    const errors = own.filter(({ severity }) => severity === 'error');
    if (errors.some(({ isMissing }) => !isMissing)) return 'errors';
    if (errors.length > 0 || isEmpty[step](draft)) return 'to-do';
    if (step === 'certificate-import' && locked > 0) return 'to-do';
    if (own.some(({ severity }) => severity === 'warning')) return 'warnings';
    switch (step) {
      case 'review':
        return remarks.some(({ severity }) => severity === 'error') ? 'to-do' : 'seen';
      case 'trust-check':
      case 'prove':
        return 'seen';
      default:
        return 'done';
    }
  };
  return Object.fromEntries(stepIds.map((step) => [step, stateOf(step)])) as Record<StepId, StepState>;
}
