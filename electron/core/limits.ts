/** A PFX or a bundle of certificates; the largest public bundles have about 1 MB. */
export const maximumCertificateFileBytes = 16 * 1024 * 1024;

/** An applicationHost.config with ten thousand mappings has some 15 MB. */
export const maximumConfigurationBytes = 64 * 1024 * 1024;
