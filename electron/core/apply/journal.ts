import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineProblems } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { changeSchema, type Change } from '../../../shared/plan/plan.ts';
import type { JournalFile, ServerState } from '../ports/server.ts';

const journalProblem = defineProblems({
  'journal.changed': {
    title: 'The journal is not as it was written',
    fix: 'Use the untouched journal. Without it, go back by hand: report.html lists every change.',
  },
  'journal.missing': { title: 'There is no journal', fix: 'Name the file that apply printed.' },
});

const state = z.unknown().transform((value) => value as ServerState | null);

/** `begin` stands before a change with what was captured, `end` after it; `found` names what was there already; `undone` closes all. */
const entrySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('run'), digest: z.string(), at: z.string() }),
  z.strictObject({ type: z.literal('begin'), change: changeSchema, captured: state }),
  z.strictObject({ type: z.literal('end'), change: z.string(), state: z.enum(['changed', 'failed']) }),
  z.strictObject({ type: z.literal('found'), change: z.string() }),
  z.strictObject({ type: z.literal('undone'), change: z.string(), state: z.enum(['undone', 'unchanged', 'left']) }),
]);
export type JournalEntry = z.infer<typeof entrySchema>;

const lineSchema = z.strictObject({ number: z.int(), previous: z.string(), entry: entrySchema });

/** Something that was there before apply came to it, and that going back leaves. */
export interface FoundChange {
  kind: 'found';
  change: { id: string };
}

/** A change that was begun and not undone since, and what its resource was before the first touch. */
export interface OpenChange {
  kind: 'begun';
  change: Change;
  captured: ServerState | null;
}

/** A journal with its entries. Each line holds the hash of the one before: a changed, lost or added line is seen. */
export class Journal {
  readonly #file: JournalFile;
  readonly entries: JournalEntry[];
  #previous: string;
  #validLength: number;

  private constructor(file: JournalFile, entries: JournalEntry[], previous: string, validLength: number) {
    this.#file = file;
    this.entries = entries;
    this.#previous = previous;
    this.#validLength = validLength;
  }

  /** Opens a journal; an absent one is empty unless it `mustExist`. Only an incomplete last line is forgiven: a kill leaves one. */
  static async open(file: JournalFile, mustExist: boolean): Promise<Reply<Journal>> {
    const text = await file.read();
    if (text === null && mustExist) {
      const detail = `${file.path} does not exist.`;
      return fail(journalProblem('journal.missing', { detail, location: { file: file.path } }));
    }
    const complete = (text ?? '').slice(0, (text ?? '').lastIndexOf('\n') + 1);
    const entries: JournalEntry[] = [];
    let previous = '';
    for (const [index, line] of complete.split('\n').slice(0, -1).entries()) {
      const parsed = lineSchema.safeParse(parseJson(line));
      if (!parsed.success || parsed.data.number !== index + 1 || parsed.data.previous !== previous) {
        const location = { file: file.path, line: index + 1 };
        return fail(journalProblem('journal.changed', { detail: `Line ${index + 1} does not fit.`, location }));
      }
      entries.push(parsed.data.entry);
      previous = hash(line);
    }
    return succeed(new Journal(file, entries, previous, Buffer.byteLength(complete)));
  }

  get path(): string {
    return this.#file.path;
  }

  async append(entry: JournalEntry): Promise<void> {
    const line = JSON.stringify({ number: this.entries.length + 1, previous: this.#previous, entry });
    await this.#file.append(`${line}\n`, this.#validLength);
    this.entries.push(entry);
    this.#previous = hash(line);
    this.#validLength += Buffer.byteLength(line) + 1;
  }

  /** Returns what is still to be undone or left, in the order in which apply came to it. */
  open(): (OpenChange | FoundChange)[] {
    const changes = new Map<string, OpenChange | FoundChange>();
    for (const entry of this.entries) {
      if (entry.type === 'begin' && !changes.has(entry.change.id)) {
        changes.set(entry.change.id, { kind: 'begun', change: entry.change, captured: entry.captured });
      }
      if (entry.type === 'found' && !changes.has(entry.change)) {
        changes.set(entry.change, { kind: 'found', change: { id: entry.change } });
      }
      if (entry.type === 'undone') changes.delete(entry.change);
    }
    return [...changes.values()];
  }
}

function hash(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
