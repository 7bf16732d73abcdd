import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { runHere } from '../e2e/command-line/run-here.ts';
import { certificatesLike, tableOf } from '../e2e/models/many-mappings.ts';
import { Wizard } from '../e2e/models/wizard.ts';
import { stepIds } from '../shared/steps/step-id.ts';
import { measured } from './long-tasks.ts';

/** Scrolls the table from its top for two seconds, so many pixels in each frame, and returns the time between frames, sorted. */
const scroll = (pixels: number) => `new Promise((resolve) => {
  const table = document.querySelector('[role=table][aria-label="One certificate, one account"]');
  const frames = [];
  table.scrollTop = 0;
  let last = performance.now();
  const begin = last;
  const step = () => {
    const now = performance.now();
    frames.push(now - last);
    last = now;
    table.scrollTop += ${pixels};
    if (now - begin < 2000) requestAnimationFrame(step);
    else resolve(frames.slice(1).sort((a, b) => a - b));
  };
  requestAnimationFrame(step);
})`;

/** A notch of a wheel in each frame, and three. */
const notches = [120, 360];

async function measureScroll(page: Page, what: string): Promise<void> {
  for (const pixels of notches) {
    const frames = await page.evaluate<number[]>(scroll(pixels));
    const at = (share: number) => (frames[Math.floor(frames.length * share)] ?? 0).toFixed(1);
    process.stdout.write(`scroll ${pixels} px a frame${what}: median ${at(0.5)} ms, 95 % ${at(0.95)} ms\n`);
  }
}

/** Opens step 5 and takes a table of so many rows over; prints times and long tasks. */
async function takeOver(wizard: Wizard, count: number): Promise<void> {
  const { page, folder } = wizard;
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
}

/** Imports ten thousand rows on the screen and scrolls them; prints times, long tasks, frames and memory. */
async function run(count: number): Promise<void> {
  const wizard = await Wizard.open();
  const { page } = wizard;
  try {
    await takeOver(wizard, count);
    await measureScroll(page, '');
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

/** Scrolls as many rows in a browser that waits for no screen: the time between frames is what they cost. */
async function runWithoutLimit(count: number): Promise<void> {
  const wizard = await Wizard.open(undefined, undefined, ['--disable-frame-rate-limit', '--disable-gpu-vsync']);
  try {
    await takeOver(wizard, count);
    await measureScroll(wizard.page, ', without a limit');
  } finally {
    await wizard.close();
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const count = Number(process.argv[2] ?? 10_000);
  await run(count);
  await runWithoutLimit(count);
}
