import { fileURLToPath } from 'node:url';

/**
 * Returns the path of what lies in assets/. In a package that is beside the archive: a program other than Electron cannot
 * read inside it (Electron: Application Packaging).
 */
export function shippedScript(path: string, from = import.meta.url): string {
  return fileURLToPath(new URL(`../../../assets/${path}`, from)).replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');
}
