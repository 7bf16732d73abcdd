import type { FileReference, Secrets } from '../../../../shared/api/call.ts';
import type { Problem } from '../../../../shared/api/problem.ts';
import type { RunAction, RunResult } from '../../../../shared/wizard/run-calls.ts';
import type { CallContext } from '../../core.ts';
import type { Files } from '../../ports/files.ts';
import type { Servers } from '../../ports/servers.ts';
import { reviewHandlers } from '../../steps/review/handlers.ts';
import { runProblem } from './problems.ts';
import type { RunRecord } from './run-records.ts';

export interface Order {
  action: RunAction;
  at: string;
  secrets: Secrets;
  /** A practice server fails at this change. */
  failAt?: string | undefined;
}

/** What an action came to, and which journals are there to be rolled back after it. */
type Outcome = Pick<RunRecord, 'journals'> & { result: RunResult };

/** Does what was ordered to the server of a run. An expected failure is a result; so is one that nobody expected. */
export async function carryOut(
  record: RunRecord,
  order: Order,
  files: Files,
  servers: Servers,
  context: CallContext,
): Promise<Outcome> {
  const { action, at } = order;
  try {
    const review = reviewHandlers({ files, practice: servers.practice, windows: servers.windows });
    const bundle = await servers.folders.place(record.id, 'bundle');
    const practice = record.target === 'practice' ? await servers.folders.place(record.id, 'server.json') : undefined;
    const where = { bundle, practice };
    switch (action) {
      case 'apply':
        return await apply(record, order, review, where, context);
      case 'verify':
        return await verify(record, order, review, where, context);
      case 'rollback':
        return await rollBack(record, order, review, practice, servers, context);
    }
  } catch (error) {
    if (context.signal.aborted && error === context.signal.reason) {
      return { journals: record.journals, result: { kind: 'interrupted', at, action } };
    }
    const detail = `${error instanceof Error ? error.name : 'Something'} ended it${systemCode(error)}.`;
    return { journals: record.journals, result: problem(order, runProblem('run.broke-off', { detail })) };
  }
}

type Review = ReturnType<typeof reviewHandlers>;
interface Where {
  bundle: FileReference;
  practice: FileReference | undefined;
}

async function apply(
  { digest, pfx, journals }: RunRecord,
  order: Order,
  review: Review,
  { bundle, practice }: Where,
  context: CallContext,
): Promise<Outcome> {
  const { at, failAt, secrets } = order;
  const place = practice ? { practice } : { ...(pfx && { pfx }) };
  const fault = failAt !== undefined && practice ? { fault: { change: failAt, kind: 'fail' as const } } : {};
  const reply = await review.apply({ bundle, ...place, ...fault, expectedDigest: digest, at, secrets }, context);
  if (!reply.ok) return { journals, result: problem(order, reply.problem) };
  const { steps, journal, error } = reply.value;
  return {
    journals: journals.includes(journal) ? journals : [...journals, journal],
    result: { kind: 'apply', at, steps, ...(error && { error: forThePage(error) }) },
  };
}

async function verify(
  { journals }: RunRecord,
  order: Order,
  review: Review,
  { bundle, practice }: Where,
  context: CallContext,
): Promise<Outcome> {
  const reply = await review.verify({ bundle, ...(practice && { practice }) }, context);
  if (!reply.ok) return { journals, result: problem(order, reply.problem) };
  return { journals, result: { kind: 'verify', at: order.at, steps: reply.value.steps } };
}

/** Newest journal first: each holds what was there before its own changes. */
async function rollBack(
  { journals }: RunRecord,
  order: Order,
  review: Review,
  practice: FileReference | undefined,
  servers: Servers,
  context: CallContext,
): Promise<Outcome> {
  // A practice server has one, which says itself what is still to be undone; it is known even where nobody came to tell.
  const known = practice ? [(await servers.practice()).journalOf(practice).path] : journals;
  if (known.length === 0) {
    const detail = 'No journal of a change that could be undone is known here.';
    return { journals, result: problem(order, runProblem('run.no-journal', { detail })) };
  }
  const left = [...known];
  const steps = new Map<string, Extract<RunResult, { kind: 'rollback' }>['steps'][number]>();
  for (const path of [...known].reverse()) {
    const journal = servers.folders.journal(path);
    const reply = await review.rollback({ journal, ...(practice && { practice }) }, context);
    if (!reply.ok) return { journals: left, result: problem(order, reply.problem) };
    for (const step of reply.value.steps) steps.set(step.change, step);
    left.pop();
  }
  return { journals: left, result: { kind: 'rollback', at: order.at, steps: [...steps.values()] } };
}

/** The practice server speaks of the command's option; a page has none. */
function forThePage(error: Problem): Problem {
  return error.code === 'practice.fault' ? { ...error, fix: 'Choose Resume: this time it does not fail.' } : error;
}

function problem({ action, at }: Order, cause: Problem): RunResult {
  return { kind: 'problem', at, action, problem: cause };
}

/** The name of the system's error, which says more than that there was one and holds nothing secret. */
function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
}
