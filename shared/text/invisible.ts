/**
 * Characters that show nothing or turn the text around them: controls but tab and line ends, formatting characters
 * (directional marks, zero-width ones, tags), line separators, half surrogate pairs, and what XML cannot hold.
 */
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|\p{Cf}|\p{Surrogate}/gu;

/** Returns a text with each invisible character replaced. */
export function replaceInvisible(text: string, replace: (codePoint: number) => string): string {
  return text.replace(invisible, (each) => replace(each.codePointAt(0) ?? 0));
}
