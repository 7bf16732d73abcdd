import { describe, expect, it } from 'vitest';
import { someAnswers, someFacts } from '../../e2e/fixtures/answers.ts';
import { allFindings } from '../steps/registry.ts';
import { newDraft } from './draft.ts';
import { navigationAt } from './navigation.ts';
import { remarksOf } from './remarks.ts';
import { stepStates } from './step-states.ts';

const invalid = (path: string) => ({
  code: 'answers.invalid',
  title: 'The answers file does not say what is needed',
  detail: `${path}: Too small`,
  fix: 'Correct the value.',
  location: { file: 'answers.json', path },
});

describe('the state of a step', () => {
  it('is nowhere "done" in a document that was just begun', () => {
    const draft = newDraft('server-2022');
    const remarks = remarksOf({ problems: [invalid('sslRequire.site')], findings: [] }, draft);
    expect(stepStates(remarks, navigationAt('prove'), draft)).toEqual({
      'ssl-require': 'to-do',
      'certificate-import': 'to-do',
      // One account is proposed.
      'user-account': 'done',
      'trust-check': 'to-do',
      mapping: 'to-do',
      review: 'to-do',
      prove: 'seen',
    });
  });

  it('is "done" when what the step is there for is there, and "seen" where only the server can say', () => {
    const answers = someAnswers();
    const remarks = remarksOf({ problems: [], findings: [] }, answers);
    expect(stepStates(remarks, navigationAt('prove'), answers)).toEqual({
      'ssl-require': 'done',
      'certificate-import': 'done',
      'user-account': 'done',
      'trust-check': 'seen',
      mapping: 'done',
      review: 'seen',
      prove: 'seen',
    });
  });

  it('is its worst remark', () => {
    const answers = someAnswers((each) => {
      each.sslRequire.paths = ['/', 'nonsense'];
      each.mapping = { ...each.mapping, disableAnonymous: false };
    });
    const remarks = remarksOf({ problems: [], findings: allFindings(answers, someFacts(answers)) }, answers);
    expect(stepStates(remarks, navigationAt('review'), answers)).toMatchObject({
      'ssl-require': 'errors',
      mapping: 'warnings',
      review: 'to-do',
    });
  });

  it('has no mapping that counts while all are switched off', () => {
    const answers = someAnswers((each) => {
      each.mapping = { ...each.mapping, oneToOne: [{ client: 'alice', account: 'certuser', enabled: false }] };
    });
    expect(stepStates([], navigationAt('mapping'), answers).mapping).toBe('to-do');
  });

  it('has still to be done while a file wants its password', () => {
    const answers = someAnswers();
    expect(stepStates([], navigationAt('mapping'), answers, 1)['certificate-import']).toBe('to-do');
  });

  it('is not judged before it was seen, nor before anything is known', () => {
    const draft = newDraft('server-2022');
    expect(stepStates([], { current: 'start', visited: [] }, draft)['ssl-require']).toBe('not-visited');
    expect(stepStates([], navigationAt('user-account'), draft).mapping).toBe('not-visited');
    expect(stepStates(null, navigationAt('mapping'), draft).mapping).toBe('checking');
  });
});
