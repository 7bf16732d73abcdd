const prefix = '/api/';

/** The addresses under which the loopback host answers its page. */
export const loopbackPaths = {
  prefix,
  /** Takes a one-time code, gives a token. */
  token: `${prefix}token`,
  /** Followed by `GROUP/NAME`. */
  call: `${prefix}call/`,
  upload: `${prefix}upload`,
  download: `${prefix}download`,
  /** Says that the page is still open. */
  alive: `${prefix}alive`,
} as const;
