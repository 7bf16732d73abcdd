import { foreignCiphers, PfxComparison, variants } from './pfx-variants.ts';

/* `npm run compare-pfx`: opens PFX files of openssl, and compares certificates and keys. Ends with 1 where one differs. */

const comparison = new PfxComparison();
const failures = [
  ...variants.flatMap((variant) => {
    const difference = comparison.differenceOf(variant);
    return difference === null ? [] : [`${JSON.stringify(variant)}: ${difference}`];
  }),
  ...foreignCiphers.flatMap(([cipher, name]) => {
    const refusal = comparison.refusalOf(cipher);
    return refusal === null || name.test(refusal) ? [] : [`${cipher}: ${refusal}`];
  }),
];
for (const failure of failures) process.stdout.write(`${failure}\n`);
process.stdout.write(`${variants.length} PFX files and ${foreignCiphers.length} foreign ciphers, ${failures.length} failures\n`); // prettier-ignore
process.exitCode = failures.length === 0 ? 0 : 1;
