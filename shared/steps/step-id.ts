/** The seven steps of the walkthrough, in its order. Each id is the name of a folder in every layer. */
export const stepIds = [
  'ssl-require',
  'certificate-import',
  'user-account',
  'trust-check',
  'mapping',
  'review',
  'prove',
] as const;

export type StepId = (typeof stepIds)[number];
