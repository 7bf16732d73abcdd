import type { RemarkCount } from '../../shared/wizard/remarks.ts';
import type { StepState } from '../../shared/wizard/step-states.ts';

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** The words around the steps. */
export const frameText = {
  product: 'IIS Client Certificate Wizard',
  practice: 'Practice server',
  practiceHint: 'Sample certificates and a sample server. Nothing of yours is touched.',
  site: (name: string) => (name === '' ? 'Site: not named yet' : `Site “${name}”`),
  steps: 'Steps',
  skip: 'Skip to the step',
  stepOf: (number: number) => `Step ${number} of 7`,
  states: {
    'not-visited': 'not visited',
    checking: 'checking …',
    'to-do': 'to do',
    seen: 'seen',
    done: 'done',
    warnings: 'has warnings',
    errors: 'has errors',
  } satisfies Record<StepState, string>,
  theme: { label: 'Theme', system: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' },
  help: { label: 'Help', title: 'Help (F1)', keys: 'F1' },
  undo: { label: 'Undo', title: 'Undo (Ctrl+Z)', keys: 'Control+Z' },
  redo: { label: 'Redo', title: 'Redo (Ctrl+Y)', keys: 'Control+Y' },
  start: { label: 'Start screen', title: 'Start screen' },
  serverSheet: 'What happens on the server',
  back: 'Back',
  next: 'Next',
  save: 'Save answers',
  saved: 'Answers saved',
  findings: ({ missing, error, warning, information }: RemarkCount) => {
    const grave = [
      ...(error > 0 ? [counted(error, 'error', 'errors')] : []),
      ...(missing > 0 ? [`${missing} to fill in`] : []),
      ...(warning > 0 ? [counted(warning, 'warning', 'warnings')] : []),
    ];
    if (grave.length > 0) return grave.join(', ');
    return information > 0 ? `No errors, ${counted(information, 'note', 'notes')}` : 'Nothing to mend';
  },
  checking: 'Checking …',
  loading: 'Loading …',
  found: 'What was found in this step',
  findingsTitle: 'Everything that was found',
  noFindings: 'Nothing was found that needs your attention.',
  close: 'Close',
  helpTitle: 'Help',
  keys: {
    title: 'Keys',
    list: [
      ['Alt+N', 'next step'],
      ['Alt+B', 'step before'],
      ['Alt+S', 'what happens on the server'],
      ['Ctrl+Z', 'undo'],
      ['Ctrl+Y', 'do again'],
      ['Ctrl+S', 'save the answers'],
      ['F1', 'help on the focused field'],
      ['Esc', 'close'],
    ],
  },
  sheet: {
    noPlan:
      'There is no plan yet: something is still missing in the answers. “Everything that was found” in the footer says what.',
    lead: (title: string, step: number) =>
      `What step ${step}, ${title}, adds to the plan. The numbers are the order in which the whole plan is carried out. Nothing happens until you apply it.`,
    nothing: 'This step itself changes nothing on the server. The whole plan stands in step 6, Review.',
    alreadySo: 'It is so already: nothing is changed, it is only checked.',
    command: (number: number) => `Change ${number} by hand`,
    files: 'In the configuration files',
    filesHint: 'The whole change of each file, with what the other steps add. Passwords are never shown.',
  },
  saveDialog: {
    lead: 'The answers and the files you brought are saved together. Passwords are never saved.',
    practiceLead: 'The answers are saved with the practice files and the passwords of those. They open nothing else.',
    folder: 'Folder',
    folderHint:
      'A folder on the machine where the program runs, such as C:\\Users\\you\\answers. It is made when it is not there.',
    replace: 'Write over what is there',
    replaceHint: 'A folder is only replaced when it holds nothing but answers that were saved into it before.',
    download: 'Download answers only',
    cancel: 'Cancel',
    save: 'Save',
  },
  failure: {
    title: 'The page has stopped because of a fault in it',
    detail: 'Your answers are kept. Load the page again to go on where you were.',
    reload: 'Load again',
  },
  lost: {
    title: 'The connection to the program is lost.',
    detail:
      'You can go on; nothing typed here is lost, but nothing is checked or written until the connection is back.',
    retry: 'Try again',
    download: 'Download the answers',
  },
  behind: {
    title: 'Another window has changed these answers.',
    theirs: 'Show the other window’s answers',
    mine: 'Keep the answers of this window',
  },
  recovered: {
    title: 'These are the answers of before.',
    detail: (day: string, time: string) =>
      `The program ended without saving them; this is how they were on ${day} at ${time}. Files that were added and not saved have to be added again.`,
  },
  dropHere: 'Drop files anywhere. They are recognised by what they contain.',
  arriving: (count: number) => `Reading ${counted(count, 'file', 'files')} …`,
  moreFiles: (count: number) => `and ${counted(count, 'more file', 'more files')}`,
  leave: 'There are unsaved answers.',
  copyDetails: 'Copy details',
  copied: 'Copied',
  dismiss: 'Dismiss',
} as const;
