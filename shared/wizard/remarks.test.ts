import { describe, expect, it } from 'vitest';
import { allFindings } from '../steps/registry.ts';
import { someAnswers, someFacts } from '../../e2e/fixtures/answers.ts';
import { newDraft } from './draft.ts';
import { countRemarks, remarksOf } from './remarks.ts';

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

describe('the count', () => {
  it('tells what is not filled in yet from what is wrong', () => {
    const problems = [invalid('sslRequire.site'), invalid('sslRequire.binding.port')];
    expect(countRemarks(remarksOf({ problems, findings: [] }, newDraft('server-2022')))).toEqual({
      missing: 1,
      error: 1,
      warning: 0,
      information: 0,
    });
  });
});
