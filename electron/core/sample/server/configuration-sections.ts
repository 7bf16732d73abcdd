import { indented } from './xml-lines.ts';

type Delegation = 'Allow' | 'Deny';
type Level = 'AppHostOnly' | 'MachineToApplication';
type Section = readonly [name: string, overrideModeDefault: Delegation, allowDefinition?: Level];
interface Group {
  group: string;
  sections: readonly (Section | Group)[];
}

/** What an IIS 10 without FTP declares, and how it delegates each section (Microsoft Learn: configSections). */
const groups: readonly Group[] = [
  {
    group: 'system.applicationHost',
    sections: [
      'applicationPools',
      'configHistory',
      'customMetadata',
      'listenerAdapters',
      'log',
      'serviceAutoStartProviders',
      'sites',
      'webLimits',
    ].map((name) => [name, 'Deny', 'AppHostOnly'] as const),
  },
  {
    group: 'system.webServer',
    sections: [
      ['asp', 'Deny'],
      ['caching', 'Allow'],
      ['cgi', 'Deny'],
      ['defaultDocument', 'Allow'],
      ['directoryBrowse', 'Allow'],
      ['fastCgi', 'Deny', 'AppHostOnly'],
      ['globalModules', 'Deny', 'AppHostOnly'],
      ['handlers', 'Deny'],
      ['httpCompression', 'Allow'],
      ['httpErrors', 'Allow'],
      ['httpLogging', 'Deny'],
      ['httpProtocol', 'Allow'],
      ['httpRedirect', 'Allow'],
      ['httpTracing', 'Deny'],
      ['isapiFilters', 'Deny', 'MachineToApplication'],
      ['modules', 'Deny', 'MachineToApplication'],
      ['applicationInitialization', 'Allow', 'MachineToApplication'],
      ['odbcLogging', 'Deny'],
      {
        group: 'security',
        sections: [
          ['access', 'Deny'],
          ['applicationDependencies', 'Deny'],
          {
            group: 'authentication',
            sections: [
              ['anonymousAuthentication', 'Deny'],
              ['basicAuthentication', 'Deny'],
              ['clientCertificateMappingAuthentication', 'Deny'],
              ['digestAuthentication', 'Deny'],
              ['iisClientCertificateMappingAuthentication', 'Deny'],
              ['windowsAuthentication', 'Deny'],
            ],
          },
          ['authorization', 'Allow'],
          ['ipSecurity', 'Deny'],
          ['dynamicIpSecurity', 'Deny'],
          ['isapiCgiRestriction', 'Deny', 'AppHostOnly'],
          ['requestFiltering', 'Allow'],
        ],
      },
      ['serverRuntime', 'Deny'],
      ['serverSideInclude', 'Deny'],
      ['staticContent', 'Allow'],
      {
        group: 'tracing',
        sections: [
          ['traceFailedRequests', 'Allow'],
          ['traceProviderDefinitions', 'Deny'],
        ],
      },
      ['urlCompression', 'Allow'],
      ['validation', 'Allow'],
      ['webSocket', 'Deny'],
    ],
  },
];

/** Returns the element `<configSections>` of a full IIS 10: the sections of this product's concern are locked. */
export function configurationSections(blanks: number): string {
  return indented(
    ['<configSections>', ...groups.flatMap((group) => groupLines(group, '    ')), '</configSections>'],
    blanks,
  );
}

function groupLines({ group, sections }: Group, indent: string): string[] {
  return [
    `${indent}<sectionGroup name="${group}">`,
    ...sections.flatMap((section) =>
      'group' in section ? groupLines(section, `${indent}    `) : [`${indent}    ${sectionElement(section)}`],
    ),
    `${indent}</sectionGroup>`,
  ];
}

function sectionElement([name, overrideModeDefault, allowDefinition]: Section): string {
  const level = allowDefinition === undefined ? '' : ` allowDefinition="${allowDefinition}"`;
  return `<section name="${name}"${level} overrideModeDefault="${overrideModeDefault}" />`;
}
