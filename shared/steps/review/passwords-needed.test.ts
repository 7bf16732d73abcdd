import { describe, expect, it } from 'vitest';
import { someAnswers } from '../../../e2e/fixtures/answers.ts';
import { passwordsForFile } from './passwords-needed.ts';

const answers = someAnswers((each) => {
  each.userAccount = {
    accounts: [
      { id: 'asked', kind: 'local', userName: 'asked.user', create: true, password: 'ask' },
      { id: 'made', kind: 'local', userName: 'made.user', create: true, password: 'generate' },
      { id: 'unused', kind: 'local', userName: 'unused.user', create: true, password: 'ask' },
    ],
  };
  each.mapping = {
    ...each.mapping,
    oneToOne: [{ client: 'alice', account: 'asked' }],
    manyToOne: [{ name: 'staff', account: 'made', rules: [] }],
  };
});

describe('the passwords that are to stand in a file', () => {
  it('are those of accounts that are mapped to and whose password is asked for', () => {
    expect(passwordsForFile(answers, [])).toEqual([{ id: 'asked', userName: 'asked.user' }]);
  });

  it('are not asked for twice', () => {
    expect(passwordsForFile(answers, ['asked'])).toEqual([]);
  });
});
