/** The words of the start screen. */
export const startText = {
  title: 'What do you want to do?',
  lead: 'This wizard sets up IIS client certificate mapping: a visitor’s certificate decides which Windows account the site works with. Nothing on a server changes before you have seen all of it.',
  goOn: {
    title: 'Go on where you were',
    detail: (site: string) =>
      `Your answers for ${site === '' ? 'a site without a name yet' : `“${site}”`} are still here.`,
    action: 'Go on',
  },
  discard: {
    title: 'These answers are not saved',
    detail: (site: string) =>
      `Your answers for ${site === '' ? 'a site without a name yet' : `“${site}”`} make room for others, and cannot be brought back.`,
    keep: 'Keep them',
    discard: 'Begin without them',
  },
  practice: {
    title: 'Practice',
    detail:
      'A sample server, sample certificates, everything filled in. Look around, change things, nothing can break.',
    action: 'Practice',
  },
  prepare: {
    title: 'Prepare files for a server',
    detail:
      'You get the configuration and scripts as files, and take them to the server yourself. Files of the server that you drop on this window begin it too.',
    windows: 'Windows version of the server',
    action: 'Prepare files',
  },
  thisServer: {
    title: 'Configure this server',
    detail: 'Reads this server, shows every change, applies it and can undo it.',
    action: 'Configure',
    notPossible: 'Not possible here:',
  },
  opening: 'Opening …',
  recent: 'Answers you used last',
  open: 'Open saved answers',
  openHint: 'The folder or answers.json where they were saved, on the machine where the program runs.',
  openAction: 'Open',
  path: 'Path',
} as const;
