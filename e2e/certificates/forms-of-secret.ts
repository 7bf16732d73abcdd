/** Characters of a piece of Base-64 or hex digits that no chance repeats. */
const tellingLength = 20;

/** Returns every form in which octets may have been written: raw, hex digits, and Base-64 at each of its three alignments. */
function formsOfOctets(octets: Buffer): Buffer[] {
  const base64 = [0, 1, 2].flatMap((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), octets]).toString('base64');
    // The digits at both ends depend on the neighbours.
    const inner = shifted.slice(4, -4).slice(0, tellingLength);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const hex = octets.toString('hex').slice(0, 2 * tellingLength);
  const list = octets.subarray(0, tellingLength).join(',');
  return [
    octets.subarray(0, tellingLength),
    ...[hex, hex.toUpperCase(), list, ...base64].map((text) => Buffer.from(text)),
  ];
}

/** Returns the forms of a password: its text in UTF-8 and UTF-16, escaped as in JSON, and what its octets may look like. */
export function formsOfPassword(password: string): Buffer[] {
  const bigEndian = Buffer.from(password, 'utf16le').swap16();
  const texts = [password, JSON.stringify(password).slice(1, -1), encodeURIComponent(password)];
  return [
    ...texts.map((text) => Buffer.from(text)),
    Buffer.from(password, 'utf16le'),
    bigEndian,
    ...formsOfOctets(Buffer.from(password)),
  ];
}

/** Returns the forms of the secret numbers of a private key, each a part of its JSON Web Key. */
export function formsOfKey(numbers: readonly (string | undefined)[]): Buffer[] {
  return numbers.flatMap((number) => formsOfOctets(Buffer.from(number ?? '', 'base64url')));
}

/** Returns the places whose content has one of the forms. */
export function placesOf(forms: readonly Buffer[], places: ReadonlyMap<string, Buffer>): string[] {
  return [...places].filter(([, content]) => forms.some((form) => content.includes(form))).map(([place]) => place);
}
