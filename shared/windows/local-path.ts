/**
 * Returns whether a text is an absolute path on a drive of the server (`D:\sites\new`, `%SystemDrive%\inetpub`). Network,
 * device and relative paths are not: opening one of the first two makes Windows send credentials.
 */
export function isLocalWindowsPath(path: string): boolean {
  return /^(?:[A-Za-z]:|%System(?:Drive|Root)%)\\(?!\\)[^"<>|?*:\0-\x1f]*$/i.test(path.replaceAll('/', '\\'));
}

/** Returns whether two Windows paths name the same folder by their text: case, slashes and a final slash aside. */
export function sameWindowsPath(a: string, b: string): boolean {
  const comparable = (path: string) => path.replaceAll('/', '\\').replace(/\\+$/, '').toLowerCase();
  return comparable(a) === comparable(b);
}
