import type { Drift, RunAction } from '../../../shared/wizard/run-calls.ts';

const changes = (count: number) => (count === 1 ? 'one change' : `${count} changes`);
const are = (count: number) => (count === 1 ? 'one is' : `${count} are`);

/** The words of applying a plan to a server: before, meanwhile and afterwards. */
export const applyText = {
  practice: {
    title: 'Apply to the practice server',
    lead: 'A simulated Windows server that exists on this computer only. Apply the plan, break something, see what verify finds, and roll back: nothing real changes.',
    action: 'Apply to the practice server …',
  },
  thisServer: {
    title: 'Apply to this server',
    lead: 'Makes a backup, then each change in the order above. It stops at the first that fails, and can be rolled back.',
    action: 'Apply to this server …',
    notPossible: 'Not possible here:',
    practiceMaterial:
      'These are practice answers. On a real server their certificates would be trusted, so they are for the practice server only.',
  },
  blocked: 'Something is missing or wrong, so nothing can be applied. It is listed above.',
  waiting: 'Checking …',
  consent: {
    title: { practice: 'Apply this plan to the practice server?', 'this-server': 'Apply this plan to this server?' },
    lead: (site: string, count: number) => `Site “${site}”: ${changes(count)}, in this order.`,
    list: 'Changes',
    more: (count: number) => `… and ${count} more, listed in Review.`,
    digest: 'Plan digest',
    digestHint: 'Only a plan with this digest is applied. Compare it with the one in your change ticket.',
    windowAsks: 'The program asks once more in a window of its own, with the same digest.',
    undone:
      'Roll back undoes what apply changed. It does not bring back a password that it replaced, nor restore a private key.',
    generated: (names: string) => `The password of ${names} is made on the server and shown to nobody.`,
    interruption: 'The site can be interrupted for a moment while its configuration and HTTP.SYS record are written.',
    password: (name: string) => `Password of ${name}`,
    passwordHint: 'It is handed to the program, and neither shown again nor stored.',
    passwordAction: 'Hand over',
    passwordsMissing: 'Passwords are missing. Hand them over first.',
    failAt: 'Practise a failure: stop at',
    noFailure: 'Nowhere, let it succeed',
    cancel: 'Cancel',
    apply: 'Apply',
  },
  run: {
    of: {
      practice: (site: string) => `Practice server, site “${site}”`,
      'this-server': (site: string) => `This server, site “${site}”`,
    },
    begun: (day: string) => `First applied ${day}`,
    otherPlan: 'The plan has changed since. What stands here is about the plan as it was applied.',
    activity: { apply: 'Applying', verify: 'Verifying', rollback: 'Rolling back' } satisfies Record<RunAction, string>,
    elapsed: (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    step: (done: number, total: number, what: string) => `${Math.min(done + 1, total)} of ${total}: ${what}`,
    starting: 'Starting …',
    stop: 'Stop',
    stopping: 'It stops after the change that is being made.',
    goesOn: 'It goes on without this page.',
    lost: 'The connection is lost. What was begun goes on in the program; how far it is shows when the connection is back.',
    verify: 'Verify again',
    apply: 'Apply again',
    resume: 'Resume',
    rollback: 'Roll back',
    forget: 'New practice server',
    digest: 'Plan digest',
    journal: 'Journal',
    details: 'Digest and journal',
    every: (count: number) => `Every change (${count})`,
    more: (count: number) => `… and ${count} more.`,
    code: 'Code:',
  },
  result: {
    applied: (changed: number, unchanged: number) =>
      changed === 0
        ? `Nothing was left to do: all ${unchanged} were as planned already.`
        : `Done: ${changes(changed)} made${unchanged === 0 ? '' : `, ${unchanged} as planned already`}.`,
    failed: (title: string, done: number, left: number) =>
      `It stopped at “${title}”. ${are(done)} done, one failed, ${are(left)} not done.`,
    stopped: (done: number, left: number) => `It was stopped. ${are(done)} done, ${are(left)} not done.`,
    failedNext: 'Mend the cause and choose Resume to go on from here, or Roll back to undo what is done.',
    stoppedNext: 'Choose Resume to go on from here, or Roll back to undo what is done.',
    asPlanned: (count: number) => `Verified: all ${count} are as planned.`,
    different: (count: number, all: number) =>
      `Verified: ${count} of ${all} ${count === 1 ? 'is' : 'are'} not as planned.`,
    differentNext:
      'If that was not on purpose, Apply again puts it right. If it was, export the server’s files again and plan anew.',
    rolledBack: (undone: number, left: number) =>
      `Rolled back: ${undone} undone${left === 0 ? '' : `, ${left} left as ${left === 1 ? 'it is' : 'they are'}`}.`,
    nothingToUndo: 'Nothing was left to undo.',
    problem: {
      apply: 'It was not applied.',
      verify: 'It could not be verified.',
      rollback: 'It was not rolled back completely.',
    } satisfies Record<RunAction, string>,
    interrupted: {
      apply: 'The program ended while it applied.',
      verify: 'The program ended while it verified. Nothing was changed by that.',
      rollback: 'The program ended while it rolled back.',
    } satisfies Record<RunAction, string>,
    interruptedNext: 'The journal knows every change that was begun. Resume goes on from there; Roll back undoes it.',
    drift: {
      'binding-made-anew': 'Somebody renewed the server certificate and bound it anew: HTTP.SYS lost its settings.',
      'anonymous-on': 'Somebody switched anonymous authentication on.',
      'root-removed': 'Somebody removed the trusted root.',
    } satisfies Record<Drift, string>,
    driftNext: 'Verify again to see what it finds.',
  },
  states: {
    unchanged: 'as planned already',
    changed: 'done',
    failed: 'failed',
    skipped: 'not done',
    'as-planned': 'as planned',
    different: 'not as planned',
    unknown: 'not known',
    undone: 'undone',
    left: 'left',
  },
  /** Rolling back says `unchanged` of what was no longer there to undo. */
  nothingToUndo: 'nothing to undo',
  breaking: {
    title: 'Break something',
    lead: 'What goes wrong in practice some months later. Verify finds it, Apply again puts it right.',
    label: 'What happens',
    drifts: {
      'binding-made-anew': 'The server certificate is renewed and bound anew',
      'anonymous-on': 'Somebody switches anonymous authentication on',
      'root-removed': 'Somebody removes the trusted root',
    } satisfies Record<Drift, string>,
    action: 'Let it happen',
  },
  earlier: {
    title: 'What was applied from here',
    lead: 'Verify again or roll back at any time, from the journal of the run.',
  },
} as const;
