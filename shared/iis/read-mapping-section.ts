import type { LogonMethod, MappingRule, MappingSection, StoredPassword } from '../mapping/mapping-section.ts';
import { logonMethods } from '../mapping/mapping-section.ts';
import { unfinishedComment } from './edit-nodes.ts';
import type { Layer } from './effective.ts';
import { effectiveBoolean, effectiveEntries, effectiveValue } from './effective.ts';
import { sectionNames } from './schema.ts';
import type { XmlDocument, XmlElement } from './xml/document.ts';
import { childrenNamed } from './xml/document.ts';

/** Cipher text as the configuration system writes it; an empty one is no password. */
const encrypted = /^\[enc:[^:]*:[^:]*:enc\]$|^\[enc:[^:]*:enc\]$/;
const emptyCipherText = /^\[enc:[^:]*::enc\]$/;

/** Returns what a `password` attribute holds, never its text. */
export function storedPassword(value: string | undefined): StoredPassword {
  if (value === undefined || value === '' || emptyCipherText.test(value)) return 'none';
  return encrypted.test(value) ? 'encrypted' : 'clear';
}

/** Returns a Boolean attribute of an entry; what is neither true nor false counts as the default. */
export function booleanOf(element: XmlElement, name: string, fallback: boolean): boolean {
  const text = element.attributes.get(name)?.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : fallback;
}

/** Returns whether the comment of an exported file stands before an entry: it is disabled only until apply has its password. */
export function waitsForPassword({ text }: XmlDocument, entry: XmlElement): boolean {
  if (booleanOf(entry, 'enabled', true) || storedPassword(entry.attributes.get('password')) !== 'none') return false;
  const comment = `<!-- ${unfinishedComment} -->`;
  return text
    .slice(Math.max(0, entry.start - comment.length - 200), entry.start)
    .trimEnd()
    .endsWith(comment);
}

/** Returns the rules of a many-to-one entry, in document order; a `<clear/>` drops those before it. */
export function readRules(entry: XmlElement): MappingRule[] {
  const rules: MappingRule[] = [];
  for (const child of childrenNamed(entry, 'rules').flatMap((element) => [...element.children])) {
    if (child.name === 'clear') rules.length = 0;
    if (child.name !== 'add') continue;
    rules.push({
      certificateField: child.attributes.get('certificateField')?.toLowerCase() === 'issuer' ? 'Issuer' : 'Subject',
      certificateSubField: child.attributes.get('certificateSubField') ?? '',
      matchCriteria: child.attributes.get('matchCriteria') ?? '',
      compareCaseSensitive: booleanOf(child, 'compareCaseSensitive', true),
    });
  }
  return rules;
}

/** Returns the effective mapping section over its layers, entries in collection order; schema defaults where nothing is set. */
export function readMappingSection(layers: readonly Layer[]): MappingSection {
  const section = sectionNames.mapping;
  return {
    enabled: effectiveBoolean(layers, section, 'enabled'),
    oneToOneEnabled: effectiveBoolean(layers, section, 'oneToOneCertificateMappingsEnabled'),
    manyToOneEnabled: effectiveBoolean(layers, section, 'manyToOneCertificateMappingsEnabled'),
    logonMethod: logonMethodOf(effectiveValue(layers, section, 'logonMethod')),
    defaultLogonDomain: effectiveValue(layers, section, 'defaultLogonDomain'),
    oneToOne: effectiveEntries(layers, 'oneToOneMappings').map(({ element }) => ({
      certificate: element.attributes.get('certificate') ?? '',
      userName: element.attributes.get('userName') ?? '',
      enabled: booleanOf(element, 'enabled', true),
      password: storedPassword(element.attributes.get('password')),
    })),
    manyToOne: effectiveEntries(layers, 'manyToOneMappings').map(({ element }) => {
      const userName = element.attributes.get('userName');
      return {
        name: element.attributes.get('name') ?? '',
        description: element.attributes.get('description') ?? '',
        enabled: booleanOf(element, 'enabled', true),
        permissionMode: element.attributes.get('permissionMode')?.toLowerCase() === 'deny' ? 'Deny' : 'Allow',
        ...(userName !== undefined && { userName }),
        password: storedPassword(element.attributes.get('password')),
        rules: readRules(element),
      };
    }),
  };
}

function logonMethodOf(text: string): LogonMethod {
  return logonMethods.find((method) => method.toLowerCase() === text.trim().toLowerCase()) ?? 'ClearText';
}
