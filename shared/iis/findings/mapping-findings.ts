import type { Finding } from '../../api/finding.ts';
import { certificateKey, readCertificateAttribute } from '../certificate-attribute.ts';
import { certificateDamage } from '../certificate-damage.en.ts';
import { effectiveBoolean, effectiveEntries, layersOf } from '../effective.ts';
import { booleanOf, readRules } from '../read-mapping-section.ts';
import { sectionNames } from '../schema.ts';
import type { XmlElement } from '../xml/document.ts';
import { childrenNamed } from '../xml/document.ts';
import { passwordFindings } from './password-findings.ts';
import type { Place } from './place.ts';
import { locate } from './place.ts';
import { covers } from './rule-cover.ts';
import { mappingFileFinding } from './text.en.ts';
import { namesIssuer } from '../../mapping/names-issuer.ts';

/** One entry of a collection: whether it stands at the place itself, and whether it can match anybody. */
interface Entry {
  element: XmlElement;
  isOwn: boolean;
  isEnabled: boolean;
  line: number;
}

/** Returns what is wrong with the mapping sections and their entries; each entry is judged where it stands. */
export function mappingFindings(places: readonly Place[]): Finding[] {
  return places.flatMap((place) => {
    const sections = place.scope.sections.get(sectionNames.mapping);
    const section = sections?.[0];
    if (section === undefined) return [];
    const layers = layersOf(place.given, place.site, place.path, sectionNames.mapping);
    const isOn = (attribute: string) => effectiveBoolean(layers, sectionNames.mapping, attribute);
    const entries = (collection: string): Entry[] =>
      effectiveEntries(layers, collection).map(({ element, layer }) => ({
        element,
        isOwn: layer.scope.key === place.scope.key,
        isEnabled: booleanOf(element, 'enabled', true),
        line: place.configuration.document.line(element),
      }));
    const oneToOne = entries('oneToOneMappings');
    const manyToOne = entries('manyToOneMappings');
    const own = [...oneToOne, ...manyToOne].filter(({ isOwn }) => isOwn);
    const at = locate(place.configuration, section);
    if (place.path !== '/' && own.length > 0) {
      return [mappingFileFinding('below-site', { path: place.words }, at), ...passwordFindings(place, own)];
    }
    const enabled = isOn('enabled');
    const oneToOneOn = enabled && isOn('oneToOneCertificateMappingsEnabled');
    const manyToOneOn = enabled && isOn('manyToOneCertificateMappingsEnabled');
    const isOff = (list: readonly Entry[], on: boolean) => enabled && !on && list.some(({ isEnabled }) => isEnabled);
    const works = (list: readonly Entry[], on: boolean) => on && list.some(({ isEnabled }) => isEnabled);
    return [
      ...(isOff(oneToOne, oneToOneOn)
        ? [collectionOff('oneToOneMappings', 'oneToOneCertificateMappingsEnabled', at)]
        : []),
      ...(isOff(manyToOne, manyToOneOn)
        ? [collectionOff('manyToOneMappings', 'manyToOneCertificateMappingsEnabled', at)]
        : []),
      ...(enabled && !works(oneToOne, oneToOneOn) && !works(manyToOne, manyToOneOn)
        ? [mappingFileFinding('nothing-mapped', { place: place.words }, at)]
        : []),
      ...oneToOneFindings(place, oneToOne, oneToOneOn),
      ...manyToOneFindings(place, manyToOne, manyToOneOn),
      ...passwordFindings(place, own),
      ...accountFindings(place, own, enabled),
    ];
  });
}

function collectionOff(collection: string, attribute: string, at: ReturnType<typeof locate>): Finding {
  return mappingFileFinding('collection-off', { collection, attribute }, at);
}

