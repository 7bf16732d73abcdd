import fc from 'fast-check';
import { expect, it } from 'vitest';
import { certificateImportAnswersSchema } from '../steps/certificate-import/answers.ts';
import { uniqueIds } from './unique-id.ts';

it('makes ids that answers take, each once, of any names', () => {
  const names = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a', 'A', 'a-2', 'Jörg Müller', '')), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(names, (list) => {
      const ids = list.map(uniqueIds('client'));
      const clients = ids.map((id) => ({ id, file: 'f' }));
      expect(certificateImportAnswersSchema.parse({ clients }).clients).toHaveLength(list.length);
      expect(new Set(ids.map((id) => id.toLowerCase())).size).toBe(list.length);
    }),
  );
});

it('keeps what can be read', () => {
  const idFor = uniqueIds('client');
  expect(['Jörg Müller', 'Jörg Müller', '漢字', 'a'.repeat(99)].map(idFor)).toEqual([
    'Jorg-Muller',
    'Jorg-Muller-2',
    'client',
    'a'.repeat(48),
  ]);
});
