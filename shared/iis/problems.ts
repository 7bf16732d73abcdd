import { defineProblems } from '../api/define-problems.ts';

/** Why a file is not read as an IIS configuration, or not changed. */
export const configurationProblem = defineProblems({
  'configuration.not-iis': {
    title: 'This is not a configuration file of IIS',
    fix: 'Give the web.config of the site, or applicationHost.config from %windir%\\System32\\inetsrv\\config.',
  },
  'configuration.redirected': {
    title: 'This file only says where the configuration lies',
    fix: 'Give the applicationHost.config of the folder that this redirection.config names.',
  },
  'configuration.path-too-deep': {
    title: 'The path of a location is nested too deeply',
    fix: 'Check that you have the right file. The path of a folder on Windows has far fewer levels.',
  },
  'configuration.site-not-in-file': {
    title: 'The site is not in the file',
    fix: 'Name a site of that file. Sites are never created.',
  },
  'configuration.location-not-in-fragment': {
    title: 'The file is one <location> of another path',
    fix: 'Give the whole applicationHost.config, or none: the export then makes the <location> anew.',
  },
  'configuration.section-twice': {
    title: 'A section stands twice at the same level',
    fix: 'Keep one of the two: IIS answers 500.19 for such a file, and there is no right place for a change.',
  },
  'configuration.section-elsewhere': {
    title: 'A section is not in this file',
    fix: 'Give the file that configSource names its section back, or remove configSource and configProtectionProvider.',
  },
  'configuration.entry-inherited': {
    title: 'The same entry comes from the server level already',
    fix: 'Change or remove the entry at the server level first; a second one is a duplicate key (500.19, 0x800700B7).',
  },
  'configuration.result-invalid': {
    title: "The result would not be valid against IIS' schema",
    fix: 'Correct the answer that leads to this value.',
  },
});
