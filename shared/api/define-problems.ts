import type { Location, Problem } from './problem.ts';

// Apart from the schemas: the page, and the thread that opens files, carry no schema library.

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
