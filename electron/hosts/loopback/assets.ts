import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface Asset {
  bytes: Uint8Array;
  type: string;
  /** Its name changes with its content. */
  isImmutable: boolean;
}

/** The page's files by the path of their URL: a fixed list, so that no path leads anywhere else. */
export type Assets = ReadonlyMap<string, Asset>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Reads the files of a built page once; a file of a kind that a page does not need is left out. */
export async function readAssets(folder: string): Promise<Assets> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const assets = new Map<string, Asset>();
  for (const file of files) {
    const type = types[extname(file)];
    if (type === undefined) continue;
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    assets.set(path, { bytes: await readFile(file), type, isImmutable: path.startsWith('/assets/') });
  }
  const start = assets.get('/index.html');
  if (start) assets.set('/', start);
  return assets;
}
