import { defineProblems } from '../../../shared/api/define-problems.ts';

export const cliProblem = defineProblems({
  'usage.unknown-command': {
    title: 'There is no such command',
    fix: 'iis-client-certificate --help lists the commands.',
  },
  'usage.unknown-option': { title: 'There is no such option', fix: 'Remove it, or correct its name.' },
  'usage.missing-command': { title: 'No command is named', fix: 'iis-client-certificate --help lists the commands.' },
  'usage.missing-argument': { title: 'An argument is missing', fix: 'Add it.' },
  'usage.missing-option': { title: 'An option is missing', fix: 'Add it.' },
  'usage.missing-value': { title: 'An option has no value', fix: 'Write the value after the option.' },
  'usage.too-many-arguments': { title: 'There are too many arguments', fix: 'Remove what does not belong there.' },
  'usage.invalid-value': { title: 'An argument or option has a value that it cannot have', fix: 'Correct the value.' },
  'usage.secrets-not-readable': {
    title: 'The passwords on standard input cannot be used',
    fix: 'Send one JSON object: {"files":{"PATH":"password"},"accounts":{"ID":"password"}}.',
  },
  'api.cancelled': { title: 'Cancelled', fix: 'Start again when you are ready.' },
  'internal.bug': {
    title: 'The program made a mistake',
    fix: 'Report it with the command that you ran, without passwords and private files.',
  },
});
