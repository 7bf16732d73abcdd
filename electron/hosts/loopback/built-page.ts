import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineProblems } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';

const pageProblem = defineProblems({
  'serve.page-not-built': {
    title: 'The page could not be built',
    fix: 'Run "npm run build" and see what it says.',
  },
});

const root = fileURLToPath(new URL('../../../', import.meta.url));
const built = join(root, 'dist', 'renderer');
const stampFile = join(root, 'dist', 'renderer.stamp');
/** What the page is built from. */
const sources = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'];

/**
 * Returns the folder of the built page. In a checkout it is built first when any source is other than it was then; an
 * installed program has no sources.
 */
export async function builtPage(say: (line: string) => void): Promise<Reply<string>> {
  if (!existsSync(join(root, 'renderer'))) return succeed(built);
  const stamp = await stampOf(sources);
  if (existsSync(join(built, 'index.html')) && (await readFile(stampFile, 'utf8').catch(() => '')) === stamp) {
    return succeed(built);
  }
  say('Building the page ...');
  // Built aside, so that another process never sees half a page.
  const aside = `${built}-${process.pid}`;
  try {
    const problem = await build(aside);
    if (problem !== null) return fail(pageProblem('serve.page-not-built', { detail: problem }));
    await rm(built, { recursive: true, force: true });
    await mkdir(join(root, 'dist'), { recursive: true });
    await rename(aside, built);
    await writeFile(stampFile, stamp);
    return succeed(built);
  } finally {
    await rm(aside, { recursive: true, force: true });
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
  return hash.digest('hex');
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
