/** Returns the parts of a path inside the answers: `mapping.oneToOne[0].client` has four. */
export function partsOfPath(path: string): (string | number)[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Returns what stands at a path; undefined when nothing does. */
export function valueAt(value: unknown, path: string): unknown {
  return partsOfPath(path).reduce<unknown>(
    (inside, part) =>
      typeof inside === 'object' && inside !== null ? (inside as Record<string | number, unknown>)[part] : undefined,
    value,
  );
}

/** Returns whether a path is another one or lies inside it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
}