function oneToOneFindings({ configuration }: Place, entries: readonly Entry[], isOn: boolean): Finding[] {
  const findings: Finding[] = [];
  const texts = new Map<string, Entry>();
  const certificates = new Map<string, Entry>();
  for (const entry of entries) {
    const { element, isOwn, isEnabled } = entry;
    const text = element.attributes.get('certificate');
    if (text === undefined) continue;
    const at = locate(configuration, element);
    const { problem } = readCertificateAttribute(text);
    if (isOwn && problem !== null) {
      const userName = element.attributes.get('userName') ?? '';
      const severity = isOn && isEnabled ? 'error' : 'warning';
      findings.push(
        mappingFileFinding('certificate-damaged', { userName, problem: certificateDamage[problem] }, at, severity),
      );
    }
    const sameText = texts.get(text);
    const sameCertificate = certificates.get(certificateKey(text));
    if (isOwn && sameText) {
      const parameters = { first: sameText.line, inherited: !sameText.isOwn };
      findings.push(mappingFileFinding('same-certificate-twice', parameters, at));
    } else if (isOwn && sameCertificate) {
      findings.push(mappingFileFinding('same-certificate-other-text', { first: sameCertificate.line }, at));
    }
    if (!sameText) texts.set(text, entry);
    if (!sameCertificate) certificates.set(certificateKey(text), entry);
  }
  return findings;
}

function manyToOneFindings({ configuration }: Place, entries: readonly Entry[], isOn: boolean): Finding[] {
  const findings: Finding[] = [];
  const names = new Map<string, { name: string; entry: Entry }>();
  const allows: { name: string; rules: ReturnType<typeof readRules>; line: number }[] = [];
  for (const entry of entries) {
    const { element, isOwn, isEnabled, line } = entry;
    const at = locate(configuration, element);
    const name = element.attributes.get('name') ?? '';
    const other = names.get(name.toLowerCase());
    if (isOwn && other) {
      const { line: first, isOwn: otherIsOwn } = other.entry;
      findings.push(
        other.name === name
          ? mappingFileFinding('same-name-twice', { name, first, inherited: !otherIsOwn }, at)
          : mappingFileFinding('names-differ-in-case', { name, other: other.name, first }, at),
      );
    }
    if (!other) names.set(name.toLowerCase(), { name, entry });
    if (isOwn) findings.push(...ruleFindings(configuration, element, name));
    const rules = readRules(element);
    const isDeny = element.attributes.get('permissionMode')?.toLowerCase() === 'deny';
    if (isDeny && isEnabled) {
      const by = allows.find((allow) => covers(allow.rules, rules));
      if (by && isOwn) {
        findings.push(mappingFileFinding('deny-after-allow', { name, by: by.name, first: by.line }, at));
      }
    }
    if (isDeny) continue;
    const severity = isOn && isEnabled ? 'error' : 'warning';
    if (isOwn && rules.length === 0) findings.push(mappingFileFinding('rule-less-allow', { name }, at, severity));
    else if (isOwn && !rules.some(namesIssuer)) {
      findings.push(mappingFileFinding('allow-without-issuer', { name }, at, severity));
    }
    if (isEnabled) allows.push({ name, rules, line });
  }
  return findings;
}

function ruleFindings(configuration: Place['configuration'], entry: XmlElement, name: string): Finding[] {
  const seen = new Map<string, number>();
  return childrenNamed(entry, 'rules').flatMap(({ children }) =>
    children.flatMap((rule) => {
      if (rule.name === 'clear') seen.clear();
      if (rule.name !== 'add') return [];
      const key = JSON.stringify([
        rule.attributes.get('certificateField')?.toLowerCase(),
        rule.attributes.get('certificateSubField'),
        rule.attributes.get('matchCriteria'),
        booleanOf(rule, 'compareCaseSensitive', true),
      ]);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, configuration.document.line(rule));
        return [];
      }
      return [mappingFileFinding('same-rule-twice', { name, first }, locate(configuration, rule))];
    }),
  );
}

/** Deny needs no account; Allow has nobody to be without one. */
function accountFindings({ configuration }: Place, own: readonly Entry[], enabled: boolean): Finding[] {
  return own.flatMap(({ element, isEnabled }) => {
    const isDeny = element.attributes.get('permissionMode')?.toLowerCase() === 'deny';
    if (!enabled || !isEnabled || isDeny || (element.attributes.get('userName') ?? '') !== '') return [];
    const name = element.attributes.get('name');
    const what = name === undefined ? 'This one-to-one entry' : `"${name}"`;
    return [mappingFileFinding('account-missing', { what }, locate(configuration, element))];
  });
}
