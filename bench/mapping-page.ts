import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runHere } from '../e2e/command-line/run-here.ts';
import { certificatesLike, tableOf } from '../e2e/models/many-mappings.ts';
import { Wizard } from '../e2e/models/wizard.ts';
import { stepIds } from '../shared/steps/step-id.ts';
import { measured, watchLongTasks } from './long-tasks.ts';

/** Scrolls the table for two seconds, a notch of a wheel in each frame, and returns the time between frames, sorted. */
const scroll = `new Promise((resolve) => {
  const table = document.querySelector('[role=table][aria-label="One certificate, one account"]');
  const frames = [];
  let last = performance.now();
  const begin = last;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    table.scrollTop += 120;
    if (now - begin < 2000) requestAnimationFrame(step);
    else resolve(frames.slice(1).sort((a, b) => a - b));
  };
  requestAnimationFrame(step);
})`;

/** Imports ten thousand rows on the screen and scrolls them; prints times, long tasks, frames and memory. */
async function run(count: number): Promise<void> {
  const wizard = await Wizard.open();
  const { page, folder } = wizard;
  try {
    await runHere(['new', '--sample', '--out', 'practice', '--json'], { cwd: folder });
    await wizard.click('Practice');
    await wizard.isAt('ssl-require');
    for (const step of stepIds.slice(1, stepIds.indexOf('mapping') + 1)) {
      await wizard.click('Next');
      await wizard.isAt(step);
    }
    const table = join(folder, 'many.csv');
    const certificates = certificatesLike(join(folder, 'practice', 'certificates', 'alice.cer'), count);
    writeFileSync(table, tableOf(certificates, 'certuser', 200));
    await watchLongTasks(page);
    await page.getByRole('button', { name: 'Import a CSV file …' }).click();
    const dialog = page.getByRole('dialog');
    await measured(page, `judge ${count} rows`, async () => {
      await dialog.locator('input[type=file]').first().setInputFiles(table);
      await dialog.getByText('can be taken over;').waitFor();
    });
    await measured(page, 'take them over', async () => {
      await dialog.getByRole('button', { name: /^Take over .* mappings?$/ }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByRole('tab', { name: /^One to one \(\d?,?\d{3}/ }).waitFor();
    });
    await measured(page, 'evaluate', async () => {
      await page.getByText('(not opened yet)').first().waitFor({ state: 'hidden' });
      // What is worked out for all of them after the answer came.
      await page.waitForTimeout(2000);
    });
    const frames = await page.evaluate<number[]>(scroll);
    const at = (share: number) => (frames[Math.floor(frames.length * share)] ?? 0).toFixed(1);
    process.stdout.write(`scroll: ${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms\n`);
    await measured(page, 'search', async () => {
      await page.getByRole('searchbox', { name: 'Search' }).first().fill('client 9');
      await page.waitForTimeout(500);
    });
    await measured(page, 'take them back', async () => {
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await page.waitForTimeout(500);
    });
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    process.stdout.write(`memory of the page: ${Math.round(usedSize / 1024 / 1024)} MB\n`);
  } finally {
    await wizard.close();
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(Number(process.argv[2] ?? 10_000));
}
