import { expect, it } from 'vitest';
import { accountKindOf, parseAccountName } from './account-name.ts';

it.each<[text: string, domain: string | null, name: string, alone: string, withDefault: string]>([
  ['certuser', null, 'certuser', 'local', 'domain'],
  ['.\\certuser', '.', 'certuser', 'local', 'local'],
  ['CORP\\alice', 'CORP', 'alice', 'domain', 'domain'],
  ['WEB01\\certuser', 'WEB01', 'certuser', 'domain', 'domain'],
  ['alice@corp.example', 'corp.example', 'alice', 'domain', 'domain'],
  ['a@b@corp.example', 'corp.example', 'a@b', 'domain', 'domain'],
  ['CORP\\alice@corp.example', 'CORP', 'alice@corp.example', 'domain', 'domain'],
  ['@corp', null, '@corp', 'local', 'domain'],
  ['', null, '', 'local', 'domain'],
])('%j is an account of %j', (text, domain, name, alone, withDefault) => {
  expect(parseAccountName(text)).toMatchObject({ domain, name });
  expect([accountKindOf(text, ''), accountKindOf(text, 'CORP')]).toEqual([alone, withDefault]);
});
