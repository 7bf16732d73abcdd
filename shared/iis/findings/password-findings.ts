import type { Finding } from '../../api/finding.ts';
import type { Configuration } from '../configuration.ts';
import { encryptionProviders } from '../encryption-providers.ts';
import { booleanOf, storedPassword } from '../read-mapping-section.ts';
import type { XmlElement } from '../xml/document.ts';
import { attributeSpans } from '../xml/document.ts';
import type { Place } from './place.ts';
import { mappingFileFinding } from './text.en.ts';

/** Returns what is wrong with the passwords of entries; their text is never shown. */
export function passwordFindings(
  { configuration }: Place,
  entries: readonly { element: XmlElement; isEnabled: boolean }[],
): Finding[] {
  const known = configuration.kind === 'applicationHost' ? encryptionProviders(configuration) : null;
  return entries.flatMap(({ element, isEnabled }) => {
    const password = element.attributes.get('password');
    const userName = element.attributes.get('userName') ?? '';
    const what = `The entry of "${userName}"`;
    const stored = storedPassword(password);
    const place = {
      file: configuration.file,
      ...configuration.document.position(passwordOffset(configuration, element)),
    };
    if (stored === 'clear') return [mappingFileFinding('clear-text-password', { what }, place)];
    if (stored === 'none') {
      const isDeny = element.attributes.get('permissionMode')?.toLowerCase() === 'deny';
      const matters = isEnabled && userName !== '' && !isDeny && booleanOf(element, 'enabled', true);
      return matters ? [mappingFileFinding('no-password', { what }, place)] : [];
    }
    const provider = /^\[enc:([^:]*):[^:]*:enc\]$/.exec(password ?? '')?.[1];
    const whose = `the entry of "${userName}"`;
    if (provider === undefined) return [mappingFileFinding('cipher-text-without-provider', { what: whose }, place)];
    if (known === null || known.some((name) => name.toLowerCase() === provider.toLowerCase())) return [];
    const list = known.length === 0 ? 'none' : known.join(', ');
    return [mappingFileFinding('provider-not-on-this-server', { what: whose, provider, known: list }, place)];
  });
}

function passwordOffset({ document }: Configuration, element: XmlElement): number {
  return attributeSpans(document.text, element).get('password')?.nameStart ?? element.start;
}
