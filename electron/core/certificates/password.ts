/**
 * A password in the encodings that formats ask for. More than one form means that programs disagree; each is tried.
 * The octets can be overwritten after use, which a JavaScript string cannot.
 */
export interface Password {
  /** Whether the user gave one; without, only "no password" and the empty one are tried. */
  readonly given: boolean;
  /** UTF-16 in network byte order with a final zero, for PKCS #12 (RFC 7292, appendix B.1). */
  readonly bmpForms: readonly Uint8Array[];
  /** Octets as they are, for PKCS #5 (RFC 8018: UTF-8 is recommended). */
  readonly rawForms: readonly Uint8Array[];
}

/**
 * Returns the forms of a password, given as UTF-8; null is "the user gave none". `orNone`: the password was given for
 * any file, so a file without one opens too.
 */
export function passwordForms(utf8: Uint8Array | null, orNone = false): Password {
  if (utf8 === null || utf8.length === 0) {
    // RFC 7292 leaves open whether "no password" is no octets at all or the final zero alone: both are in use.
    return {
      given: utf8 !== null,
      bmpForms: [new Uint8Array(2), new Uint8Array(0)],
      rawForms: [new Uint8Array(0)],
    };
  }
  const text = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString('utf8');
  const bmpForms = [bigEndian(Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)))];
  const rawForms = [Uint8Array.from(utf8)];
  if (utf8.some((octet) => octet > 0x7f)) {
    // OpenSSL before 1.1 widened each octet of the terminal's encoding (its pkcs12 manual, "NOTES").
    bmpForms.push(bigEndian(Uint16Array.from(utf8)));
    const narrow = Buffer.from(text, 'latin1');
    if (narrow.toString('latin1') === text) {
      rawForms.push(Uint8Array.from(narrow));
    }
    narrow.fill(0);
  }
  if (orNone) {
    bmpForms.push(new Uint8Array(2), new Uint8Array(0));
    rawForms.push(new Uint8Array(0));
  }
  return { given: true, bmpForms, rawForms };
}

function bigEndian(units: Uint16Array): Uint8Array {
  const octets = new Uint8Array(units.length * 2 + 2);
  units.forEach((unit, index) => {
    octets[index * 2] = unit >> 8;
    octets[index * 2 + 1] = unit & 0xff;
  });
  units.fill(0);
  return octets;
}

/** Overwrites every form. */
export function forgetPassword(password: Password): void {
  for (const form of [...password.bmpForms, ...password.rawForms]) form.fill(0);
}
