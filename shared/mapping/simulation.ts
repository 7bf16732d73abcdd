import { z } from 'zod';
import { certainties, findingSchema } from '../api/finding.ts';
import { mappingRuleSchema } from './mapping-section.ts';

export const simulationOutcomes = ['mapped', 'denied', 'unmapped'] as const;

/** One entry that was looked at, in the order in which IIS looks. */
export const traceEntrySchema = z.object({
  kind: z.enum(['one-to-one', 'many-to-one']),
  /** `oneToOne[0]`, `manyToOne[2]`: position in its collection; `oneToOne[0..9999]`: that many told in one. */
  entry: z.string(),
  name: z.string().optional(),
  userName: z.string().optional(),
  result: z.enum(['match', 'no-match', 'disabled']),
  reason: z.string(),
  certainty: z.enum(certainties),
  rules: z
    .array(mappingRuleSchema.extend({ matches: z.boolean(), values: z.array(z.string()), reason: z.string() }))
    .optional(),
});
export type TraceEntry = z.infer<typeof traceEntrySchema>;

/** Which account a certificate gets once it has reached the mapper, and why. */
export const simulationSchema = z.object({
  /** Name of the file, as given; a file with several certificates gives one result each. */
  certificate: z.string(),
  thumbprint: z.string().optional(),
  subject: z.string().optional(),
  outcome: z.enum(simulationOutcomes),
  account: z.string().optional(),
  /** The entry that decided. */
  mapping: z.string().optional(),
  /** That of the weakest statement that decided. */
  certainty: z.enum(certainties),
  /** Why, in one or a few sentences. */
  reason: z.string(),
  /** What the visitor gets instead of the page; absent when the mapper lets the visitor go on, or another way in does. */
  status: z.object({ code: z.string(), certainty: z.enum(certainties), reason: z.string() }).optional(),
  trace: z.array(traceEntrySchema),
  findings: z.array(findingSchema),
  /** What it gets from the other configuration, and whether this one is something else: another outcome or Windows account. */
  before: z.object({ outcome: z.enum(simulationOutcomes), account: z.string().optional() }).optional(),
  changed: z.boolean().optional(),
});
export type Simulation = z.infer<typeof simulationSchema>;
