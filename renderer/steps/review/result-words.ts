import type { Problem } from '../../../shared/api/problem.ts';
import type { Severity } from '../../../shared/api/finding.ts';
import type { Run, RunResult } from '../../../shared/wizard/run-calls.ts';
import { applyText } from './apply-text.en.ts';

const words = applyText.result;

export type RunStep = Extract<RunResult, { steps: unknown }>['steps'][number];

interface ResultWords {
  tone: Severity | 'done';
  title: string;
  /** What to do now; null when nothing has to be done. */
  next: string | null;
  problem: Problem | null;
  /** The changes that somebody has to look at. */
  notable: readonly RunStep[];
  /** Applying again goes on from where it stopped. */
  resumes: boolean;
}

/** Returns what the last thing that was done on a server came to, in plain words. */
export function resultWords({ result, changes }: Run): ResultWords {
  const plain = { next: null, problem: null, notable: [], resumes: false };
  switch (result?.kind) {
    case undefined:
      return { ...plain, tone: 'information', title: applyText.run.starting };
    case 'apply':
      return applyWords(result, changes);
    case 'verify': {
      const notable = result.steps.filter(({ state }) => state !== 'as-planned');
      const all = result.steps.length;
      if (notable.length === 0) return { ...plain, tone: 'done', title: words.asPlanned(all) };
      const title = words.different(notable.length, all);
      return { ...plain, tone: 'warning', title, next: words.differentNext, notable };
    }
    case 'rollback': {
      const notable = result.steps.filter(({ state }) => state === 'left');
      const undone = result.steps.filter(({ state }) => state === 'undone').length;
      const isNothing = undone === 0 && notable.length === 0;
      const title = isNothing ? words.nothingToUndo : words.rolledBack(undone, notable.length);
      return { ...plain, tone: 'done', title, notable };
    }
    case 'drift':
      return { ...plain, tone: 'warning', title: words.drift[result.drift], next: words.driftNext };
    case 'problem': {
      const { action, problem } = result;
      return { ...plain, tone: 'error', title: words.problem[action], problem };
    }
    case 'interrupted': {
      const isHalf = result.action !== 'verify';
      const title = words.interrupted[result.action];
      const next = isHalf ? words.interruptedNext : null;
      return { ...plain, tone: isHalf ? 'error' : 'warning', title, next, resumes: result.action === 'apply' };
    }
  }
}

function applyWords({ steps, error }: Extract<RunResult, { kind: 'apply' }>, changes: Run['changes']): ResultWords {
  const count = (...states: readonly string[]) => steps.filter(({ state }) => states.includes(state)).length;
  const [done, left] = [count('changed', 'unchanged'), count('skipped')];
  const notable = steps.filter(({ state }) => state === 'failed');
  if (error) {
    const failed = changes.find(({ id }) => id === notable[0]?.change)?.title ?? '';
    const title = words.failed(failed, done, left);
    return { tone: 'error', title, next: words.failedNext, problem: error, notable, resumes: true };
  }
  const plain = { problem: null, notable };
  if (left === 0) {
    const title = words.applied(count('changed'), count('unchanged'));
    return { ...plain, tone: 'done', title, next: null, resumes: false };
  }
  return { ...plain, tone: 'warning', title: words.stopped(done, left), next: words.stoppedNext, resumes: true };
}
