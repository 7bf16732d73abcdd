import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './npm.js';

const folder = join(root, 'node_modules', 'electron');

/** How long the runtime may take to come, in milliseconds. */
const fetchLimit = 180_000;

/** Returns why no window can be opened here, null when nothing speaks against it. */
export function whyNoWindow(environment = process.env, platform = process.platform, uid = process.getuid?.()) {
  if (platform === 'linux' && uid === 0) return 'Electron does not run as root';
  if (platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display';
  return null;
}

/** Returns the path of Electron's program, fetched at the first start; null, with the reason said, when it cannot be had. */
export async function electronProgram() {
  const program = installedProgram();
  if (program !== null) return program;
  const [major, minor] = process.versions.node.split('.').map(Number);
  // Electron's downloader needs this version.
  if (major < 22 || (major === 22 && minor < 12)) return null;
  console.log('Fetching the Electron runtime (once) ...');
  const status = await run(process.execPath, [join(folder, 'install.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: fetchLimit,
  }).catch(() => 1);
  return status === 0 ? installedProgram() : null;
}

function installedProgram() {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : null;
}
