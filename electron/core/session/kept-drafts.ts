import { z } from 'zod';
import { instantSchema } from '../../../shared/api/call.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { draftSchema, type Host } from '../../../shared/wizard/session-calls.ts';
import type { ProgramData } from '../ports/disk.ts';
import { sessionProblem } from './problems.ts';

const keptDraftSchema = z.object({
  version: z.literal(1),
  answers: draftSchema,
  savedTo: z.string().nullable(),
  keptAt: instantSchema,
});
export type KeptDraft = z.infer<typeof keptDraftSchema>;

const recentSchema = z.array(z.object({ path: z.string(), site: z.string(), openedAt: instantSchema }));
type Recent = Host['recent'][number];

const recentName = 'recent.json';
const mostRecent = 10;

/** Which running program a draft belongs to; it is nobody's business to take over a draft that is still worked on. */
export interface Processes {
  own: number;
  isRunning: (id: number) => boolean;
}

/** What outlives the program: the draft of each running session, and the answers that were open last. Nothing secret. */
export class KeptDrafts {
  readonly #data: ProgramData;
  readonly #processes: Processes;

  constructor(data: ProgramData, processes: Processes) {
    this.#data = data;
    this.#processes = processes;
  }

  async keep(draft: Omit<KeptDraft, 'version'>): Promise<Problem | null> {
    const problem = await this.#data.write(draftName(this.#processes.own), json({ version: 1, ...draft }));
    return problem && sessionProblem('session.not-kept', { detail: problem.detail });
  }

  async forget(): Promise<void> {
    await this.#data.remove(draftName(this.#processes.own));
  }

  /** Returns the newest draft of a program that ended without saving it, and takes it away. */
  async recover(): Promise<KeptDraft | null> {
    let newest: (KeptDraft & { name: string }) | null = null;
    for (const name of await this.#data.list()) {
      const owner = /^draft-(\d+)\.json$/.exec(name)?.[1];
      if (owner === undefined || Number(owner) === this.#processes.own) continue;
      if (this.#processes.isRunning(Number(owner))) continue;
      const draft = await this.#readJson(name, keptDraftSchema);
      if (draft && (newest === null || newest.keptAt < draft.keptAt)) newest = { ...draft, name };
    }
    if (newest === null) return null;
    const { name, ...draft } = newest;
    // Ours from now on: written first, then taken away from where it was.
    if ((await this.keep(draft)) === null) await this.#data.remove(name);
    return draft;
  }

  async recent(): Promise<Recent[]> {
    return (await this.#readJson(recentName, recentSchema)) ?? [];
  }

  /** Puts answers at the head of the list; that it cannot be written stops nobody. */
  async opened(entry: Recent): Promise<void> {
    const others = (await this.recent()).filter(({ path }) => path !== entry.path);
    await this.#data.write(recentName, json([entry, ...others].slice(0, mostRecent)));
  }

  async #readJson<T>(name: string, schema: z.ZodType<T>): Promise<T | null> {
    const bytes = await this.#data.read(name);
    if (bytes === null) return null;
    try {
      return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    } catch (error) {
      // A file that another version wrote, or that somebody edited, is passed over.
      if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
      throw error;
    }
  }
}

function draftName(id: number): string {
  return `draft-${id}.json`;
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
