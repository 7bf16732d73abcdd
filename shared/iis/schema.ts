import type { AttributeSchema, AttributeType, ElementSchema, SectionSchema } from './schema-types.ts';

type Extra = Omit<AttributeSchema, 'name' | 'type'>;

function attribute(type: AttributeType) {
  return (name: string, extra: Extra = {}): AttributeSchema => ({ name, type, ...extra });
}
const bool = (name: string, defaultValue: 'true' | 'false', extra: Extra = {}): AttributeSchema => ({
  name,
  type: 'bool',
  defaultValue,
  ...extra,
});
const text = attribute('string');
const uint = attribute('uint');

const logonMethod: AttributeSchema = {
  name: 'logonMethod',
  type: 'enum',
  values: { Interactive: 0, Batch: 1, Network: 2, ClearText: 3 },
  defaultValue: 'ClearText',
};
/** The provider in the default is that of IIS 7; a host of today may have others only (IIS team blog: CNG data encryption). */
const password = text('password', {
  caseSensitive: true,
  encrypted: true,
  defaultValue: '[enc:AesProvider::enc]',
});
const nonEmpty = { validationType: 'nonEmptyString' } as const;

const bindings: ElementSchema = {
  attributes: [],
  collection: {
    addElement: 'binding',
    clearElement: 'clear',
    attributes: [
      text('protocol', { required: true, isCombinedKey: true, ...nonEmpty }),
      text('bindingInformation', { required: true, isCombinedKey: true, ...nonEmpty }),
      uint('sslFlags', { defaultValue: '0', since: '8.0' }),
    ],
    extensible: true,
  },
};

const virtualDirectory: ElementSchema = {
  attributes: [
    text('path', { isUniqueKey: true, validationType: 'virtualDirectoryPath' }),
    text('physicalPath', { expanded: true }),
    text('userName'),
    password,
    logonMethod,
    bool('allowSubDirConfig', 'true'),
  ],
};

const application: ElementSchema = {
  attributes: [
    text('path', { required: true, isUniqueKey: true, validationType: 'applicationPath' }),
    text('applicationPool', { validationType: 'applicationPoolName' }),
    text('enabledProtocols', { defaultValue: 'http' }),
    bool('serviceAutoStartEnabled', 'false', { since: '7.5' }),
    text('serviceAutoStartProvider', { since: '7.5' }),
    bool('preloadEnabled', 'false', { since: '8.0' }),
  ],
  collection: { addElement: 'virtualDirectory', ...virtualDirectory, extensible: true },
  ignored: ['virtualDirectoryDefaults'],
  extensible: true,
};

const sites: SectionSchema = {
  overrideModeDefault: 'Deny',
  allowDefinition: 'AppHostOnly',
  attributes: [],
  ignored: ['siteDefaults', 'applicationDefaults', 'virtualDirectoryDefaults'],
  collection: {
    addElement: 'site',
    attributes: [
      text('name', { required: true, isUniqueKey: true, validationType: 'siteName' }),
      uint('id', { required: true, isUniqueKey: true }),
      bool('serverAutoStart', 'true'),
    ],
    elements: { bindings },
    collection: { addElement: 'application', ...application },
    ignored: ['limits', 'logFile', 'traceFailedRequestsLogging', 'applicationDefaults', 'virtualDirectoryDefaults'],
    extensible: true,
  },
};

