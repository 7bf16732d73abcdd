import type { App } from 'electron';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { ElevatedStart } from '../../platform/windows/start-elevated.ts';

const restartProblem = defineProblems({
  'window.elevation-declined': {
    title: 'The program was not started as administrator',
    fix: 'Say yes when Windows asks, or ask somebody who may; or export the files and run apply.ps1 as administrator.',
  },
  'window.elevation-failed': {
    title: 'The program could not be started as administrator',
    fix: 'Save the answers, close the window, and start the program with “Run as administrator”.',
  },
});

/**
 * Starts the program once more as administrator, and ends this one only when the other has started. What was answered lies
 * in the kept draft, which the other takes over; nothing is handed to it.
 */
export async function restartElevated(
  app: Pick<App, 'exit'>,
  start: () => Promise<ElevatedStart>,
): Promise<Reply<null>> {
  switch (await start()) {
    case 'started':
      // Nothing asks about unsaved answers: they are kept.
      app.exit(0);
      return succeed(null);
    case 'declined':
      return fail(restartProblem('window.elevation-declined', { detail: 'Somebody said no when Windows asked.' }));
    case 'failed':
      return fail(restartProblem('window.elevation-failed', { detail: 'Windows did not start it.' }));
  }
}

const lockTries = 100;
const betweenTries = 100;

/** Returns whether this is the one program of its kind; one that was restarted waits up to ten seconds for the one before to end. */
export async function isOnlyOne(app: Pick<App, 'requestSingleInstanceLock'>, isRestarted: boolean): Promise<boolean> {
  for (let tries = isRestarted ? lockTries : 1; tries > 0; tries -= 1) {
    if (app.requestSingleInstanceLock()) return true;
    if (tries > 1) await new Promise((resolve) => setTimeout(resolve, betweenTries));
  }
  return false;
}
