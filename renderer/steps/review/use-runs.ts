import { useCallback, useEffect, useState } from 'react';
import type { CallArgument } from '../../../shared/api/contract.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import type { Reply } from '../../../shared/api/reply.ts';
import type { Progress } from '../../../shared/api/transport.ts';
import type { Drift, Run, RunAction } from '../../../shared/wizard/run-calls.ts';
import { useActions, useTransport, useWizard } from '../../store/wizard-context.tsx';
import { applyText } from './apply-text.en.ts';
import { resultWords } from './result-words.ts';

export interface Runs {
  /** Newest first; null until the core has told them. */
  runs: readonly Run[] | null;
  progress: Readonly<Record<string, Progress>>;
  /** Why the last thing that was asked for was refused. */
  problem: Problem | null;
  /** A call is on its way. */
  isBusy: boolean;
  start: (input: CallArgument<'session', 'startApply'>) => Promise<boolean>;
  act: (run: Run, action: RunAction) => void;
  /** Returns whether the core was told. */
  stop: (run: Run) => Promise<boolean>;
  breakIt: (run: Run, drift: Drift) => void;
  forget: (run: Run) => void;
}

/** In milliseconds. */
const againAfter = 1000;
const nextOf = (attempt: number) => attempt + 1;

/** Returns what the core does and did on servers. It belongs to the core: a reload or a lost connection ends nothing. */
export function useRuns(): Runs {
  const transport = useTransport();
  const { announce, reconnect } = useActions();
  const isConnected = useWizard(({ connection }) => connection === 'ok');
  const [runs, setRuns] = useState<readonly Run[] | null>(null);
  const [progress, setProgress] = useState<Record<string, Progress>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** One more when a connection was lost that may be back already. */
  const [attempt, setAttempt] = useState(0);

  const put = useCallback(
    (run: Run) =>
      setRuns((before) => {
        const others = before ?? [];
        const isKnown = others.some(({ id }) => id === run.id);
        return isKnown ? others.map((each) => (each.id === run.id ? run : each)) : [run, ...others];
      }),
    [],
  );
  const refused = useCallback(
    (cause: Problem) => {
      // The frame shows a lost connection, and tries it again.
      if (cause.code === 'transport.lost')
        void reconnect().then(() => setTimeout(() => setAttempt(nextOf), againAfter));
      else setProblem(cause);
      announce(cause.title);
    },
    [announce, reconnect],
  );

  useEffect(() => {
    if (!isConnected) return;
    let isGone = false;
    void transport.call('session', 'runs', {}).then((reply) => {
      if (isGone) return;
      if (reply.ok) setRuns(reply.value.runs);
      else refused(reply.problem);
    });
    return () => {
      isGone = true;
    };
  }, [attempt, isConnected, refused, transport]);

  const active = (runs ?? []).flatMap(({ id, activity }) => (activity ? [id] : [])).join(' ');
  useEffect(() => {
    if (active === '' || !isConnected) return;
    const leaving = new AbortController();
    for (const id of active.split(' ')) {
      const onProgress = (told: Progress) => setProgress((before) => ({ ...before, [id]: told }));
      void transport.call('session', 'watchRun', { run: id }, { signal: leaving.signal, onProgress }).then((reply) => {
        if (leaving.signal.aborted) return;
        setProgress(({ [id]: _ended, ...others }) => others);
        if (!reply.ok) refused(reply.problem);
        else {
          put(reply.value);
          announce(resultWords(reply.value).title);
        }
      });
    }
    return () => leaving.abort();
  }, [active, announce, attempt, isConnected, put, refused, transport]);

  const ask = async (asked: Promise<Reply<Run>>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    const reply = await asked;
    setBusy(false);
    if (reply.ok) put(reply.value);
    else refused(reply.problem);
    return reply.ok;
  };
  const at = () => new Date().toISOString();
  return {
    runs,
    progress,
    problem,
    isBusy,
    start: (input) => ask(transport.call('session', 'startApply', input)),
    act: (run, action) => void ask(transport.call('session', 'continueRun', { run: run.id, action, at: at() })),
    stop: (run) => ask(transport.call('session', 'stopRun', { run: run.id })),
    breakIt: (run, drift) => {
      const broken = transport.call('session', 'breakPractice', { run: run.id, drift, at: at() });
      void ask(broken).then((isBroken) => {
        if (isBroken) announce(applyText.result.drift[drift]);
      });
    },
    forget: ({ id }) =>
      void transport.call('session', 'forgetRun', { run: id }).then((reply) => {
        if (reply.ok) setRuns((before) => (before ?? []).filter((each) => each.id !== id));
        else refused(reply.problem);
      }),
  };
}
