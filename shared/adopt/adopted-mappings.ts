import type { Finding } from '../api/finding.ts';
import type { Certificate } from '../certificates/certificate.ts';
import { certificateKey, readCertificateAttribute } from '../iis/certificate-attribute.ts';
import { effectiveEntries, type Layer } from '../iis/effective.ts';
import { readMappingSection, waitsForPassword } from '../iis/read-mapping-section.ts';
import type { XmlElement } from '../iis/xml/document.ts';
import type { ManyToOneMapping, MappingRule, OneToOneMapping } from '../mapping/mapping-section.ts';
import type { Answers } from '../wizard/answers.ts';
import { adoptAccounts } from './adopted-accounts.ts';
import { mappingAdoption } from './text.en.ts';
import { uniqueIds } from './unique-id.ts';
import { namesIssuer } from '../mapping/names-issuer.ts';

/** The parts of the answers that come from the mapping section. */
export interface AdoptedMappings {
  clients: Answers['certificateImport']['clients'];
  accounts: Answers['userAccount']['accounts'];
  mapping: Omit<Answers['mapping'], 'disableAnonymous'>;
  findings: Finding[];
}

interface Place {
  layer: Layer;
  element: XmlElement;
}

type Taken<Entry> = Entry & Place & { isOn: boolean; needsPassword: boolean };

interface AdoptMappingsInput {
  layers: readonly Layer[];
  sameServer: boolean;
  /** Returns the certificate of a single-line Base-64 text; null when it cannot be read. */
  certificateOf: (text: string) => Certificate | null;
}

/** Returns the answers that make the same entries in the same order; what answers cannot say is left out and told. */
export function adoptMappings({ layers, sameServer, certificateOf }: AdoptMappingsInput): AdoptedMappings {
  const section = readMappingSection(layers);
  const left: Finding[] = [];
  const leave = ({ layer, element }: Place, what: string, why: string) => {
    const { file, document } = layer.configuration;
    left.push(mappingAdoption('not-adopted', { what, why }, { file, ...document.position(element.start) }));
  };
  const oneToOne = takeOneToOne(
    withPlaces(section.oneToOne, layers, 'oneToOneMappings', section.oneToOneEnabled),
    certificateOf,
    leave,
  );
  const manyToOne = takeManyToOne(
    withPlaces(section.manyToOne, layers, 'manyToOneMappings', section.manyToOneEnabled),
    leave,
  );
  const { accounts, idOf } = adoptAccounts(
    [...oneToOne, ...manyToOne].flatMap(({ userName, needsPassword }) =>
      userName === undefined ? [] : [{ userName, needsPassword }],
    ),
    section.defaultLogonDomain,
    sameServer,
  );
  const clientId = uniqueIds('client');
  const clients = oneToOne.map(({ key }) => ({ id: clientId(commonName(certificateOf(key))), certificate: key }));
  return {
    clients,
    accounts,
    mapping: {
      logonMethod: section.logonMethod,
      defaultLogonDomain: section.defaultLogonDomain,
      oneToOne: oneToOne.map(({ userName, isOn }, index) => ({
        client: clients[index]?.id ?? '',
        account: idOf(userName) ?? '',
        enabled: isOn,
      })),
      manyToOne: manyToOne.map(({ name, description, permissionMode, userName, rules, isOn }) => {
        const account = userName === undefined ? undefined : idOf(userName);
        return {
          name,
          description,
          enabled: isOn,
          permissionMode,
          ...(account !== undefined && { account }),
          rules: [...rules],
          // The entry is there already; what it risks is told as a finding.
          acceptRisk: permissionMode === 'Allow' && !rules.some(namesIssuer),
        };
      }),
      exact: left.length === 0,
    },
    findings: [
      ...left,
      ...(section.enabled || oneToOne.length + manyToOne.length === 0 ? [] : [mappingAdoption('section-was-off', {})]),
      ...switchedOff('oneToOneMappings', section.oneToOneEnabled, oneToOne),
      ...switchedOff('manyToOneMappings', section.manyToOneEnabled, manyToOne),
    ],
  };
}

/** Answers always switch a collection on that has entries. */
function switchedOff(collection: string, isOn: boolean, entries: readonly { enabled: boolean }[]): Finding[] {
  const count = entries.filter(({ enabled }) => enabled).length;
  return isOn || count === 0 ? [] : [mappingAdoption('collection-was-off', { collection, count })];
}

function withPlaces<Entry extends OneToOneMapping | ManyToOneMapping>(
  entries: readonly Entry[],
  layers: readonly Layer[],
  collection: string,
  isCollectionOn: boolean,
): Taken<Entry>[] {
  return effectiveEntries(layers, collection).flatMap(({ element, layer }, index) => {
    const entry = entries[index];
    if (entry === undefined) return [];
    const waits = waitsForPassword(layer.configuration.document, element);
    const isMeant = entry.enabled || waits;
    const needsPassword = isMeant && entry.password === 'none' && (entry.userName ?? '') !== '';
    return [{ ...entry, layer, element, isOn: isMeant && isCollectionOn, needsPassword }];
  });
}

type Leave = (place: Place, what: string, why: string) => void;

function takeOneToOne(
  entries: readonly Taken<OneToOneMapping>[],
  certificateOf: AdoptMappingsInput['certificateOf'],
  leave: Leave,
): (Taken<OneToOneMapping> & { key: string })[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const what = `The one-to-one entry of "${entry.userName}"`;
    const { der } = readCertificateAttribute(entry.certificate);
    const key = certificateKey(entry.certificate);
    const why =
      der === null || certificateOf(key) === null
        ? 'its certificate cannot be read'
        : entry.userName === ''
          ? 'it names no account'
          : seen.has(key)
            ? 'its certificate is mapped by an entry before it'
            : null;
    if (why !== null) {
      leave(entry, what, why);
      return [];
    }
    seen.add(key);
    return [{ ...entry, key }];
  });
}

type TakenManyToOne = Omit<Taken<ManyToOneMapping>, 'userName'> & { userName: string | undefined };

function takeManyToOne(entries: readonly Taken<ManyToOneMapping>[], leave: Leave): TakenManyToOne[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const { name, permissionMode, rules, needsPassword } = entry;
    const userName = entry.userName === '' ? undefined : entry.userName;
    const why =
      name === ''
        ? 'it has no name'
        : seen.has(name.toLowerCase())
          ? 'an entry before it has that name'
          : permissionMode === 'Allow' && userName === undefined
            ? 'it allows access, but names no account'
            : rules.some(({ certificateSubField }) => certificateSubField === '')
              ? 'one of its rules names no subfield'
              : null;
    if (why !== null) {
      leave(entry, `The many-to-one entry "${name}"`, why);
      return [];
    }
    seen.add(name.toLowerCase());
    // A Deny gives its account to nobody: without a password it would only have to wait for one.
    const hasAccount = userName !== undefined && !(permissionMode === 'Deny' && needsPassword);
    return [
      {
        ...entry,
        rules: withoutDoubles(rules),
        needsPassword: hasAccount && needsPassword,
        userName: hasAccount ? userName : undefined,
      },
    ];
  });
}

function withoutDoubles(rules: readonly MappingRule[]): MappingRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function commonName(certificate: Certificate | null): string {
  const names = certificate?.subjectRdns.flat() ?? [];
  return names.find(({ type }) => type === 'CN')?.value ?? '';
}
