import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FileToWrite } from '../ports/files.ts';

const folder = fileURLToPath(new URL('../../../assets/powershell/', import.meta.url));

/** Returns the scripts and the module, as they stand in every bundle. */
export async function powerShellFiles(): Promise<FileToWrite[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
  return Promise.all(
    files.map(async (file) => ({
      path: file.slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''),
      bytes: await readFile(file),
    })),
  );
}
