/** The Windows versions that an answers file can name, oldest first, servers before clients. */
export const windowsVersions = [
  'server-2012-r2',
  'server-2016',
  'server-2019',
  'server-2022',
  'server-2025',
  'windows-10',
  'windows-11',
  'windows-11-24h2',
] as const;
export type WindowsVersion = (typeof windowsVersions)[number];

/** What answers are begun for until somebody says which Windows the server has. */
export const assumedWindows: WindowsVersion = 'server-2022';

/** Builds of the long-term servers; the others in between are of the semi-annual channel (Microsoft Learn: Windows Server release information). */
const serverBuilds: ReadonlyMap<number, WindowsVersion> = new Map([
  [9600, 'server-2012-r2'],
  [14393, 'server-2016'],
  [17763, 'server-2019'],
  [20348, 'server-2022'],
  [26100, 'server-2025'],
]);

/** The first build of each client (Microsoft Learn: Windows 10 and Windows 11 release information), newest first. */
const clientBuilds: readonly (readonly [from: number, windows: WindowsVersion | null])[] = [
  // 25H2 shares its code with 24H2; what comes after it nobody knows yet.
  [26201, null],
  [26100, 'windows-11-24h2'],
  [22000, 'windows-11'],
  [10240, 'windows-10'],
];

/** Returns the Windows version of a build; null for one that answers cannot name. */
export function windowsOfBuild(build: number, isServer: boolean): WindowsVersion | null {
  if (isServer) return serverBuilds.get(build) ?? null;
  return clientBuilds.find(([from]) => build >= from)?.[1] ?? null;
}

export interface WindowsTraits {
  name: string;
  isServer: boolean;
  schema: '8.5' | '10.0';
  /** TLS 1.3 is on by default in HTTP.SYS. */
  hasTls13: boolean;
  hasHttp2: boolean;
  /** The lowest bits of a binding's `sslFlags` that this version knows, added up (Microsoft Learn: Binding <binding>). */
  bindingFlags: number;
  /** What a visitor gets when TLS 1.3 meets a certificate that is asked for late. */
  lateRequestUnderTls13: 'reset' | 'http-500.0' | 'not-applicable';
  /** What encrypts passwords in this version's files by default (IIS team blog: CNG data encryption). */
  encryptionProvider: 'AesProvider' | 'IISCngProvider';
  features: { kind: 'server-role' | 'optional-feature'; iisMapping: string; activeDirectoryMapping: string };
}

const serverFeatures = {
  kind: 'server-role',
  iisMapping: 'Web-Cert-Auth',
  activeDirectoryMapping: 'Web-Client-Auth',
} as const;
const clientFeatures = {
  kind: 'optional-feature',
  iisMapping: 'IIS-IISCertificateMappingAuthentication',
  activeDirectoryMapping: 'IIS-ClientCertificateMappingAuthentication',
} as const;
const iis10 = { schema: '10.0', hasHttp2: true, encryptionProvider: 'IISCngProvider' } as const;

export const windowsTraits: Record<WindowsVersion, WindowsTraits> = {
  'server-2012-r2': {
    name: 'Windows Server 2012 R2',
    isServer: true,
    schema: '8.5',
    hasTls13: false,
    hasHttp2: false,
    bindingFlags: 1 | 2,
    lateRequestUnderTls13: 'not-applicable',
    encryptionProvider: 'AesProvider',
    features: serverFeatures,
  },
  'server-2016': {
    ...iis10,
    name: 'Windows Server 2016',
    isServer: true,
    hasTls13: false,
    bindingFlags: 1 | 2 | 4 | 8,
    lateRequestUnderTls13: 'not-applicable',
    features: serverFeatures,
  },
  'server-2019': {
    ...iis10,
    name: 'Windows Server 2019',
    isServer: true,
    hasTls13: false,
    bindingFlags: 127,
    lateRequestUnderTls13: 'not-applicable',
    features: serverFeatures,
  },
  'server-2022': {
    ...iis10,
    name: 'Windows Server 2022',
    isServer: true,
    hasTls13: true,
    bindingFlags: 127,
    lateRequestUnderTls13: 'reset',
    features: serverFeatures,
  },
  'server-2025': {
    ...iis10,
    name: 'Windows Server 2025',
    isServer: true,
    hasTls13: true,
    bindingFlags: 255,
    lateRequestUnderTls13: 'http-500.0',
    features: serverFeatures,
  },
  'windows-10': {
    ...iis10,
    name: 'Windows 10',
    isServer: false,
    hasTls13: false,
    bindingFlags: 127,
    lateRequestUnderTls13: 'not-applicable',
    features: clientFeatures,
  },
  'windows-11': {
    ...iis10,
    name: 'Windows 11',
    isServer: false,
    hasTls13: true,
    bindingFlags: 127,
    lateRequestUnderTls13: 'reset',
    features: clientFeatures,
  },
  'windows-11-24h2': {
    ...iis10,
    name: 'Windows 11 24H2',
    isServer: false,
    hasTls13: true,
    bindingFlags: 255,
    lateRequestUnderTls13: 'http-500.0',
    features: clientFeatures,
  },
};
