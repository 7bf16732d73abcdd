import type { Problem } from '../api/problem.ts';
import type { MappingRule } from '../mapping/mapping-section.ts';
import type { ConfigurationEdits, ManyToOneEdit, MappingSectionEdit, OneToOneEdit } from './configuration-edits.ts';
import { printSslFlags } from './ssl-flags.ts';
import type { XmlNode } from './xml/write-xml.ts';
import { characterProblem } from './xml/write-xml.ts';

/** What stands before an entry that cannot log on yet. */
export const unfinishedComment = 'Disabled: apply.ps1 sets the password of this account and then enables the entry.';

/** Names of the elements between a scope and the section. */
export const groupsOf = {
  access: ['system.webServer', 'security'],
  authentication: ['system.webServer', 'security', 'authentication'],
} as const;

type Attribute = readonly [name: string, value: string];

/**
 * Returns whether an entry has to wait for apply: it would be enabled, has an account, and no password is in the file
 * (`stored`: an existing entry's is kept); enabled it would log on with a blank password, which locks domain accounts out.
 */
export function isUnfinished(
  edit: { enabled: boolean; userName?: string; password: { kind: 'none' | 'keep' | 'clear' } },
  stored: boolean,
): boolean {
  const hasPassword = edit.password.kind === 'clear' || (edit.password.kind === 'keep' && stored);
  return edit.enabled && (edit.userName ?? '') !== '' && !hasPassword;
}

export function accessNode(flags: Parameters<typeof printSslFlags>[0]): XmlNode {
  return { name: 'access', attributes: [['sslFlags', printSslFlags(flags)]], children: [] };
}

export function anonymousNode(enabled: boolean): XmlNode {
  return { name: 'anonymousAuthentication', attributes: [['enabled', String(enabled)]], children: [] };
}

/** Returns the whole section, as it is written where none stands yet. */
export function mappingNode(edit: MappingSectionEdit): XmlNode {
  return {
    name: 'iisClientCertificateMappingAuthentication',
    attributes: [
      ...mappingAttributes(edit),
      ...(edit.defaultLogonDomain === '' ? [] : [['defaultLogonDomain', edit.defaultLogonDomain] as const]),
    ],
    children: [
      ...collectionNode('manyToOneMappings', edit.manyToOne.map(manyToOneNode)),
      ...collectionNode('oneToOneMappings', edit.oneToOne.map(oneToOneNode)),
    ],
  };
}

/** Returns the attributes that are always written: the two collections are on by default, so silence would not be off. */
export function mappingAttributes(edit: MappingSectionEdit): Attribute[] {
  return [
    ['enabled', String(edit.enabled)],
    ['oneToOneCertificateMappingsEnabled', String(edit.oneToOneEnabled)],
    ['manyToOneCertificateMappingsEnabled', String(edit.manyToOneEnabled)],
    ['logonMethod', edit.logonMethod],
  ];
}

function collectionNode(name: string, children: readonly XmlNode[]): XmlNode[] {
  return children.length === 0 ? [] : [{ name, attributes: [], children }];
}

export function oneToOneNode(edit: OneToOneEdit): XmlNode {
  const unfinished = isUnfinished(edit, false);
  return {
    name: 'add',
    attributes: [
      ['enabled', String(edit.enabled && !unfinished)],
      ...(edit.userName === '' ? [] : [['userName', edit.userName] as const]),
      ...passwordAttribute(edit.password),
      ['certificate', edit.certificate],
    ],
    children: [],
    ...(unfinished && { comment: unfinishedComment }),
  };
}

export function manyToOneNode(edit: ManyToOneEdit): XmlNode {
  const unfinished = isUnfinished(edit, false);
  return {
    name: 'add',
    attributes: [
      ['name', edit.name],
      ...(edit.description === '' ? [] : [['description', edit.description] as const]),
      ['enabled', String(edit.enabled && !unfinished)],
      ['permissionMode', edit.permissionMode],
      ...((edit.userName ?? '') === '' ? [] : [['userName', edit.userName ?? ''] as const]),
      ...passwordAttribute(edit.password),
    ],
    children: collectionNode('rules', edit.rules.map(ruleNode)),
    ...(unfinished && { comment: unfinishedComment }),
  };
}

export function ruleNode(rule: MappingRule): XmlNode {
  return {
    name: 'add',
    attributes: [
      ['certificateField', rule.certificateField],
      ['certificateSubField', rule.certificateSubField],
      ['matchCriteria', rule.matchCriteria],
      ['compareCaseSensitive', String(rule.compareCaseSensitive)],
    ],
    children: [],
  };
}

function passwordAttribute(password: OneToOneEdit['password']): Attribute[] {
  return password.kind === 'clear' ? [['password', password.password.reveal()]] : [];
}

/** Returns the first problem that keeps the edits from being written as XML, else null; values are named, never shown. */
export function editsProblem(edits: ConfigurationEdits): Problem | null {
  const values: [string, string][] = [
    [edits.site, 'The name of the site'],
    ...edits.paths.map(({ path }): [string, string] => [path, 'A path']),
    [edits.mapping?.defaultLogonDomain ?? '', 'defaultLogonDomain'],
    [edits.binding?.bindingInformation ?? '', 'The binding'],
  ];
  for (const [index, edit] of (edits.mapping?.oneToOne ?? []).entries()) {
    values.push([edit.userName, `The user name of one-to-one mapping ${index + 1}`]);
    values.push([edit.certificate, `The certificate of one-to-one mapping ${index + 1}`]);
    if (edit.password.kind === 'clear') {
      values.push([edit.password.password.reveal(), `The password of one-to-one mapping ${index + 1}`]);
    }
  }
  for (const [index, edit] of (edits.mapping?.manyToOne ?? []).entries()) {
    const which = `many-to-one mapping ${index + 1}`;
    values.push([edit.name, `The name of ${which}`], [edit.description, `The description of ${which}`]);
    values.push([edit.userName ?? '', `The user name of ${which}`]);
    if (edit.password.kind === 'clear') values.push([edit.password.password.reveal(), `The password of ${which}`]);
    for (const rule of edit.rules) {
      values.push([rule.certificateSubField, `A subfield of ${which}`], [rule.matchCriteria, `A rule of ${which}`]);
    }
  }
  for (const [value, what] of values) {
    const problem = characterProblem(value, what);
    if (problem) return problem;
  }
  return null;
}
