import { z } from 'zod';
import type { Problem } from '../../../../shared/api/problem.ts';
import { runRecordSchema } from '../../../../shared/wizard/run-calls.ts';
import type { ProgramData } from '../../ports/disk.ts';

const recordSchema = z.object({
  version: z.literal(1),
  ...runRecordSchema.shape,
  /** The process that works on it, as long as there is an activity. */
  owner: z.int(),
  /** The server's PFX: where it lies and what the answers call it; its password is nowhere. */
  pfx: z.object({ name: z.string(), handle: z.string() }).nullable(),
});
export type RunRecord = z.infer<typeof recordSchema>;

/** What is kept of runs, so that one can verify and go back at any time later. */
export class RunRecords {
  readonly #data: ProgramData;

  constructor(data: ProgramData) {
    this.#data = data;
  }

  /** Returns every record, newest first; one that another version wrote or that somebody edited is passed over. */
  async list(): Promise<RunRecord[]> {
    const names = (await this.#data.list()).filter((name) => /^run-[0-9a-f]{16}\.json$/.test(name));
    const records = await Promise.all(names.map((name) => this.#read(name)));
    return records.filter((record) => record !== null).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  }

  find(id: string): Promise<RunRecord | null> {
    return /^[0-9a-f]{16}$/.test(id) ? this.#read(nameOf(id)) : Promise.resolve(null);
  }

  /** Returns why it could not be kept. */
  keep(record: RunRecord): Promise<Problem | null> {
    return this.#data.write(nameOf(record.id), new TextEncoder().encode(`${JSON.stringify(record)}\n`));
  }

  remove(id: string): Promise<void> {
    return this.#data.remove(nameOf(id));
  }

  async #read(name: string): Promise<RunRecord | null> {
    const bytes = await this.#data.read(name);
    if (bytes === null) return null;
    try {
      const record = recordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
      return nameOf(record.id) === name ? record : null;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
      throw error;
    }
  }
}

function nameOf(id: string): string {
  return `run-${id}.json`;
}
