import { defineProblems } from '../../../shared/api/define-problems.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import { programDataFolder } from '../../platform/files/program-data.ts';
import { openSession } from '../open-session.ts';
import { readAssets } from './assets.ts';
import { builtPage } from './built-page.ts';
import { startLoopback, type Loopback } from './loopback-server.ts';
import { openBrowser } from './open-browser.ts';

export interface ServeOptions {
  /** 0 is any that is free. */
  port: number;
  opensBrowser: boolean;
  /** Typed paths are relative to it. */
  folder: string;
  say: (line: string) => void;
  /** Called with what to do when somebody asks for another link; absent when nobody can. */
  onEnter?: (listener: () => void) => void;
  signal: AbortSignal;
}

export const idleMinutes = 30;

const serveProblem = defineProblems({
  'serve.port-taken': { title: 'The port is in use', fix: 'Name another port with --port, or none.' },
  'serve.port-refused': {
    title: 'The system does not allow this port',
    fix: 'Name a port above 1023 with --port, or none.',
  },
});

/** Serves the wizard until it is stopped or nobody uses it any more; returns which. */
export async function serve(options: ServeOptions): Promise<Reply<{ ended: 'stopped' | 'idle' }>> {
  const { say, signal } = options;
  const page = await builtPage(say);
  if (!page.ok) return page;
  const loopback = await start(options, page.value);
  if (!loopback.ok) return loopback;
  const { link, idle, close } = loopback.value;
  const forget = await present(link, options);
  options.onEnter?.(() => say(link()));
  try {
    const stopped = new Promise<'stopped'>((resolve) => {
      if (signal.aborted) resolve('stopped');
      signal.addEventListener('abort', () => resolve('stopped'), { once: true });
    });
    return succeed({ ended: await Promise.race([stopped, idle.then(() => 'idle' as const)]) });
  } finally {
    await close();
    await forget();
  }
}

async function start({ port, folder }: ServeOptions, page: string): Promise<Reply<Loopback>> {
  try {
    const loopback = await startLoopback({
      open: openSession('browser', folder),
      assets: await readAssets(page),
      port,
      now: () => performance.now(),
      idleMilliseconds: idleMinutes * 60_000,
    });
    return succeed(loopback);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    const detail = `127.0.0.1:${port} cannot be used (${String(code)}).`;
    if (code === 'EADDRINUSE') return fail(serveProblem('serve.port-taken', { detail }));
    if (code === 'EACCES') return fail(serveProblem('serve.port-refused', { detail }));
    throw error;
  }
}

/** Says where the wizard is, and opens it. Returns what takes away the file that the browser was opened with. */
async function present(link: () => string, { opensBrowser, say, onEnter }: ServeOptions): Promise<() => Promise<void>> {
  const again = onEnter ? ' Press Enter for a new one.' : '';
  const first = link();
  say(`The wizard: ${first}`);
  say(`The link works once and for one minute.${again} Ctrl+C ends the wizard.`);
  if (!opensBrowser) return () => Promise.resolve();
  const { opened, forget } = await openBrowser(first, programDataFolder());
  if (!opened) say('No browser could be started here: open the link yourself.');
  return forget;
}
