import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build } from 'vite';
import { systemBrowser } from '../e2e/models/wizard.ts';
import { readAssets } from '../electron/hosts/loopback/assets.ts';
import { builtPage } from '../electron/hosts/loopback/built-page.ts';
import { startLoopback } from '../electron/hosts/loopback/loopback-server.ts';
import { openSession } from '../electron/hosts/open-session.ts';
import { stepTitles } from '../shared/steps/titles.en.ts';
import { median } from './measure.ts';

// How long the wizard's page takes until it can be used, beside a page that holds nothing but React and one button. Both
// are built by Vite and served by the same host; each opening is a browser context of its own with an empty cache.

const rounds = 11;
const goals = { ratio: 2, kilobytes: 250 };

/** Notes when the first button is painted and the page's thread has answered after it, in ms since navigation began. */
const watchForFirstButton = `
  window.usableAfter = new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('button:not([disabled])') === null) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    };
    requestAnimationFrame(look);
  });
`;

async function buildEmptyPage(folder: string): Promise<string> {
  writeFileSync(join(folder, 'index.html'), '<div id="root"></div><script type="module" src="/main.jsx"></script>');
  writeFileSync(
    join(folder, 'main.jsx'),
    `import { createRoot } from 'react-dom/client';
     createRoot(document.getElementById('root')).render(<button>Start</button>);`,
  );
  const outDir = join(folder, 'built');
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    base: './',
    build: { outDir },
  });
  return outDir;
}

async function served(pageFolder: string, workFolder: string) {
  return startLoopback({
    open: openSession('browser', workFolder),
    assets: await readAssets(pageFolder),
    port: 0,
    now: () => performance.now(),
    idleMilliseconds: 600_000,
  });
}

async function opened(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1180, height: 800 } });
  return context.newPage();
}

async function usableAfter(browser: Browser, link: string): Promise<number> {
  const page = await opened(browser);
  await page.addInitScript(watchForFirstButton);
  await page.goto(link);
  const milliseconds = await page.evaluate<number>('window.usableAfter');
  await page.context().close();
  return milliseconds;
}

/** Returns the kilobytes of JavaScript, compressed by gzip, that are asked for until the first step is on the screen. */
async function scriptUntilFirstStep(browser: Browser, link: string): Promise<number> {
  const page = await opened(browser);
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.endsWith('.js')) bodies.push(response.body());
  });
  await page.goto(link);
  await page.getByRole('button', { name: /^Practice/ }).click();
  await page.getByRole('heading', { level: 1, name: stepTitles['ssl-require'] }).waitFor();
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  await page.context().close();
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
mkdirSync(dist, { recursive: true });
const folder = mkdtempSync(join(dist, 'bench-page-'));
const browser = await chromium.launch({
  ...(systemBrowser !== undefined && { executablePath: systemBrowser }),
  args: ['--no-sandbox'],
});
try {
  process.env['XDG_STATE_HOME'] = join(folder, 'state');
  const page = await builtPage(() => undefined);
  if (!page.ok) throw new Error(page.problem.detail);
  const wizard = await served(page.value, folder);
  const empty = await served(await buildEmptyPage(folder), folder);
  const times = { wizard: [] as number[], empty: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const wizardTime = await usableAfter(browser, wizard.link());
    const emptyTime = await usableAfter(browser, empty.link());
    if (round === 0) continue;
    times.wizard.push(wizardTime);
    times.empty.push(emptyTime);
  }
  const [ours, theirs] = [median(times.wizard), median(times.empty)];
  const kilobytes = await scriptUntilFirstStep(browser, wizard.link());
  await wizard.close();
  await empty.close();
  process.stdout.write(
    [
      `the wizard's page can be used after ${ours.toFixed(0)} ms, an empty page with React after ${theirs.toFixed(0)} ms: ${(ours / theirs).toFixed(2)} x (goal: at most ${goals.ratio} x)`,
      `JavaScript until the first step: ${kilobytes.toFixed(0)} kB gzip (goal: at most ${goals.kilobytes} kB)`,
      '',
    ].join('\n'),
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
