import { describe, expect, it } from 'vitest';
import { openMutated, soundFiles } from './testing/fuzz.ts';

/** `npm run fuzz` opens thousands. */
const count = 400;

describe('mutated files', () => {
  it('open or are refused with a code, whatever is wrong with them', async () => {
    const files = await soundFiles();
    const codes = new Set(Array.from({ length: count }, (_, number) => openMutated(files, number)));
    // Mutations that never opened, or never failed in several ways, would prove nothing.
    expect(codes).toContain('opened');
    expect(codes).toContain('certificate.damaged');
    expect(codes.size).toBeGreaterThan(3);
  });
});
