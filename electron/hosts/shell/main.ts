import * as electron from 'electron';
import { fileURLToPath } from 'node:url';
import { restartedArgument, startElevated } from '../../platform/windows/start-elevated.ts';
import { readAssets } from '../loopback/assets.ts';
import { openSession } from '../open-session.ts';
import { startShell } from './start-shell.ts';

// In a checkout and in the package alike this file lies four folders below `dist`.
const dist = new URL('../../../../', import.meta.url);

await startShell({
  electron,
  preload: fileURLToPath(new URL('preload.cjs', dist)),
  open: (askConsent) => openSession('window', electron.app.getPath('documents'), askConsent),
  startElevated: () => startElevated(process.execPath),
  isRestarted: process.argv.includes(restartedArgument),
  assets: () => readAssets(fileURLToPath(new URL('renderer', dist))),
});
