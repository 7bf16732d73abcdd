import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the project's folder, its output streaming through, and returns its exit status. */
export function run(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', fail);
    child.on('exit', (code) => done(code ?? 1));
  });
}

/** Runs npm with fixed words and returns its exit status. */
export function npm(...words) {
  const { npm_execpath: itself } = process.env;
  // npm itself when it started this: it may not be on the path, and on Windows only a shell would find it there.
  return itself ? run(process.execPath, [itself, ...words]) : run(`npm ${words.join(' ')}`, [], { shell: true });
}
