/** The sections that a mapping needs, by the names that change ids use for them. */
export const mappingSections = {
  access: 'system.webServer/security/access',
  anonymous: 'system.webServer/security/authentication/anonymousAuthentication',
  mapping: 'system.webServer/security/authentication/iisClientCertificateMappingAuthentication',
} as const;
export type MappingSectionName = keyof typeof mappingSections;
