import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is turned away; the text is for whoever looks at it in a browser or with a tool. */
export interface Refusal {
  status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421 | 500;
  reason: string;
}

/**
 * Returns why a request cannot come from our own page on this origin (`127.0.0.1:4711`), null when it can. The exact Host
 * keeps out names that were made to point here (DNS rebinding); Origin and Sec-Fetch-Site keep out other sites' pages.
 */
export function foreign(host: string, headers: IncomingHttpHeaders): Refusal | null {
  if (headers.host !== host) {
    return { status: 421, reason: `This is only served as http://${host}/. A tunnel must use the same port number.` };
  }
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) {
    return { status: 403, reason: 'Requests of other sites are refused.' };
  }
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  // A link may lead here; without a code the page that opens can do nothing.
  const isLink = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return isOwn || isLink ? null : { status: 403, reason: 'Requests of other sites are refused.' };
}

/** Returns why a call is refused beyond that: browsers send Origin with every POST, and a form cannot send these types. */
export function notACall(
  host: string,
  method: string | undefined,
  headers: IncomingHttpHeaders,
  contentType: string,
): Refusal | null {
  if (method !== 'POST') return { status: 405, reason: 'Calls are made with POST.' };
  const site = headers['sec-fetch-site'];
  if (headers.origin !== `http://${host}` || (site !== undefined && site !== 'same-origin')) {
    return { status: 403, reason: 'Calls come from the page of this program only.' };
  }
  if (headers['content-type'] !== contentType) return { status: 415, reason: `The body must be ${contentType}.` };
  if (headers['content-encoding'] !== undefined) return { status: 415, reason: 'The body must not be compressed.' };
  return null;
}
