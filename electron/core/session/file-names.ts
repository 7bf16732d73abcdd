/** Names that Windows opens as a device in every folder and with any ending (Microsoft Learn, "Naming Files, Paths, and Namespaces"). */
const reservedName = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\.|$)/i;

const longestName = 100;

/**
 * Returns the name of a dropped file as a file of every system may be called: its last part, without characters and
 * names that Windows forbids and without those that nobody sees.
 */
export function safeFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const visible = last
    .normalize('NFC')
    .replaceAll(/\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '-')
    .replace(/^\s+/, '')
    .replace(/[\s.]+$/, '');
  const dot = visible.lastIndexOf('.');
  const ending = dot > 0 ? visible.slice(dot).slice(0, 20) : '';
  const stem = dot > 0 ? visible.slice(0, dot) : visible;
  const shortened =
    Array.from(stem)
      .slice(0, longestName - ending.length)
      .join('') + ending;
  if (shortened === '') return 'file';
  return reservedName.test(shortened) ? `_${shortened}` : shortened;
}

/** Returns the name, or the first of `name (2).ext`, `name (3).ext`, … that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${stem} (${count})${ending}`;
    if (!isTaken(candidate)) return candidate;
  }
}
