import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Returns the path of test data that lies beside a checkout and is not part of it (IIS' schema files, Windows' cmdlet
 * parameters, .NET members), or null where it is absent: such a test is skipped and says so.
 */
export function sharedData(name: string): string | null {
  const path = fileURLToPath(new URL(`../../shared/data/${name}`, import.meta.url));
  return existsSync(path) ? path : null;
}
