import { defineFindings } from '../../api/define-findings.ts';

const errorPage = 'Microsoft Learn: HTTP Error 500.19 when you open an IIS webpage';

interface SchemaParameters {
  detail: string;
  suggestion: string | undefined;
}

function meant({ suggestion }: SchemaParameters, otherwise: string): string {
  return suggestion === undefined ? otherwise : `Write "${suggestion}".`;
}

/** What does not fit IIS' schema is the same in every section. */
const schema = {
  'unknown-attribute': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'IIS does not know this attribute',
      detail: `${parameters.detail} IIS answers 500.19 (0x8007000D).`,
      fix: meant(parameters, 'Remove the attribute.'),
    }),
  },
  'unknown-element': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'An element stands where IIS does not allow it',
      detail: `${parameters.detail} IIS answers 500.19 (0x8007000D).`,
      fix: meant(parameters, 'Move the element to its place, or remove it.'),
    }),
  },
  'unknown-section': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'IIS does not know this section',
      detail: `${parameters.detail} Unless the server declares it, IIS answers 500.19 (0x8007000D).`,
      fix: meant(parameters, 'Correct the name, or remove the element.'),
    }),
  },
  'missing-attribute': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'A required attribute is missing',
      detail: `${parameters.detail} IIS answers 500.19 (0x8007000D).`,
      fix: 'Add the attribute, or remove the element.',
    }),
  },
  'invalid-value': {
    severity: 'error',
    certainty: 'documented',
    source: errorPage,
    text: (parameters: SchemaParameters) => ({
      title: 'A value is not one that IIS accepts',
      detail: `${parameters.detail} IIS answers 500.19 (0x8007000D).`,
      fix: meant(parameters, 'Write one of the values that are valid here.'),
    }),
  },
} as const;

/** Findings of a configuration file about access, sites and the other ways in. */
export const sslRequireFileFinding = defineFindings('ssl-require', {
  ...schema,
  'map-cert-flag': {
    severity: 'error',
    certainty: 'documented',
    source: 'IIS_schema.xml of IIS 7.0 to 10',
    text: (parameters: SchemaParameters) => ({
      title: 'SslMapCert is no flag of IIS',
      detail: `${parameters.detail} A page of Microsoft lists it by mistake: it is a bit of IIS 5 and 6.`,
      fix: 'Remove SslMapCert. Mapping is switched on by enabled="true" of iisClientCertificateMappingAuthentication.',
    }),
  },
});

/** Findings of a configuration file about the mapping section. */
export const mappingFileFinding = defineFindings('mapping', { ...schema });
