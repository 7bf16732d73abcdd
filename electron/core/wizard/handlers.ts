import { succeed } from '../../../shared/api/reply.ts';
import { answersJsonSchema } from '../../../shared/wizard/parse-answers.ts';
import type { Handlers } from '../core.ts';
import type { Files } from '../ports/files.ts';

/** Returns the handlers of the document as a whole; what is heavy is loaded when it is called. */
export function wizardHandlers(files: Files): Handlers<'wizard'> {
  return {
    schema: () => Promise.resolve(succeed(answersJsonSchema())),
    async validate(input, context) {
      const { prepare } = await import('./prepare.ts');
      const prepared = await prepare(input, files, context);
      return prepared.ok ? succeed({ findings: prepared.value.findings }) : prepared;
    },
    async newSample({ folder, at, force }) {
      const { makeSample } = await import('../sample/make-sample.ts');
      const sample = await makeSample(at);
      const written = await files.writeFolder(folder, sample, force);
      if (!written.ok) return written;
      const path = (name: string) => `${written.value}/${name}`;
      return succeed({
        answers: path('answers.json'),
        secrets: path('secrets.json'),
        files: sample.map((file) => file.path),
      });
    },
  };
}
