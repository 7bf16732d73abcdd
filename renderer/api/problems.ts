import type { Problem } from '../../shared/api/problem.ts';

/** The core cannot be reached; the page tries again. */
export const lost: Problem = {
  code: 'transport.lost',
  title: 'The connection to the program is lost',
  detail: 'The program behind this page has ended, or the tunnel to it is closed.',
  fix: 'Start the program again and open its new link. What was kept comes back.',
};

export const cancelled: Problem = {
  code: 'api.cancelled',
  title: 'Cancelled',
  detail: 'Nothing was written.',
  fix: 'Start again when you are ready.',
};

/** Returns the problem of a page that the program does not, or no longer, let in. */
export function notAdmitted(reason: string): Problem {
  return {
    code: 'transport.not-admitted',
    title: 'This window has no access to the program',
    detail: reason,
    fix: 'Press Enter where the program was started, and open the link that it prints then.',
  };
}

/** Returns the problem of a request that the program turned away. */
export function refused(reason: string): Problem {
  return {
    code: 'transport.refused',
    title: 'The program refused the request',
    detail: reason,
    fix: 'Reload the page, then try again.',
  };
}

/** Returns the problem of a file that the browser cannot read: a folder, or one that was changed or moved since. */
export function unreadable(name: string): Problem {
  return {
    code: 'transport.file-not-readable',
    title: 'The file cannot be read',
    detail: `The browser cannot read "${name}". It may be a folder, or it was changed, moved or removed.`,
    fix: 'Choose the file again; of a folder, choose the files in it.',
    location: { file: name },
  };
}

/** Returns the problem of a file that is larger than any that the program reads. */
export function tooLarge(name: string, maximumBytes: number): Problem {
  return {
    code: 'session.file-too-large',
    title: 'The file is too large',
    detail: `"${name}" has more than ${Math.floor(maximumBytes / 1024 / 1024)} MB.`,
    fix: 'Check that this is the file you mean.',
    location: { file: name },
  };
}
