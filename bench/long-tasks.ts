import type { Page } from '@playwright/test';

/** A task of the page: how long it kept the page from drawing, and the processor time that it took, in milliseconds. */
interface Task {
  duration: number;
  own: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

const tooLong = 50;

/** Returns the tasks of the page's thread in a trace of Chromium. */
function tasksOf(trace: Buffer): Task[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const pages = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  );
  return traceEvents
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && pages.has(threadOf(event)))
    .map(({ dur = 0, tdur = 0 }) => ({ duration: dur / 1000, own: tdur / 1000 }));
}

/**
 * Prints how long a piece of work took, and the long tasks of the page meanwhile. A task that took much less of a processor
 * than it lasted waited for one: the machine had other work to do.
 */
export async function measured(page: Page, what: string, work: () => Promise<void>): Promise<void> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser of its own');
  await browser.startTracing(page, { categories: ['-*', 'toplevel'] });
  const started = performance.now();
  await work();
  const milliseconds = Math.round(performance.now() - started);
  const tasks = tasksOf(await browser.stopTracing());
  const long = tasks
    .filter(({ duration }) => duration > tooLong)
    .map(({ duration, own }) => `${duration.toFixed(0)} (${own.toFixed(0)} of a processor)`);
  const most = Math.max(0, ...tasks.map(({ own }) => own));
  process.stdout.write(
    `${what}: ${milliseconds} ms; tasks over ${tooLong} ms: ${long.length === 0 ? 'none' : long.join(', ')}; most of a processor: ${most.toFixed(0)} ms\n`,
  );
}
