/**
 * Returns whether `*` in the pattern, standing for any text, even none, makes the two equal. Greedy from the left: the
 * pieces between stars in their order, so that no pattern takes longer than pattern and text multiplied.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text;
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let offset = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, offset);
    if (found === -1 || found + piece.length > text.length - last.length) return false;
    offset = found + piece.length;
  }
  return true;
}
