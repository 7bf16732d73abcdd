import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

// `npm run bench [-- NAME …]`: every benchmark of this folder, or those named, each in a process of its own.

const helpers = ['long-tasks', 'measure', 'run'];
const names = process.argv.slice(2);
const all = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
  .filter((name) => !helpers.includes(name));
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no benchmark "${unknown.join('", "')}". There are: ${all.join(', ')}.\n`);
  process.exitCode = 2;
} else {
  for (const name of names.length > 0 ? names : all) {
    process.stdout.write(`\n## ${name}\n\n`);
    const args = ['--import', 'tsx', join(import.meta.dirname, `${name}.ts`)];
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}
