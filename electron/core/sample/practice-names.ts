import type { DistinguishedName } from './distinguished-name.ts';

const country = { C: 'DE' };

/** Every subject says PRACTICE, so that nobody takes one of these certificates for a real one. */
export const organization = 'PRACTICE Contoso';
export const issuingCaName = 'PRACTICE Contoso Issuing CA';
export const siteHost = 'new.example.com';

export const units = { staff: 'Staff', contractors: 'Contractors' } as const;

export const rootSubject: DistinguishedName = [country, { O: organization }, { CN: 'PRACTICE Contoso Root CA' }];
export const issuingSubject: DistinguishedName = [country, { O: organization }, { CN: issuingCaName }];
export const foreignRootSubject: DistinguishedName = [
  country,
  { O: 'PRACTICE Fabrikam' },
  { CN: 'PRACTICE Fabrikam Root CA' },
];
export const serverSubject: DistinguishedName = [country, { O: organization }, { OU: 'Web' }, { CN: siteHost }];

/** Returns the subject of a person of the practice organisation. */
export function personSubject(name: string, unit: string): DistinguishedName {
  return [country, { O: organization }, { OU: unit }, { CN: `PRACTICE ${name}` }];
}

export const foreignSubject: DistinguishedName = [
  country,
  { O: 'PRACTICE Fabrikam' },
  { CN: 'PRACTICE Erin of another root' },
];

/**
 * Everything that an unescaped name breaks: quotes, RFC 4514's own characters, XML's, a PowerShell expression, several
 * scripts, and two attributes in one relative name.
 */
export const awkwardSubject: DistinguishedName = [
  country,
  { L: 'Köln' },
  { O: 'PRACTICE "Süd, Nord" & Co. <GmbH>' },
  { OU: '#1; a=b\\c' },
  { CN: `PRACTICE Zoë "Zo" O'Müller + Søn, $(Get-Date) \`x\` %PATH% 日本`, SERIALNUMBER: '0042' },
];
