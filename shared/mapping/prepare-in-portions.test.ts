import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MappingSection } from './mapping-section.ts';
import { prepareInPortions } from './prepare-in-portions.ts';
import { prepareSection } from './prepare-section.ts';

const attribute = fc.oneof(
  fc.constantFrom('MAMCAQE=', 'MAMCAQI=', 'MAMC\nAQE=', '', 'not a certificate', 'AB'.repeat(20)),
  fc.string(),
);

const sections = fc
  .array(fc.record({ certificate: attribute, enabled: fc.boolean() }), { maxLength: 20 })
  .map((entries): MappingSection => ({
    enabled: true,
    oneToOneEnabled: true,
    manyToOneEnabled: true,
    logonMethod: 'ClearText',
    defaultLogonDomain: '',
    oneToOne: entries.map((entry) => ({ ...entry, userName: 'certuser', password: 'encrypted' })),
    manyToOne: [],
  }));

it('makes of a section in portions what is made of it in one go, whatever their size', () => {
  fc.assert(
    fc.property(sections, fc.integer({ min: 1, max: 25 }), (section, atOnce) => {
      const portions = prepareInPortions(section, atOnce);
      let step = portions.next();
      while (step.done !== true) step = portions.next();
      expect(step.value).toEqual(prepareSection(section));
    }),
  );
});
