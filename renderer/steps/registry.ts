import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { StepId } from '../../shared/steps/step-id.ts';
import { stepTitles } from '../../shared/steps/titles.en.ts';
import { stepLeads } from './leads.en.ts';

/** A step on the screen. Its code is loaded when it is opened. */
interface RegisteredStep {
  title: string;
  /** One sentence: what is decided here and why it matters. */
  lead: string;
  Step: LazyExoticComponent<ComponentType>;
}

const registered = (step: StepId, load: () => Promise<ComponentType>): RegisteredStep => ({
  title: stepTitles[step],
  lead: stepLeads[step],
  Step: lazy(async () => ({ default: await load() })),
});

/** Every step; one that is missing does not compile. */
export const stepRegistry: Record<StepId, RegisteredStep> = {
  'ssl-require': registered(
    'ssl-require',
    async () => (await import('./ssl-require/SslRequireStep.tsx')).SslRequireStep,
  ),
  'certificate-import': registered(
    'certificate-import',
    async () => (await import('./certificate-import/CertificateImportStep.tsx')).CertificateImportStep,
  ),
  'user-account': registered(
    'user-account',
    async () => (await import('./user-account/UserAccountStep.tsx')).UserAccountStep,
  ),
  'trust-check': registered(
    'trust-check',
    async () => (await import('./trust-check/TrustCheckStep.tsx')).TrustCheckStep,
  ),
  mapping: registered('mapping', async () => (await import('./mapping/MappingStep.tsx')).MappingStep),
  review: registered('review', async () => (await import('./review/ReviewStep.tsx')).ReviewStep),
  prove: registered('prove', async () => (await import('./prove/ProveStep.tsx')).ProveStep),
};
