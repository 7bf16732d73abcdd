import { randomBytes } from 'node:crypto';

/** Returns 24 random characters of base64url, 144 bits, with the three kinds of character that Windows' password policy asks for. */
export function randomPassword(): string {
  for (;;) {
    const password = randomBytes(18).toString('base64url');
    if (/[a-z]/.test(password) && /[A-Z]/.test(password) && /\d/.test(password)) return password;
  }
}
