import { generateKeyPairSync, sign } from 'node:crypto';
import { encode, encodeObjectIdentifier } from '../../../../shared/certificates/testing/encode-der.ts';

/** Returns client certificates with the usual extensions, all of one CA with an RSA key of 2048 bits, and the CA's own. */
export function clientCertificates(count: number): Uint8Array[] {
  const authority = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const client = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = (keys: typeof client) => keys.publicKey.export({ type: 'spki', format: 'der' });
  const oid = encodeObjectIdentifier;
  const algorithm = encode(0x30, oid('1.2.840.113549.1.1.11'), encode(0x05));
  const name = (commonName: string) =>
    encode(0x30, ...[['2.5.4.6', 'DE'], ['2.5.4.10', 'Contoso'], ['2.5.4.3', commonName]].map(([type = '', value = '']) => encode(0x31, encode(0x30, oid(type), encode(0x0c, value))))); // prettier-ignore
  const extension = (type: string, value: Uint8Array) => encode(0x30, oid(type), encode(0x04, value));
  const uri = (address: string) => encode(0x86, address);
  const clientExtensions = [
    extension('2.5.29.15', Uint8Array.of(3, 2, 7, 0x80)),
    extension('2.5.29.37', encode(0x30, oid('1.3.6.1.5.5.7.3.2'))),
    extension('2.5.29.17', encode(0x30, encode(0x81, 'client@example.com'))),
    extension('2.5.29.31', encode(0x30, encode(0x30, encode(0xa0, encode(0xa0, uri('http://crl.example.com/ca.crl')))))),
    extension('1.3.6.1.5.5.7.1.1', encode(0x30, encode(0x30, oid('1.3.6.1.5.5.7.48.2'), uri('http://crl.example.com/ca.cer')))),
  ]; // prettier-ignore
  const authorityExtensions = [extension('2.5.29.19', encode(0x30, Uint8Array.of(1, 1, 0xff)))];
  const certificate = (serial: number, subject: string, key: typeof client, extensions: readonly Uint8Array[]) => {
    const serialNumber = Buffer.alloc(9, 1);
    serialNumber.writeUInt32BE(serial, 5);
    const validity = encode(0x30, encode(0x17, '260101000000Z'), encode(0x17, '360101000000Z'));
    const signed = encode(0x30, encode(0xa0, Uint8Array.of(2, 1, 2)), encode(0x02, serialNumber), algorithm, name('Bench CA'), validity, name(subject), spki(key), encode(0xa3, encode(0x30, ...extensions))); // prettier-ignore
    const signature = sign('sha256', signed, authority.privateKey);
    return encode(0x30, signed, algorithm, encode(0x03, Uint8Array.of(0), signature));
  };
  return [
    certificate(0, 'Bench CA', authority, authorityExtensions),
    ...Array.from({ length: count - 1 }, (_, index) =>
      certificate(index + 1, `client ${index}`, client, clientExtensions),
    ),
  ];
}

/** Returns certificates as one PEM text. */
export function pemOf(certificates: readonly Uint8Array[]): Buffer {
  const blocks = certificates.map((each) => {
    const lines =
      Buffer.from(each)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  });
  return Buffer.from(blocks.join(''));
}
