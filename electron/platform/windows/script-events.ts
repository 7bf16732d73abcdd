import { z } from 'zod';
import type { Problem } from '../../../shared/api/problem.ts';

/** Warnings of other commands go to standard output too: only lines with the marker count. */
const marker = 'client-certificate-mapping ';

const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('change'), change: z.string(), state: z.string(), because: z.string().optional() }),
  z.object({ event: z.enum(['started', 'resume']), journal: z.string() }),
  z.object({
    event: z.literal('result'),
    steps: z.array(z.object({ change: z.string(), state: z.string(), because: z.string().optional() })),
    journal: z.string().optional(),
    status: z.int(),
  }),
  z.object({
    event: z.literal('error'),
    error: z.object({ code: z.string(), title: z.string(), detail: z.string(), fix: z.string() }),
  }),
]);
export type ScriptEvent = z.infer<typeof eventSchema>;

/** Cuts the output of a script into its marked lines as it comes; what is not marked, or not known, is passed over. */
export class ScriptEvents {
  readonly all: ScriptEvent[] = [];
  readonly #onEvent: (event: ScriptEvent) => void;
  #rest = '';

  constructor(onEvent: (event: ScriptEvent) => void = () => undefined) {
    this.#onEvent = onEvent;
  }

  add(bytes: Uint8Array): void {
    // Marked lines are ASCII.
    const lines = (this.#rest + Buffer.from(bytes).toString('latin1')).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = eventOf(line);
      if (!event) continue;
      this.all.push(event);
      this.#onEvent(event);
    }
  }

  get result(): Extract<ScriptEvent, { event: 'result' }> | undefined {
    return this.all.find((event) => event.event === 'result');
  }

  get problem(): Problem | undefined {
    const found = this.all.find((event) => event.event === 'error');
    return found && { ...found.error, code: `windows.${found.error.code}` };
  }

  get journal(): string | undefined {
    return this.all.flatMap((event) => ('journal' in event && event.journal !== undefined ? [event.journal] : []))[0];
  }
}

function eventOf(line: string): ScriptEvent | null {
  if (!line.startsWith(marker)) return null;
  try {
    const parsed = eventSchema.safeParse(JSON.parse(line.slice(marker.length)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
