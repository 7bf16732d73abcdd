import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './npm.js';

/** Ends the process with a plain sentence unless this Node can run the project (`engines` in package.json). */
function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [major, minor] = engines.node.match(/\d+/g).map(Number);
  const [runningMajor, runningMinor] = process.versions.node.split('.').map(Number);
  if (runningMajor > major || (runningMajor === major && runningMinor >= minor)) return;
  console.error(`This needs Node ${major}.${minor} or later; this is Node ${process.versions.node}.`);
  process.exit(1);
}

/** Returns the time in milliseconds at which a file was written, null when there is none. */
function writtenAt(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Installs the packages of package-lock.json when they are missing or older than it; ends the process when that fails. */
export async function ensureInstalled() {
  requireNode();
  const installed = writtenAt('node_modules/.package-lock.json');
  if (installed !== null && installed >= (writtenAt('package-lock.json') ?? 0)) return;
  console.log('Installing the packages of package-lock.json (npm ci) ...');
  if ((await npm('ci')) === 0) return;
  console.error('npm ci failed.');
  process.exit(1);
}
