import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineProblems } from '../../../shared/api/define-problems.ts';
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

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** The first line: how many entries follow, and the hash of the last two. Without it, lost last lines would not be seen. */
const headSchema = z.strictObject({ entries: z.string().regex(/^\d{8}$/), last: hashSchema, previous: hashSchema });
/** What stands for the hash of a line before the first. */
const noHash = '0'.repeat(64);

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

/** A journal with its entries. Each line holds the hash of the one before, the head that of the last: every change is seen. */
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
    if (text === null) {
      if (!mustExist) return succeed(new Journal(file, [], noHash, 0));
      const detail = `${file.path} does not exist.`;
      return fail(journalProblem('journal.missing', { detail, location: { file: file.path } }));
    }
    const changed = (line: number, detail: string) =>
      fail(journalProblem('journal.changed', { detail, location: { file: file.path, line } }));
    const complete = text.slice(0, text.lastIndexOf('\n') + 1);
    const [first = '', ...lines] = complete.split('\n').slice(0, -1);
    const head = headSchema.safeParse(parseJson(first));
    if (!head.success) return changed(1, 'It does not begin as a journal does.');
    const entries: JournalEntry[] = [];
    const hashes = [noHash];
    for (const [index, line] of lines.entries()) {
      const parsed = lineSchema.safeParse(parseJson(line));
      if (!parsed.success || parsed.data.number !== index + 1 || parsed.data.previous !== hashes[index]) {
        return changed(index + 2, `Line ${index + 2} does not fit.`);
      }
      entries.push(parsed.data.entry);
      hashes.push(hash(line));
    }
    if (!isHeadOf(head.data, hashes, text.length > complete.length)) {
      return changed(lines.length + 1, 'Its last lines are not those that were written.');
    }
    return succeed(new Journal(file, entries, hashes.at(-1) ?? noHash, Buffer.byteLength(complete)));
  }

  get path(): string {
    return this.#file.path;
  }

  async append(entry: JournalEntry): Promise<void> {
    const line = `${JSON.stringify({ number: this.entries.length + 1, previous: this.#previous, entry })}\n`;
    const last = hash(line.slice(0, -1));
    const entries = String(this.entries.length + 1).padStart(8, '0');
    const head = `${JSON.stringify({ entries, last, previous: this.#previous })}\n`;
    await this.#file.append(line, this.#validLength, head);
    this.#validLength = (this.#validLength || head.length) + Buffer.byteLength(line);
    this.entries.push(entry);
    this.#previous = last;
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

/** A kill can leave one line more than the head counts, or the last one incomplete; nothing else. */
function isHeadOf(
  { entries, last, previous }: z.infer<typeof headSchema>,
  hashes: readonly string[],
  isCutOff: boolean,
): boolean {
  const counted = Number(entries);
  const present = hashes.length - 1;
  if (present === counted - 1) return isCutOff && hashes[present] === previous;
  return (present === counted || present === counted + 1) && hashes[counted] === last;
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