const iisClientCertificateMapping: SectionSchema = {
  overrideModeDefault: 'Deny',
  attributes: [
    bool('enabled', 'false'),
    bool('oneToOneCertificateMappingsEnabled', 'true'),
    bool('manyToOneCertificateMappingsEnabled', 'true'),
    text('defaultLogonDomain'),
    logonMethod,
  ],
  elements: {
    manyToOneMappings: {
      attributes: [],
      collection: {
        addElement: 'add',
        clearElement: 'clear',
        attributes: [
          text('name', { required: true, isUniqueKey: true, ...nonEmpty }),
          text('description'),
          bool('enabled', 'true'),
          { name: 'permissionMode', type: 'enum', values: { Allow: 1, Deny: 2 }, defaultValue: 'Allow' },
          text('userName', nonEmpty),
          password,
        ],
        elements: {
          rules: {
            attributes: [],
            collection: {
              addElement: 'add',
              clearElement: 'clear',
              attributes: [
                {
                  name: 'certificateField',
                  type: 'enum',
                  values: { Subject: 1, Issuer: 2 },
                  required: true,
                  isCombinedKey: true,
                },
                text('certificateSubField', { caseSensitive: true, required: true, isCombinedKey: true }),
                text('matchCriteria', { caseSensitive: true, required: true, isCombinedKey: true }),
                bool('compareCaseSensitive', 'true', { isCombinedKey: true }),
              ],
            },
          },
        },
      },
    },
    oneToOneMappings: {
      attributes: [],
      collection: {
        addElement: 'add',
        clearElement: 'clear',
        attributes: [
          bool('enabled', 'true'),
          text('userName'),
          password,
          text('certificate', { caseSensitive: true, required: true, isUniqueKey: true }),
        ],
      },
    },
  },
};

const windowsAuthentication: SectionSchema = {
  overrideModeDefault: 'Deny',
  attributes: [
    bool('enabled', 'false'),
    bool('authPersistSingleRequest', 'false'),
    bool('authPersistNonNTLM', 'false'),
    bool('useKernelMode', 'true'),
    bool('useAppPoolCredentials', 'false'),
  ],
  elements: {
    providers: {
      attributes: [],
      collection: {
        addElement: 'add',
        clearElement: 'clear',
        removeElement: 'remove',
        attributes: [text('value', { isUniqueKey: true })],
      },
    },
    extendedProtection: {
      attributes: [
        {
          name: 'tokenChecking',
          type: 'enum',
          values: { None: 0, Allow: 1, Require: 2 },
          defaultValue: 'None',
        },
        {
          name: 'flags',
          type: 'flags',
          values: { None: 0, Proxy: 1, NoServiceNameCheck: 2, AllowDotlessSpn: 4, ProxyCohosting: 32 },
          defaultValue: 'None',
        },
      ],
      collection: {
        addElement: 'spn',
        clearElement: 'clearSpns',
        removeElement: 'removeSpn',
        attributes: [text('name', { isUniqueKey: true, ...nonEmpty })],
      },
    },
  },
};

const serverRuntime: SectionSchema = {
  overrideModeDefault: 'Deny',
  attributes: [
    bool('enabled', 'true'),
    uint('appConcurrentRequestLimit', { defaultValue: '5000' }),
    uint('maxRequestEntityAllowed', { defaultValue: '4294967295' }),
    uint('uploadReadAheadSize', {
      defaultValue: '49152',
      validationType: 'integerRange',
      validationParameter: '0,2147483647',
    }),
    text('alternateHostName'),
    bool('enableNagling', 'false'),
    uint('frequentHitThreshold', {
      defaultValue: '2',
      validationType: 'integerRange',
      validationParameter: '1,2147483647',
    }),
    { name: 'frequentHitTimePeriod', type: 'timeSpan', defaultValue: '00:00:10' },
    {
      name: 'authenticatedUserOverride',
      type: 'enum',
      values: { UseAuthenticatedUser: 1, UseWorkerProcessUser: 2 },
      defaultValue: 'UseAuthenticatedUser',
      since: '7.5',
    },
  ],
};

const authentication = 'system.webServer/security/authentication';

/**
 * Every section that the product reads or writes, as IIS_schema.xml of IIS 7.0 to 10 defines it, and its lock in a
 * standard applicationHost.config. `configProtectedData` is the configuration system's own and in no schema file.
 */
