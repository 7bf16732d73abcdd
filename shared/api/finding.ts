import { z } from 'zod';
import { stepIds } from '../steps/step-id.ts';
import { locationSchema } from './problem.ts';

export const severities = ['error', 'warning', 'information'] as const;
export type Severity = (typeof severities)[number];

/** How far a statement is backed: Microsoft or an RFC says it, it follows from what they say, or nobody could confirm it. */
export const certainties = ['documented', 'inferred', 'unverified'] as const;
export type Certainty = (typeof certainties)[number];

/** What a rule has to say about answers or files. Codes are stable, kebab-case, `step.problem`. */
export const findingSchema = z.object({
  code: z.string(),
  severity: z.enum(severities),
  step: z.enum(stepIds),
  title: z.string(),
  detail: z.string(),
  fix: z.string(),
  certainty: z.enum(certainties),
  source: z.string().optional(),
  location: locationSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** Returns the findings with errors first, then warnings, then information; otherwise in the order given. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** Returns whether an error stands: then `export` and `apply` write and change nothing. */
export function hasError(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
