import { defineProblems } from '../../../../shared/api/define-problems.ts';

export const runProblem = defineProblems({
  'run.errors-stand': {
    title: 'Errors stand in the answers',
    fix: 'Solve the errors that Review lists. Nothing was changed.',
  },
  'run.other-plan': {
    title: 'The plan is no longer the one that you agreed to',
    fix: 'Look at the plan as it is now, and agree again. Nothing was changed.',
  },
  'run.not-from-browser': {
    title: 'A browser cannot change this server',
    fix: 'Use the window of the program, or export the files and run apply.ps1 as administrator.',
  },
  'run.practice-material': {
    title: 'These are practice answers',
    fix: 'Apply them to the practice server. On a real server the practice certificates would be trusted.',
  },
  'run.not-agreed': { title: 'Nobody agreed', fix: 'Start again and agree, when you are ready. Nothing was changed.' },
  'run.save-first': {
    title: 'The PFX is not on the disk yet',
    fix: 'Save the answers first: the server certificate is imported from the file beside them.',
  },
  'run.password-missing': { title: 'A password is missing', fix: 'Give it in Review, then apply again.' },
  'run.busy': { title: 'Something still goes on there', fix: 'Wait until it has ended, or stop it.' },
  'run.unknown': { title: 'This run is not known any more', fix: 'Apply the plan again.' },
  'run.no-journal': {
    title: 'There is no journal to go back with',
    fix: 'If apply was interrupted: apply again, which goes on from its journal, then roll back. Otherwise there is nothing to undo.',
  },
  'run.not-possible-here': {
    title: 'This practice server cannot be broken in that way',
    fix: 'Apply the plan first, then choose another way.',
  },
  'run.broke-off': {
    title: 'It broke off',
    fix: 'Mend the cause if it is named, then apply again to go on, or roll back. The journal knows every change that was begun.',
  },
});
