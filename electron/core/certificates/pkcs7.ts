import type { Element } from '../../../shared/certificates/der.ts';
import {
  childrenOf,
  encodingOf,
  expectTag,
  objectIdentifierOf,
  octetsOf,
  sequenceOf,
  tags,
} from '../../../shared/certificates/der.ts';
import { CannotOpen } from './problems.ts';

/** Content types of PKCS #7 (RFC 2315, section 14). */
export const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
} as const;

/** Returns the type and the content of a ContentInfo (RFC 2315, section 7). */
export function contentInfo(element: Element | undefined): { type: string; content: Element | null } {
  const [type, wrapper] = sequenceOf(element, 1);
  const [content] = wrapper ? childrenOf(expectTag(wrapper, 0xa0)) : [];
  return { type: objectIdentifierOf(type), content: content ?? null };
}

/** Returns the octets of a ContentInfo of type data. */
export function dataOf(content: Element | null): Uint8Array {
  const isConstructed = content?.tag === tags.constructedOctetString;
  return octetsOf(expectTag(content ?? undefined, isConstructed ? tags.constructedOctetString : tags.octetString));
}

/** Returns the encodings of the certificates in a SignedData, which a P7B file is with no signers (RFC 2315, section 9.1). */
export function certificatesOfSignedData(element: Element): Uint8Array[] {
  const { type, content } = contentInfo(element);
  if (type !== contentTypes.signedData || !content) {
    throw new CannotOpen(
      'certificate.unsupported',
      'It is a PKCS #7 file, but not one that holds certificates (signed data).',
    );
  }
  const list = sequenceOf(content, 3).find((member) => member.tag === 0xa0);
  return list
    ? childrenOf(list)
        .filter(({ tag }) => tag === tags.sequence)
        .map(encodingOf)
    : [];
}
