import { defineProblems } from '../../../../shared/api/define-problems.ts';
import { fail, succeed } from '../../../../shared/api/reply.ts';
import { diagnose } from '../../../../shared/diagnosis/diagnose.ts';
import { howToAsk } from '../../../../shared/diagnosis/unknown.en.ts';
import type { Handlers } from '../../core.ts';

const diagnoseProblem = defineProblems({
  'diagnose.unknown': { title: 'Nothing of this is known', fix: howToAsk },
});

/** Returns the handlers of step 7. */
export function proveHandlers(): Handlers<'prove'> {
  return {
    diagnose({ inputs }) {
      const diagnosed = diagnose(inputs);
      const results = diagnosed.flatMap((each) => each.results);
      if (diagnosed.some(({ isKnown }) => isKnown)) return Promise.resolve(succeed({ results }));
      const detail = [...new Set(results.map(({ meaning }) => meaning))].join(' ');
      const fixes = new Set([...results.flatMap((each) => each.fixes), howToAsk]);
      return Promise.resolve(fail(diagnoseProblem('diagnose.unknown', { detail, fix: [...fixes].join(' ') })));
    },
  };
}
