import type { StepId } from '../../shared/steps/step-id.ts';

/** One sentence for each step: what is decided here and why it matters. */
export const stepLeads: Record<StepId, string> = {
  'ssl-require':
    'Choose the site and whether its visitors must show a certificate. This alone decides whether a certificate is ever asked for.',
  'certificate-import':
    'Bring the certificates: the server’s own, those of the visitors, and the authorities that issued them. The server must know the authorities, or it refuses every visitor.',
  'user-account':
    'Choose the Windows account that the site works with for a visitor. What this account may read is what the visitor may read.',
  'trust-check':
    'Two controls decide whether Windows accepts the visitors’ certificates at all. Here you see whether they hold, before anybody is locked out.',
  mapping: 'Decide which certificate gets which account. IIS looks at single certificates first, then at the rules.',
  review: 'See everything that will change, in the order in which it happens, and take it with you as files.',
  prove: 'Prove that it works with a real request, and find out what an error means when it does not.',
};
