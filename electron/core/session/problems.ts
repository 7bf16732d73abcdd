import { defineProblems } from '../../../shared/api/define-problems.ts';

export const sessionProblem = defineProblems({
  'session.changed-elsewhere': {
    title: 'Another window changed these answers',
    fix: 'Take what the other window has, or let yours stand.',
  },
  'session.file-not-here': { title: 'The file is not here yet', fix: 'Drop the file, or choose it.' },
  'session.file-of-two-names': {
    title: 'Two paths of the table end in the same name',
    fix: 'Give the two files different names, in the folder and in the table.',
  },
  'session.file-outside': {
    title: 'The answers name a file outside their folder',
    fix: 'Add the file again, then save.',
  },
  'session.file-too-large': { title: 'The file is too large', fix: 'Check that this is the file you mean.' },
  'session.full': { title: 'There is no room for more files', fix: 'Remove files that are not needed.' },
  'session.not-kept': {
    title: 'The answers could not be kept for a crash',
    fix: 'Free some space, or save the answers elsewhere. Nothing is lost while this program runs.',
  },
  'session.saved-file-changed': {
    title: 'The saved answers were changed by another program',
    fix: 'Save to another folder, or write over what is there.',
  },
  'session.not-this-server': {
    title: 'This server cannot be read from here',
    fix: 'Add its applicationHost.config, and the web.config of the site.',
  },
  'session.nobody-named': { title: 'No answers are open', fix: 'Begin, open, or practise first.' },
});
