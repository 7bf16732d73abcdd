/** Returns a serialized certificate store (SST) of certificates, the first one with a property as Windows writes it. */
export function encodeSerializedStore(certificates: readonly Uint8Array[], friendlyName = 'Contoso'): Uint8Array {
  const element = (identifier: number, content: Uint8Array) => {
    const header = Buffer.alloc(12);
    header.writeUInt32LE(identifier, 0);
    header.writeUInt32LE(1, 4);
    header.writeUInt32LE(content.length, 8);
    return Buffer.concat([header, content]);
  };
  return Buffer.concat([
    Buffer.from([0, 0, 0, 0]),
    Buffer.from('CERT'),
    element(11, Buffer.from(`${friendlyName}\0`, 'utf16le')),
    ...certificates.map((certificate) => element(32, certificate)),
    Buffer.alloc(12),
  ]);
}
