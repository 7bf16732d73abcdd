import type { StepId } from './step-id.ts';

/** What each step is called on every screen and in every report. */
export const stepTitles: Record<StepId, string> = {
  'ssl-require': 'SSL Require',
  'certificate-import': 'Certificates',
  'user-account': 'User account',
  'trust-check': 'Trust check',
  mapping: 'Mapping',
  review: 'Review',
  prove: 'Prove',
};
