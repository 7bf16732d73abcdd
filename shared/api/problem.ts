import { z } from 'zod';

export { defineProblems, type ProblemDetails } from './define-problems.ts';

/** Where something is: `file` as the user wrote it, lines and columns from 1, `path` inside a JSON document (`mapping.oneToOne[0].client`). */
export const locationSchema = z.object({
  file: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
  path: z.string().optional(),
});
export type Location = z.infer<typeof locationSchema>;

/** An expected failure: what happened, where, and what to do. It never carries a secret or a stack trace. */
export const problemSchema = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  fix: z.string(),
  location: locationSchema.optional(),
});
export type Problem = z.infer<typeof problemSchema>;
