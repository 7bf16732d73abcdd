import { z } from 'zod';
import type { Problem } from '../../../shared/api/problem.ts';
import { MarkedLines } from './marked-lines.ts';

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

/** Collects what a script tells in its marked lines, as it comes; what is not known is passed over. */
export class ScriptEvents {
  readonly all: ScriptEvent[] = [];
  readonly #lines: MarkedLines;

  constructor(onEvent: (event: ScriptEvent) => void = () => undefined) {
    this.#lines = new MarkedLines((told) => {
      const event = eventSchema.safeParse(told);
      if (!event.success) return;
      this.all.push(event.data);
      onEvent(event.data);
    });
  }

  add(bytes: Uint8Array): void {
    this.#lines.add(bytes);
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
