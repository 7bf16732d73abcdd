import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';

const pageProblem = defineProblems({
  'serve.page-not-built': {
    title: 'The page could not be built',
    fix: 'Run "npm run build" and see what it says.',
  },
});

const root = fileURLToPath(new URL('../../../', import.meta.url));
const dist = join(root, 'dist');
/** What the page is built from. */
const sources = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'];
const prefix = 'page-';

/**
 * Returns the folder of the built page. In a checkout each state of the sources has its own folder, built when it is
 * asked for first: two processes that build at once end with the same one, and none ever sees half a page. An installed
 * program has no sources.
 */
export async function builtPage(say: (line: string) => void): Promise<Reply<string>> {
  if (!existsSync(join(root, 'renderer'))) return succeed(join(dist, 'renderer'));
  const built = join(dist, `${prefix}${await stampOf(sources)}`);
  if (existsSync(built)) return succeed(built);
  say('Building the page ...');
  const aside = join(dist, `building-${process.pid}`);
  try {
    const problem = await build(aside);
    if (problem !== null) return fail(pageProblem('serve.page-not-built', { detail: problem }));
    await rename(aside, built).catch((error: unknown) => {
      // Somebody else was faster.
      if (!existsSync(built)) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await removeOthers(built);
  return succeed(built);
}

async function removeOthers(built: string): Promise<void> {
  for (const name of await readdir(dist)) {
    const path = join(dist, name);
    if (name.startsWith(prefix) && path !== built) await rm(path, { recursive: true, force: true });
  }
}

/** Names, sizes and times of all sources: a file that was removed or put back counts too. */
async function stampOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  const add = async (path: string): Promise<void> => {
    const kind = await stat(path);
    if (kind.isDirectory()) for (const name of (await readdir(path)).sort()) await add(join(path, name));
    else hash.update(`${path.slice(root.length)} ${kind.size} ${kind.mtimeMs}\n`);
  };
  for (const path of paths) await add(join(root, path));
  return hash.digest('hex').slice(0, 16);
}

function build(folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const args = [vite, 'build', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'];
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      // Vite builds React for development when NODE_ENV says "test" or "development", and the page stays for everybody.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => {
      const detail = said
        .replaceAll(/\u001b\[[\d;]*m/g, '')
        .trim()
        .slice(0, 2000);
      resolve(code === 0 ? null : detail || `The build ended with status ${code ?? 'unknown'}.`);
    });
  });
}
