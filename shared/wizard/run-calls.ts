import { z } from 'zod';
import { call, instantSchema } from '../api/call.ts';
import { problemSchema } from '../api/problem.ts';

export const runTargets = ['practice', 'this-server'] as const;
export type RunTarget = (typeof runTargets)[number];

export const runActions = ['apply', 'verify', 'rollback'] as const;
export type RunAction = (typeof runActions)[number];

/** What somebody else can do to a practice server, so that verify has something to find. */
export const drifts = ['binding-made-anew', 'anonymous-on', 'root-removed'] as const;
export type Drift = (typeof drifts)[number];

const stepOf = <const State extends string>(states: readonly [State, ...State[]]) =>
  z.object({ change: z.string(), state: z.enum(states), because: z.string().optional() });

/** What came of the last thing that was done. */
const runResultSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('apply'),
    at: instantSchema,
    steps: z.array(stepOf(['unchanged', 'changed', 'failed', 'skipped'])),
    /** Why a change failed. Absent although some are skipped: it was stopped. */
    error: problemSchema.optional(),
  }),
  z.object({
    kind: z.literal('verify'),
    at: instantSchema,
    steps: z.array(stepOf(['as-planned', 'different', 'unknown'])),
  }),
  z.object({ kind: z.literal('rollback'), at: instantSchema, steps: z.array(stepOf(['undone', 'unchanged', 'left'])) }),
  /** Something was done to the practice server on purpose. */
  z.object({ kind: z.literal('drift'), at: instantSchema, drift: z.enum(drifts) }),
  /** It was refused, or broke off without saying how far it came; the journal knows. */
  z.object({ kind: z.literal('problem'), at: instantSchema, action: z.enum(runActions), problem: problemSchema }),
  /** The program ended in the middle. */
  z.object({ kind: z.literal('interrupted'), at: instantSchema, action: z.enum(runActions) }),
]);
export type RunResult = z.infer<typeof runResultSchema>;

/** What is kept of a run on the disk. Nothing secret: names, states and places. */
export const runRecordSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  target: z.enum(runTargets),
  site: z.string(),
  /** The digest of the plan that somebody agreed to. */
  digest: z.string(),
  changes: z.array(z.object({ id: z.string(), title: z.string() })),
  startedAt: instantSchema,
  /** What goes on at present, and since when. */
  activity: z.object({ action: z.enum(runActions), since: instantSchema }).nullable(),
  result: runResultSchema.nullable(),
  /** Where the journals of what is not rolled back lie, oldest first. */
  journals: z.array(z.string()),
});

/** A plan on a server: what is or was done there. */
export const runSchema = runRecordSchema.extend({
  /** It belongs to the answers that are open. */
  isOfThisDocument: z.boolean(),
  drifts: z.array(z.enum(drifts)),
});
export type Run = z.infer<typeof runSchema>;

const named = { run: z.string() };
/** A practice server fails at this change, so that one can learn what follows. */
const failAt = z.string().optional();

/**
 * What a page asks about plans on servers. A run belongs to the core: it goes on when the page is reloaded or the
 * connection is lost, and every page sees it.
 */
export const runCalls = {
  /** Every run that this account's programs know of, newest first. */
  runs: call(z.strictObject({}), z.object({ runs: z.array(runSchema) })),
  /** Begins to apply the plan of the answers, if it still is the one that was agreed to. */
  startApply: call(
    z.strictObject({
      answers: z.record(z.string(), z.unknown()),
      at: instantSchema,
      target: z.enum(runTargets),
      agreedDigest: z.string(),
      failAt,
    }),
    runSchema,
  ),
  /** Begins to apply the same plan once more, to verify it, or to roll it back. */
  continueRun: call(z.strictObject({ ...named, action: z.enum(runActions), at: instantSchema, failAt }), runSchema),
  /** Returns when nothing goes on any more; progress until then. Leaving does not stop the run. */
  watchRun: call(z.strictObject(named), runSchema),
  /** Ends what goes on after the change that is being made. */
  stopRun: call(z.strictObject(named), runSchema),
  breakPractice: call(z.strictObject({ ...named, drift: z.enum(drifts), at: instantSchema }), runSchema),
  /** Throws a practice server away; the next one is made anew. */
  forgetRun: call(z.strictObject(named), z.strictObject({})),
};
