import type { Configuration } from './configuration.ts';
import { sectionNames } from './schema.ts';
import { childrenNamed } from './xml/document.ts';

/** Returns the encryption providers that an applicationHost.config declares; null where the file does not tell. */
export function encryptionProviders(configuration: Configuration): string[] | null {
  const sections = configuration.scopes[0]?.sections.get(sectionNames.protectedData) ?? [];
  const providers = sections.flatMap((section) => childrenNamed(section, 'providers'));
  if (providers.length === 0) return null;
  return providers.flatMap((list) => childrenNamed(list, 'add').map((add) => add.attributes.get('name') ?? ''));
}
