/** Returns what a file of another world is, by its first octets, and how to get a certificate out of it. */
export function foreignFormat(bytes: Uint8Array): { what: string; fix: string } | null {
  const start = Buffer.from(bytes.subarray(0, 16));
  const magic = start.toString('hex');
  const keytool =
    'Convert it with "keytool -importkeystore -srckeystore FILE -destkeystore NEW.pfx -deststoretype PKCS12".';
  if (magic.startsWith('feedfeed')) return { what: 'a Java key store (JKS)', fix: keytool };
  if (magic.startsWith('cececece')) return { what: 'a Java key store (JCEKS)', fix: keytool };
  if (magic.startsWith('504b0304')) return { what: 'a ZIP archive', fix: 'Unpack it and choose the certificate file.' };
  if (start.toString('latin1').startsWith('%PDF'))
    return { what: 'a PDF document', fix: 'Choose the certificate file itself.' };
  if (start.toString('latin1').startsWith('PuTTY-User-Key')) {
    return { what: 'a PuTTY private key', fix: 'Choose the PFX, or export the key with PuTTYgen.' };
  }
  return null;
}
