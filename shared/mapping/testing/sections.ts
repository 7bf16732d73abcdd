import type { DistinguishedName } from '../../certificates/certificate.ts';
import { encode } from '../../certificates/testing/encode-der.ts';
import { encodeBase64 } from '../../iis/certificate-attribute.ts';
import type { ManyToOneMapping, MappingRule, MappingSection, OneToOneMapping } from '../mapping-section.ts';

/** The outer shape of a certificate (RFC 5280, 4.1), told apart by its serial number. */
function certificateBytes(serial: number): Uint8Array {
  const empty = () => encode(0x30);
  const number = encode(0x02, Uint8Array.of(1, serial >> 16, (serial >> 8) & 0xff, serial & 0xff));
  const signed = encode(0x30, number, empty(), empty(), empty(), empty(), empty());
  return encode(0x30, signed, empty(), encode(0x03, Uint8Array.of(0)));
}

/** Returns the single-line Base-64 of the certificate with that serial number. */
export const base64 = (serial: number) => encodeBase64(certificateBytes(serial));
export const thumbprint = (serial: number) => serial.toString(16).toUpperCase().padStart(40, '0');

/** `CN=Alice, OU=Sales + OU=Staff` as the contract's name: `+` joins attributes of one RDN. */
export function name(text: string): DistinguishedName {
  return text.split(', ').map((rdn) =>
    rdn.split(' + ').map((attribute) => {
      const [type = '', value = ''] = attribute.split('=');
      return { type, value };
    }),
  );
}

/** Returns a visitor by the text of the name; the certificate is that of the serial number. */
export const visitor = (subject: string, { serial = 1, issuer = 'O=Contoso, CN=Contoso Issuing CA' } = {}) => ({
  subject,
  subjectRdns: name(subject),
  issuerRdns: name(issuer),
  thumbprint: thumbprint(serial),
  singleLineBase64: base64(serial),
});

/** Returns a one-to-one entry with the certificate of a serial number. */
export const one = (serial: number, userName: string, changes: Partial<OneToOneMapping> = {}): OneToOneMapping => ({
  certificate: base64(serial),
  userName,
  enabled: true,
  password: 'encrypted',
  ...changes,
});

/** `Subject O=Contoso`; a trailing `/i` sets case aside. */
export function rule(text: string): MappingRule {
  const [, field, subField = '', criteria = '', flag] = /^(Subject|Issuer) ([^=]+)=(.*?)(\/i)?$/.exec(text) ?? [];
  return {
    certificateField: field === 'Issuer' ? 'Issuer' : 'Subject',
    certificateSubField: subField,
    matchCriteria: criteria,
    compareCaseSensitive: flag === undefined,
  };
}

/** Returns a many-to-one mapping with its rules as texts. */
export const many = (
  name: string,
  rules: readonly string[],
  changes: Partial<ManyToOneMapping> = {},
): ManyToOneMapping => ({
  name,
  description: '',
  enabled: true,
  permissionMode: 'Allow',
  userName: `${name}-account`,
  password: 'encrypted',
  rules: rules.map(rule),
  ...changes,
});
export const deny = (name: string, rules: readonly string[]) => many(name, rules, { permissionMode: 'Deny' });

/** Returns a section with everything on and nothing in it but the changes. */
export const section = (changes: Partial<MappingSection>): MappingSection => ({
  enabled: true,
  oneToOneEnabled: true,
  manyToOneEnabled: true,
  logonMethod: 'ClearText',
  defaultLogonDomain: '',
  oneToOne: [],
  manyToOne: [],
  ...changes,
});
