/** The words of step 6. */
export const reviewText = {
  target: {
    label: 'Where the configuration goes',
    help: 'IIS reads both. What stands in applicationHost.config below a location of the site counts as if it stood in its web.config; one of the two is written, never both.',
    applicationHost: {
      title: 'applicationHost.config',
      badge: 'recommended',
      effect:
        'The server’s own file. Nothing has to be unlocked, and no password lies in the site’s folder. Needs an administrator.',
    },
    web: {
      title: 'web.config',
      effect:
        'The site’s file. Three sections must be unlocked for this site, the file may have 250 KB at most, and the next deployment can overwrite it.',
    },
    plain: 'Write passwords in clear',
    password: (name: string) => `Password of ${name}`,
    passwordHint: 'It is written into the file, and shown nowhere else.',
    handOver: 'Hand over',
    plainHint:
      'Only passwords that were handed over here. Whoever can read the file knows them; leave it off if you can.',
  },
  blocking: {
    title: 'This keeps the files from being written',
    none: 'Nothing keeps the files from being written.',
  },
  warnings: (count: number) =>
    count === 1 ? 'Read this before: 1 warning of another step' : `Read these before: ${count} warnings of other steps`,
  tabs: {
    title: 'The plan',
    label: 'What to look at',
    changes: 'Changes',
    affected: 'Who is affected',
    waiting: 'Checking …',
    noPlan: 'The plan appears here when everything is filled in and right.',
    newFile: 'The bundle has this file new; nothing was given to merge it into.',
  },
  changes: {
    lead: (count: number) =>
      count === 1
        ? 'One change. Open it to see before and after.'
        : `${count} changes, in the order in which they are made. The site is shut only when everything that opens it again is in place.`,
    alreadySo: 'already so',
    before: 'Before',
    after: 'After',
    notKnown: 'Not known: no given file tells. It is read when it is applied.',
    more: (count: number) => `… and ${count} more; the report lists them all.`,
  },
  affected: {
    bindings: 'Bindings of the site',
    noBindings: 'None yet.',
    sharing: 'Sites that share its HTTP.SYS record',
    noSharing: 'None in the given file.',
    sharingEffect:
      'They share one HTTP.SYS record with this site: its certificate, the question for a client certificate, and the TLS 1.3 and HTTP/2 switches are theirs too.',
    sameFolder: 'Sites with the same folder',
    sameFolderEffect:
      'The web.config counts for them too: what it asks of visitors is asked there as well, and they answer 500.19 while their sections are locked. Choose applicationHost.config to change this site only.',
    notKnown:
      'Not known, because no applicationHost.config was given. The scripts name them before they change anything.',
    interruption: 'Interruption',
    interruptionText:
      'Not measured. The application of the site can restart when its configuration changes; new TLS connections can fail for a moment while an HTTP.SYS record is written; installing the Windows feature can restart the worker processes of all sites.',
  },
  byHand: {
    title: 'Not to be copied by hand',
    waiting: (names: string) =>
      `The entries of ${names} are written disabled, because their passwords are in no file. apply.ps1 sets the password and enables them; do not enable them by hand.`,
    merged: (file: string) =>
      `${file} is a copy of the file that you gave, with the changes in it. Copied over the server’s file later, it takes back whatever changed there meanwhile.`,
    web: 'Until three sections are unlocked for this site, the whole site answers 500.19. apply.ps1 unlocks them.',
  },
  export: {
    title: 'Take it with you',
    lead: 'A folder with the configuration files, the scripts that apply, verify and undo them, a README and a report for the change ticket.',
    folder: 'Folder to write',
    folderHint: 'A new folder on this computer, with its full path.',
    write: 'Write the folder',
    replace: 'Replace an earlier export in this folder',
    download: 'Download as zip',
    busy: 'Writing the files …',
    cancel: 'Cancel',
    blocked: 'Something is missing or wrong, so nothing was written. It is listed above.',
    done: (count: number, place: string) => `${count} files were written to ${place}.`,
    downloaded: (count: number) => `${count} files were handed to the browser as a zip file.`,
    next: 'Start with its README.html.',
    digest: 'Plan digest',
    digestHint: 'apply.ps1 -ExpectedDigest refuses any other plan.',
    files: 'Files',
    zipName: (site: string) => `${site.replace(/[^A-Za-z0-9._-]+/g, '-') || 'bundle'}-client-certificates.zip`,
  },
} as const;
