import { makeSample } from '../../sample/make-sample.ts';
import { encode, encodeObjectIdentifier } from '../../../../shared/certificates/testing/encode-der.ts';
import { openFiles } from '../open-files.ts';
import { createSecretReader } from '../secret-reader.ts';
import { mutatedFile } from './mutations.ts';
import { rfc9579Samples } from './rfc9579.ts';

const password = '1234';

/** Returns sound files of every kind that is opened: PFX, DER, PEM, P7B, Base-64 and UTF-16. */
export async function soundFiles(): Promise<Uint8Array[]> {
  const sample = (await makeSample('2026-06-01T00:00:00Z')).filter(({ path }) => path.startsWith('certificates/'));
  const der = sample.filter(({ path, bytes }) => path.endsWith('.cer') && bytes[0] === 0x30).map(({ bytes }) => bytes);
  const base64 = Buffer.from(der[0] ?? []).toString('base64');
  const signedData = encode(
    0x30,
    encodeObjectIdentifier('1.2.840.113549.1.7.2'),
    encode(0xa0, encode(0x30, Uint8Array.of(2, 1, 1), encode(0x31), encode(0x30, encodeObjectIdentifier('1.2.840.113549.1.7.1')), encode(0xa0, ...der), encode(0x31))), // prettier-ignore
  );
  const armoured = `-----BEGIN PKCS7-----\n${Buffer.from(signedData).toString('base64')}\n-----END PKCS7-----\n`;
  const pfx = rfc9579Samples.map(({ content, macData }) =>
    encode(0x30, Uint8Array.of(2, 1, 3), Buffer.from(content, 'base64'), Buffer.from(macData, 'base64')),
  );
  const plainPfx = pfxInPlain(der);
  return [plainPfx, ...sample.map(({ bytes }) => bytes), ...pfx, signedData, Buffer.from(armoured), Buffer.from(base64), Buffer.from(`\ufeff${armoured}`, 'utf16le')]; // prettier-ignore
}

/** Without encryption and integrity code, so that mutations reach what is inside. */
function pfxInPlain(certificates: readonly Uint8Array[]): Uint8Array {
  const data = (content: Uint8Array) =>
    encode(0x30, encodeObjectIdentifier('1.2.840.113549.1.7.1'), encode(0xa0, encode(0x04, content)));
  const bags = certificates.map((certificate) => {
    const type = encodeObjectIdentifier('1.2.840.113549.1.9.22.1');
    const value = encode(0x30, type, encode(0xa0, encode(0x04, certificate)));
    return encode(0x30, encodeObjectIdentifier('1.2.840.113549.1.12.10.1.3'), encode(0xa0, value));
  });
  return encode(0x30, Uint8Array.of(2, 1, 3), data(encode(0x30, data(encode(0x30, ...bags)))));
}

/** Opens a mutated file as the reader does; returns the code of its problem, or `opened`. Throws where the reader would crash. */
export function openMutated(files: readonly Uint8Array[], number: number): string {
  const file = {
    name: `mutated ${number}`,
    bytes: mutatedFile(files, number),
    password: new TextEncoder().encode(password),
    isPasswordForAny: true,
  };
  const nobody = {
    progress: () => undefined,
    certificates: () => undefined,
    references: () => undefined,
    chains: () => undefined,
  };
  const answers = openFiles([file], '2026-06-01T00:00:00Z', (each) => createSecretReader(each, false), nobody);
  const [answer] = answers;
  if (!answer) throw new Error('The reader gave no answer');
  if (!('error' in answer)) return 'opened';
  const { code, title, detail, fix } = answer.error;
  if ([title, detail, fix].some((text) => text === '')) throw new Error(`The problem ${code} has no words`);
  return code;
}
