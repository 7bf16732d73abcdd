import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a link may wait to be opened. */
export const codeMilliseconds = 60_000;

/**
 * Who may ask: one-time codes, which stand in the links that the program prints, and the tokens that pages got for them.
 * Only digests are kept.
 */
export class Access {
  readonly #now: () => number;
  #code: { digest: Buffer; until: number } | null = null;
  #tokens: Buffer[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Returns a new code; one that was issued before and not used is worth nothing any more. */
  issueCode(): string {
    const code = randomBytes(32).toString('base64url');
    this.#code = { digest: digestOf(code), until: this.#now() + codeMilliseconds };
    return code;
  }

  /** Returns a token for a code, once and within a minute; else null. */
  exchange(code: string): string | null {
    const issued = this.#code;
    if (!issued || !timingSafeEqual(issued.digest, digestOf(code))) return null;
    this.#code = null;
    if (this.#now() > issued.until) return null;
    const token = randomBytes(32).toString('base64url');
    this.#tokens.push(digestOf(token));
    return token;
  }

  admits(authorization: string | undefined): boolean {
    const token = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(authorization ?? '')?.[1];
    if (token === undefined) return false;
    const digest = digestOf(token);
    return this.#tokens.some((known) => timingSafeEqual(known, digest));
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
