import { existsSync } from 'node:fs';
import { run } from './npm.js';

const aptGet = '/usr/bin/apt-get';
const browsers = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/microsoft-edge'];

/**
 * Installs Debian's Chromium where there is no browser and this account may install one. Without a browser the screens are
 * not tested: those tests are skipped, and named before the total.
 */
export async function ensureBrowser() {
  if (process.platform !== 'linux' || browsers.some((path) => existsSync(path))) return;
  if (process.getuid?.() !== 0 || !existsSync(aptGet)) return;
  console.log('Installing Chromium for the tests of the screens ...');
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  const updated = await run(aptGet, ['update', '-q'], options);
  const installed =
    updated === 0 ? await run(aptGet, ['install', '-qy', '--no-install-recommends', 'chromium'], options) : 1;
  if (installed !== 0) console.error('Chromium could not be installed; the screens are not tested.');
}