export const sections = {
  'system.webServer/security/access': {
    overrideModeDefault: 'Deny',
    attributes: [
      {
        name: 'sslFlags',
        type: 'flags',
        values: { None: 0, Ssl: 8, SslNegotiateCert: 32, SslRequireCert: 64, Ssl128: 256 },
        defaultValue: 'None',
      },
    ],
  },
  [`${authentication}/anonymousAuthentication`]: {
    overrideModeDefault: 'Deny',
    attributes: [bool('enabled', 'true'), text('userName', { defaultValue: 'IUSR' }), password, logonMethod],
  },
  [`${authentication}/iisClientCertificateMappingAuthentication`]: iisClientCertificateMapping,
  [`${authentication}/clientCertificateMappingAuthentication`]: {
    overrideModeDefault: 'Deny',
    attributes: [bool('enabled', 'false')],
  },
  [`${authentication}/basicAuthentication`]: {
    overrideModeDefault: 'Deny',
    attributes: [bool('enabled', 'false'), text('realm'), text('defaultLogonDomain'), logonMethod],
  },
  [`${authentication}/digestAuthentication`]: {
    overrideModeDefault: 'Deny',
    attributes: [bool('enabled', 'false'), text('realm')],
  },
  [`${authentication}/windowsAuthentication`]: windowsAuthentication,
  'system.webServer/serverRuntime': serverRuntime,
  'system.applicationHost/sites': sites,
  'system.webServer/globalModules': {
    overrideModeDefault: 'Deny',
    allowDefinition: 'AppHostOnly',
    attributes: [],
    collection: {
      addElement: 'add',
      clearElement: 'clear',
      removeElement: 'remove',
      attributes: [
        text('name', { caseSensitive: true, required: true, isUniqueKey: true }),
        text('image', { expanded: true }),
        text('preCondition', { caseSensitive: true }),
      ],
    },
  },
  'system.webServer/modules': {
    overrideModeDefault: 'Allow',
    attributes: [
      bool('runAllManagedModulesForAllRequests', 'false'),
      bool('runManagedModulesForWebDavRequests', 'false'),
    ],
    collection: {
      addElement: 'add',
      clearElement: 'clear',
      removeElement: 'remove',
      attributes: [
        text('name', { caseSensitive: true, required: true, isUniqueKey: true, ...nonEmpty }),
        text('type', { caseSensitive: true }),
        text('preCondition', { caseSensitive: true }),
      ],
    },
  },
  configProtectedData: {
    overrideModeDefault: 'Deny',
    allowDefinition: 'AppHostOnly',
    attributes: [],
    extensible: true,
    elements: {
      providers: {
        attributes: [],
        collection: {
          addElement: 'add',
          attributes: [text('name', { required: true, isUniqueKey: true }), text('type', { required: true })],
          extensible: true,
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, SectionSchema>>;

/** The sections by the names that the code uses for them. */
export const sectionNames = {
  access: 'system.webServer/security/access',
  anonymous: `${authentication}/anonymousAuthentication`,
  mapping: `${authentication}/iisClientCertificateMappingAuthentication`,
  activeDirectoryMapping: `${authentication}/clientCertificateMappingAuthentication`,
  basic: `${authentication}/basicAuthentication`,
  digest: `${authentication}/digestAuthentication`,
  windows: `${authentication}/windowsAuthentication`,
  serverRuntime: 'system.webServer/serverRuntime',
  sites: 'system.applicationHost/sites',
  globalModules: 'system.webServer/globalModules',
  modules: 'system.webServer/modules',
  protectedData: 'configProtectedData',
} as const;
export type SectionName = (typeof sectionNames)[keyof typeof sectionNames];

const byName = new Map<string, SectionSchema>(Object.entries(sections));

/** Returns the schema of a section that the product knows, else undefined. */
export function sectionSchema(name: string): SectionSchema | undefined {
  return byName.get(name);
}

/** Names that IIS' schema has inside two groups, where a misspelt section is recognised. */
export const knownInGroup: Readonly<Record<string, readonly string[]>> = {
  'system.webServer/security': [
    'access',
    'applicationDependencies',
    'authentication',
    'authorization',
    'dynamicIpSecurity',
    'ipSecurity',
    'isapiCgiRestriction',
    'requestFiltering',
  ],
  [authentication]: [
    'anonymousAuthentication',
    'basicAuthentication',
    'clientCertificateMappingAuthentication',
    'digestAuthentication',
    'iisClientCertificateMappingAuthentication',
    'windowsAuthentication',
  ],
};

/** Attributes that the configuration system itself allows on every element. */
export const lockAttributes = [
  'lockAttributes',
  'lockAllAttributesExcept',
  'lockElements',
  'lockAllElementsExcept',
  'lockItem',
] as const;
