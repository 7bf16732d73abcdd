import { Secret } from '../../api/secret.ts';
import type { ConfigurationEdits, MappingSectionEdit } from '../configuration-edits.ts';

/** A short self-signed certificate: Base-64 of its DER, on one line. */
export const sampleCertificate =
  'MIG+MHICAQEwBQYDK2VwMAwxCjAIBgNVBAMMAWEwHhcNMjQwMTAxMDAwMDAwWhcNMzQwMTAxMDAwMDAwWjAMMQowCAYDVQQDDAFhMCowBQYDK2VwAyEAAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8wBQYDK2VwA0EAAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==';

/** Returns a certificate that differs from the others in its signature only: Base-64 of its DER, on one line. */
export function numberedCertificate(number: number): string {
  const der = Uint8Array.from(atob(sampleCertificate), (character) => character.charCodeAt(0));
  new DataView(der.buffer).setUint32(der.length - 4, number);
  return btoa(String.fromCharCode(...der));
}

/** Returns a mapping edit with nothing in it but what is given. */
export function mappingEdit(given: Partial<MappingSectionEdit> = {}): MappingSectionEdit {
  return {
    enabled: true,
    oneToOneEnabled: true,
    manyToOneEnabled: true,
    logonMethod: 'ClearText',
    defaultLogonDomain: '',
    oneToOne: [],
    manyToOne: [],
    removeOneToOne: [],
    removeManyToOne: [],
    ...given,
  };
}

/** Returns the edits of a usual plan: the whole site requires a certificate, one mapping of each kind. */
export function sampleEdits(given: Partial<ConfigurationEdits> = {}): ConfigurationEdits {
  return {
    site: 'new',
    binding: { bindingInformation: '*:443:new.example.com', sslFlags: 1 },
    paths: [{ path: '/', sslFlags: ['Ssl', 'SslNegotiateCert', 'SslRequireCert'], anonymousEnabled: false }],
    mapping: mappingEdit({
      oneToOne: [{ certificate: sampleCertificate, userName: 'certuser', enabled: true, password: { kind: 'none' } }],
      manyToOne: [
        {
          name: 'Contoso "staff" & Söhne',
          description: '$(x) &lt;literal&gt; 😀',
          enabled: true,
          permissionMode: 'Allow',
          userName: 'DOM\\user',
          password: { kind: 'clear', password: new Secret('p&lt;"\'\t<>ü') },
          rules: [
            {
              certificateField: 'Subject',
              certificateSubField: 'O',
              matchCriteria: "Con'toso",
              compareCaseSensitive: true,
            },
            {
              certificateField: 'Issuer',
              certificateSubField: 'CN',
              matchCriteria: 'Issuing*',
              compareCaseSensitive: false,
            },
          ],
        },
        { name: 'Rest', description: '', enabled: true, permissionMode: 'Deny', password: { kind: 'none' }, rules: [] },
      ],
    }),
    ...given,
  };
}
