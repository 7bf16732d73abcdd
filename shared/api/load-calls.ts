import type { CallGroup, Contract } from './contract.ts';

/** The calls of each group, loaded when one of them is made: a short command loads little. */
export const loadCalls: { readonly [Group in CallGroup]: () => Promise<Contract[Group]> } = {
  wizard: async () => (await import('../wizard/calls.ts')).wizardCalls,
  session: async () => (await import('../wizard/session-calls.ts')).sessionCalls,
  'ssl-require': async () => (await import('../steps/ssl-require/calls.ts')).sslRequireCalls,
  'certificate-import': async () => (await import('../steps/certificate-import/calls.ts')).certificateImportCalls,
  'user-account': () => Promise.resolve({}),
  'trust-check': async () => (await import('../steps/trust-check/calls.ts')).trustCheckCalls,
  mapping: async () => (await import('../steps/mapping/calls.ts')).mappingCalls,
  review: async () => (await import('../steps/review/calls.ts')).reviewCalls,
  prove: async () => (await import('../steps/prove/calls.ts')).proveCalls,
};
