import { describe, expect, it } from 'vitest';
import { allFindings } from '../steps/registry.ts';
import { someAnswers, someFacts } from '../../e2e/fixtures/answers.ts';
import { newDraft } from './draft.ts';
import { navigationAt } from './navigation.ts';
import { countRemarks, remarksOf, stepStates } from './remarks.ts';

const invalid = (path: string) => ({
  code: 'answers.invalid',
  title: 'The answers file does not say what is needed',
  detail: `${path}: Too small`,
  fix: 'Correct the value.',
  location: { file: 'answers.json', path },
});

describe('remarks', () => {
  it('call an empty field by its name and not wrong', () => {
    const [remark] = remarksOf({ problems: [invalid('sslRequire.site')], findings: [] }, newDraft('server-2022'));
    expect(remark).toMatchObject({ title: 'Site name: not filled in yet', isMissing: true, step: 'ssl-require' });
  });

  it('say what is wrong with a value that is there', () => {
    const [remark] = remarksOf(
      { problems: [invalid('sslRequire.binding.port')], findings: [] },
      newDraft('server-2022'),
    );
    expect(remark).toMatchObject({ detail: 'Too small', isMissing: false });
  });

  it('stand with errors first', () => {
    const answers = someAnswers((each) => (each.sslRequire.paths = ['/', 'nonsense']));
    const remarks = remarksOf({ problems: [], findings: allFindings(answers, someFacts(answers)) }, answers);
    expect(remarks[0]).toMatchObject({ code: 'ssl-require.path-invalid' });
    expect(countRemarks(remarks).error).toBe(1);
  });
});

describe('the state of a step', () => {
  it('is its worst remark, once the step was seen', () => {
    const remarks = remarksOf({ problems: [invalid('sslRequire.site')], findings: [] }, newDraft('server-2022'));
    expect(stepStates(remarks, navigationAt('certificate-import'))).toMatchObject({
      'ssl-require': 'errors',
      'certificate-import': 'done',
      mapping: 'not-visited',
    });
    expect(stepStates(null, navigationAt('mapping')).mapping).toBe('checking');
    expect(stepStates(remarks, { current: 'start', visited: [] })['ssl-require']).toBe('not-visited');
  });
});
