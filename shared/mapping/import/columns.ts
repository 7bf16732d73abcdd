export const csvColumns = ['certificate', 'account', 'enabled', 'id'] as const;
export type CsvColumn = (typeof csvColumns)[number];

const names: ReadonlyMap<string, CsvColumn> = new Map([
  ['certificate', 'certificate'],
  ['file', 'certificate'],
  ['path', 'certificate'],
  ['base64', 'certificate'],
  ['thumbprint', 'certificate'],
  ['account', 'account'],
  ['user', 'account'],
  ['username', 'account'],
  ['enabled', 'enabled'],
  ['active', 'enabled'],
  ['id', 'id'],
  ['client', 'id'],
]);

/** Returns the column that a cell of the header names, whatever its case, blanks and hyphens; null when it names none. */
export function columnOf(cell: string): CsvColumn | null {
  return names.get(cell.toLowerCase().replace(/[\s_\-\u200b-\u200f\ufeff]/g, '')) ?? null;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...['', 'true', 'yes', 'y', '1', 'on', 'x', 'wahr', 'ja', 'vrai', 'oui', 'verdadero', 'sí', 'vero', 'waar'].map(
    (word) => [word, true] as const,
  ),
  ...['false', 'no', 'n', '0', 'off', 'falsch', 'nein', 'faux', 'non', 'falso', 'onwaar', 'nee'].map(
    (word) => [word, false] as const,
  ),
]);

/** Returns what a cell says of `enabled`, as people and localised spreadsheets write it; empty is true; null is unclear. */
export function enabledOf(cell: string): boolean | null {
  return truths.get(cell.trim().toLowerCase()) ?? null;
}
