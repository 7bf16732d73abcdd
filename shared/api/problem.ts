import { z } from 'zod';

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

export interface ProblemDetails {
  detail: string;
  /** Replaces the table's fix where the case at hand allows a more exact one. */
  fix?: string;
  location?: Location;
}

/**
 * Returns the constructor of one area's problems. Every code stands once, in its area's table, with the title and the
 * fix that hold for each occurrence; the detail is what is special about this one.
 */
export function defineProblems<const Table extends Record<string, { title: string; fix: string }>>(table: Table) {
  return (code: keyof Table & string, { detail, fix, location }: ProblemDetails): Problem => {
    const entry = table[code] as { title: string; fix: string };
    return { code, title: entry.title, detail, fix: fix ?? entry.fix, ...(location && { location }) };
  };
}
