import { defineProblems } from '../../../shared/api/define-problems.ts';

export const windowsProblem = defineProblems({
  'windows.program-missing': {
    title: 'A program of Windows is missing',
    fix: 'Install what the detail names: Windows PowerShell 5.1 is part of Windows, appcmd.exe comes with IIS.',
  },
  'windows.program-failed': {
    title: 'A program of Windows failed',
    fix: 'Run it by hand to see its message; its output is not kept, because it can hold passwords.',
  },
  'windows.not-answering': {
    title: 'A program of Windows did not answer in time',
    fix: 'It was ended. Look at the server, then start again; apply goes on where it stopped.',
  },
  'windows.output-not-understood': {
    title: 'The output of a program of Windows is not understood',
    fix: 'Run the script of the bundle itself; it prints its own messages.',
  },
  'windows.not-told': {
    title: 'Windows did not tell something about this server',
    fix: 'Read it again, or give what the step asks for as text or as a file.',
  },
  'windows.configuration-shared': {
    title: 'This server shares its configuration with others',
    fix: 'Add the applicationHost.config of the folder that the detail names. What is changed there is changed for all of them.',
  },
  'windows.site-elsewhere': {
    title: 'The folder of the site is on another computer',
    fix: 'Add the web.config of the site yourself, if it has one.',
  },
  'windows.stopped': {
    title: 'Stopped',
    fix: 'Start again to go on, or roll back with the journal.',
  },
});
