import { z } from 'zod';
import { checkedOnce } from '../api/checked-once.ts';
import { certificateRoles } from './role.ts';

/** One attribute of a relative distinguished name: Windows' short name (`CN`, `O`, `S`, `E` …) or, where it has none, the dotted OID; the decoded value. */
export const nameAttributeSchema = z.object({ type: z.string(), value: z.string() });
export type NameAttribute = z.infer<typeof nameAttributeSchema>;

/** The relative distinguished names in the order of the encoding; a multi-valued one has several attributes. */
export const distinguishedNameSchema = z.array(z.array(nameAttributeSchema));
export type DistinguishedName = z.infer<typeof distinguishedNameSchema>;
/** In a collection most certificates have the issuer's name in common. */
const names = checkedOnce(distinguishedNameSchema);

export const alternativeNameSchema = z.object({
  type: z.enum(['dns', 'ip', 'email', 'uri', 'upn', 'directory', 'registeredId', 'other']),
  value: z.string(),
});

/** Forty upper-case hex digits: SHA-1 of the DER, as Windows shows it. */
export const thumbprintSchema = z.string().regex(/^[0-9A-F]{40}$/);

/** What the product says of one certificate; field by field in the contract's section `inspect`. */
export const certificateSchema = z.object({
  subject: z.string(),
  subjectRdns: names.schema,
  issuer: z.string(),
  issuerRdns: names.schema,
  serialNumber: z.string(),
  thumbprint: thumbprintSchema,
  sha256: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  publicKey: z.object({ algorithm: z.string(), bits: z.number().optional(), curve: z.string().optional() }),
  signatureAlgorithm: z.string(),
  /** The signature verifies with the certificate's own key; equal names alone are not enough. */
  isSelfSigned: z.boolean(),
  isCertificateAuthority: z.boolean(),
  pathLengthConstraint: z.number().optional(),
  keyUsage: z.array(z.string()),
  /** Dotted OIDs; empty when the extension is absent. */
  extendedKeyUsage: z.array(z.string()),
  subjectAlternativeNames: z.array(alternativeNameSchema),
  subjectKeyIdentifier: z.string().optional(),
  authorityKeyIdentifier: z.string().optional(),
  caIssuersUrls: z.array(z.string()),
  ocspUrls: z.array(z.string()),
  crlUrls: z.array(z.string()),
  certificatePolicies: z.array(z.string()),
  hasPrivateKey: z.boolean(),
  friendlyName: z.string().optional(),
  /** Base-64 of the DER on one line, without armour: the value of the `certificate` attribute. */
  singleLineBase64: z.string(),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** A certificate in an opened file: with what follows from the instant of the question and from the other certificates. */
export const inspectedCertificateSchema = certificateSchema.extend({
  /** Whole days until it expires; negative when it has. */
  daysLeft: z.number(),
  /** What is weak about its key or its signature; absent when nothing is. */
  weakness: z.string().optional(),
  role: z.enum(certificateRoles),
  roleReason: z.string(),
});
export type InspectedCertificate = z.infer<typeof inspectedCertificateSchema>;
export const inspectedCertificates = checkedOnce(inspectedCertificateSchema);

/** A chain by structure only; whether it is trusted is Windows' word. */
export const chainSchema = z.object({
  of: thumbprintSchema,
  paths: z.array(
    z.object({ thumbprints: z.array(thumbprintSchema), complete: z.boolean(), problems: z.array(z.string()) }),
  ),
  missing: z.array(
    z.object({ issuer: z.string(), authorityKeyIdentifier: z.string().optional(), url: z.string().optional() }),
  ),
});
export type Chain = z.infer<typeof chainSchema>;
export const chains = checkedOnce(chainSchema);

export const fileFormats = ['pfx', 'pem', 'der', 'p7b', 'sst', 'base64', 'key'] as const;
export type FileFormat = (typeof fileFormats)[number];

export const privateKeySchema = z.object({
  algorithm: z.string(),
  bits: z.number().optional(),
  /** Thumbprint of the certificate in the same set of files whose public key is this key's public half. */
  certificate: thumbprintSchema.nullable(),
});
export type PrivateKey = z.infer<typeof privateKeySchema>;
