import { z } from 'zod';
import { certainties, findingSchema } from '../api/finding.ts';

/** One certificate or setting that a verdict rests on. */
export const trustEvidenceSchema = z.object({
  /** The file or the part of the answers that says it. */
  from: z.string(),
  store: z.string().optional(),
  subject: z.string().optional(),
  thumbprint: z.string().optional(),
  /** What it shows, as a sentence. */
  says: z.string(),
});
export type TrustEvidence = z.infer<typeof trustEvidenceSchema>;

/** A finding with what it rests on and the way back from its fix. */
export const trustFindingSchema = findingSchema.extend({ evidence: z.array(trustEvidenceSchema), undo: z.string() });
export type TrustFinding = z.infer<typeof trustFindingSchema>;

export const controlStates = ['pass', 'fail', 'not-known'] as const;
export type ControlState = (typeof controlStates)[number];

/** One of the walkthrough's two controls. */
export const controlSchema = z.object({
  id: z.enum(['client-roots', 'self-signed-roots']),
  title: z.string(),
  state: z.enum(controlStates),
  /** Why, as a sentence. */
  detail: z.string(),
  evidence: z.array(trustEvidenceSchema),
  fix: z.string(),
  undo: z.string(),
  certainty: z.enum(certainties),
  source: z.string(),
  /** What the walkthrough's own command would say, where it can be known: it compares names only. */
  classic: z.object({ state: z.enum(controlStates), detail: z.string() }).optional(),
});
export type Control = z.infer<typeof controlSchema>;

/** Evidence beyond this is counted, not listed: a Root store has some hundred certificates, a page not. */
export const mostEvidence = 50;

/** Returns the worse of several states: one failure decides, then one that is not known. */
export function worst(states: readonly ControlState[]): ControlState {
  if (states.includes('fail')) return 'fail';
  return states.includes('not-known') || states.length === 0 ? 'not-known' : 'pass';
}
