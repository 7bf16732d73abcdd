import type { Change, PasswordSource, Resource, ResourceState } from './plan.ts';

type KeysOf<State> = State extends unknown ? keyof State : never;
type StateKey = KeysOf<Change['after']>;

/** Names of what a state says; Microsoft's own where there is one. `null`: the change's title says it, or it is not for people. */
const labels: Record<StateKey, string | null> = {
  account: null,
  bindingInformation: 'bindingInformation',
  certificate: null,
  certificateHash: 'certificate hash',
  certificateStoreName: 'certificate store',
  defaultLogonDomain: 'defaultLogonDomain',
  description: 'description',
  disableHttp2: 'disable HTTP/2',
  disableTls13: 'disable TLS 1.3',
  enabled: 'enabled',
  endpoint: null,
  file: null,
  granted: 'granted',
  kind: null,
  logonMethod: 'logonMethod',
  manyToOneEnabled: 'manyToOneCertificateMappingsEnabled',
  name: null,
  negotiateClientCertificate: 'negotiate client certificate',
  oneToOneEnabled: 'oneToOneCertificateMappingsEnabled',
  overrideMode: 'overrideMode',
  password: 'password',
  path: null,
  permissionMode: 'permissionMode',
  present: 'there',
  privateKey: 'with private key',
  right: null,
  rights: null,
  rules: 'rules',
  section: null,
  site: null,
  sslFlags: 'sslFlags',
  store: null,
  subject: null,
  thumbprint: 'thumbprint',
  userName: 'userName',
};

const passwords: Record<PasswordSource, string> = {
  generate: 'made on the server, shown to nobody',
  ask: 'asked for',
  keep: 'the stored one stays',
  'in-file': 'in the configuration file, in clear',
  none: 'none',
};

/** Returns what a state says, as pairs of name and value; nothing else of what is not there. */
export function stateLines(state: Change['after']): [name: string, value: string][] {
  if ('present' in state && !state.present) return [['there', 'no']];
  return (Object.entries(state) as [StateKey, unknown][]).flatMap(([key, value]): [string, string][] => {
    const label = labels[key];
    return label === null || value === undefined || value === null ? [] : [[label, valueText(key, value)]];
  });
}

function valueText(key: StateKey, value: unknown): string {
  if (key === 'password') return passwords[value as PasswordSource];
  if (key === 'rules') return rulesText(value as ResourceState<'many-to-one-mapping'>['rules']);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'None' : value.join(', ');
  return value === '' ? '(empty)' : String(value);
}

function rulesText(rules: ResourceState<'many-to-one-mapping'>['rules']): string {
  if (rules.length === 0) return 'none: it matches every certificate';
  return rules
    .map(({ certificateField, certificateSubField, matchCriteria, compareCaseSensitive }) => {
      const caseWords = compareCaseSensitive ? '' : ', upper and lower case alike';
      return `${certificateField} ${certificateSubField} is "${matchCriteria}"${caseWords}`;
    })
    .join('; ');
}

/** Why a change is made. */
export const reasons: Record<Resource, string> = {
  'windows-feature': 'Without this module IIS ignores the mapping section.',
  certificate: 'Windows trusts a certificate only with its chain in the stores of the computer.',
  'local-account': 'The site works for the visitor with this Windows account.',
  'logon-right': 'IIS logs the account on; Windows refuses that without this right.',
  'directory-access': 'Files are opened with the rights of the mapped account.',
  'https-binding': 'A client certificate can only be asked for over TLS.',
  'http-sys-record': 'HTTP.SYS does the TLS handshake, by this record and not by the configuration of IIS.',
  'section-lock': 'IIS refuses the section in web.config as long as it is locked.',
  'mapping-section': 'It turns the mapping on and says how the account is logged on.',
  'one-to-one-mapping': 'It says which account this one certificate gets.',
  'many-to-one-mapping': 'It says what happens with every certificate that matches the rules.',
  'anonymous-authentication': 'As long as it is on, IIS can let a visitor in without an account.',
  'ssl-flags': 'They say whether IIS asks for a certificate, and whether it refuses a visitor without one.',
};
