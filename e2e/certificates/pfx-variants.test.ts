import { describe, expect, it } from 'vitest';
import { hasLegacyCiphers } from '../../electron/core/certificates/testing/openssl.ts';
import { foreignCiphers, PfxComparison, variants } from './pfx-variants.ts';

/** `npm run compare-pfx` compares all of them. */
const some = variants.filter((_, index) => index % 8 === 0);

describe.skipIf(!hasLegacyCiphers)('PFX files of openssl (needs openssl with its legacy ciphers)', () => {
  const comparison = new PfxComparison();

  it.each(some)('$cipher, integrity $integrity, keys $keys', (variant) => {
    expect(comparison.differenceOf(variant)).toBeNull();
  });

  it.each(foreignCiphers)('%s is refused by name', (cipher, name) => {
    const refusal = comparison.refusalOf(cipher);
    if (refusal !== null) expect(refusal).toMatch(name);
  });
});
