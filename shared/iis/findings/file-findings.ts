import type { Finding } from '../../api/finding.ts';
import type { Configuration } from '../configuration.ts';
import { lockedByDefault } from '../locks.ts';
import type { SectionName } from '../schema.ts';
import { sectionNames } from '../schema.ts';
import { isElsewhere } from '../schema-check.ts';
import type { XmlElement } from '../xml/document.ts';
import { locate } from './place.ts';
import { sslRequireFileFinding } from './text.en.ts';

/** IIS refuses a larger web.config (MaxWebConfigFileSizeInKB). */
const maximumWebConfigBytes = 250 * 1024;

/** Returns what is wrong with the file as such: its size, sections that stand twice, are locked, undeclared or elsewhere. */
export function fileFindings(configuration: Configuration): Finding[] {
  const findings: Finding[] = [];
  if (configuration.kind === 'web' && configuration.byteLength > maximumWebConfigBytes) {
    const kilobytes = Math.ceil(configuration.byteLength / 1024);
    findings.push(sslRequireFileFinding('web-config-too-large', { kilobytes }, { file: configuration.file }));
  }
  const seen = new Map<string, number>();
  for (const scope of configuration.scopes) {
    for (const [section, elements] of scope.sections) {
      for (const element of elements) {
        const at = locate(configuration, element);
        const key = `${scope.key} ${section}`;
        const first = seen.get(key);
        if (first === undefined) seen.set(key, at.line ?? 1);
        else {
          const path = scope.path === '' ? 'this level' : `"${scope.path}"`;
          findings.push(sslRequireFileFinding('section-twice', { section, path, first }, at));
        }
        if (isElsewhere(element)) {
          const why = element.attributes.has('configSource') ? 'configSource' : 'configProtectionProvider';
          findings.push(sslRequireFileFinding('section-not-readable', { section, why }, at));
        }
        findings.push(...permission(configuration, section, element));
      }
    }
  }
  return findings;
}

/** Whether the section may stand here at all. */
function permission(configuration: Configuration, section: SectionName, element: XmlElement): Finding[] {
  const at = locate(configuration, element);
  if (configuration.kind === 'web') {
    return lockedByDefault(section) === true && section !== sectionNames.protectedData
      ? [sslRequireFileFinding('section-locked-by-default', { section }, at)]
      : [];
  }
  if (configuration.declarations.size === 0 || configuration.declarations.has(section)) return [];
  if (section === sectionNames.protectedData) return [];
  return [sslRequireFileFinding('section-not-declared', { section }, at)];
}
