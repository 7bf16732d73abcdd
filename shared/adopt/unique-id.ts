/** Returns a function that makes an id for the answers of a name: letters, digits, dot, hyphen and underscore, never the same twice. */
export function uniqueIds(fallback: string): (name: string) => string {
  const used = new Set<string>();
  const next = new Map<string, number>();
  return (name) => {
    const plain = name
      .normalize('NFKD')
      .replace(/\p{Mark}+/gu, '')
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+|-+$/g, '')
      .slice(0, 48);
    const base = plain === '' ? fallback : plain;
    let id = base;
    for (let number = next.get(base) ?? 2; used.has(id.toLowerCase()); number += 1) {
      id = `${base}-${number}`;
      next.set(base, number + 1);
    }
    used.add(id.toLowerCase());
    return id;
  };
}
