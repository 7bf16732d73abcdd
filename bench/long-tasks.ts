import type { Page } from '@playwright/test';

/** What a page script keeps: tasks that kept the page from drawing for more than 50 ms, in milliseconds. */
const watchTasks = `
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
  }).observe({ type: 'longtask', buffered: false });
`;
const takeTasks = 'window.longTasks.splice(0)';

/** Has a page notice its long tasks from now on. */
export async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(watchTasks);
}

/** Prints how long a piece of work took, and the long tasks of the page meanwhile. */
export async function measured(page: Page, what: string, work: () => Promise<void>): Promise<void> {
  await page.evaluate(takeTasks);
  const started = performance.now();
  await work();
  const milliseconds = Math.round(performance.now() - started);
  const tasks = await page.evaluate<number[]>(takeTasks);
  process.stdout.write(
    `${what}: ${milliseconds} ms; tasks over 50 ms: ${tasks.length === 0 ? 'none' : tasks.join(', ')}\n`,
  );
}
