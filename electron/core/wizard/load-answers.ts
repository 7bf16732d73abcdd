import type { Secrets } from '../../../shared/api/call.ts';
import { defineProblems } from '../../../shared/api/define-problems.ts';
import type { Problem } from '../../../shared/api/problem.ts';
import { fail, succeed, type Reply } from '../../../shared/api/reply.ts';
import type { Facts } from '../../../shared/wizard/facts.ts';
import { parseAnswers, type AnswersDocument } from '../../../shared/wizard/parse-answers.ts';
import type { CallContext } from '../core.ts';
import type { Files } from '../ports/files.ts';
import type { LoadInput } from './load-certificates.ts';
import { loadFacts } from './load-facts.ts';
import { plainReaders, type Readers } from './readers.ts';

/** Answers with ten thousand inline certificates have some 20 MB. */
export const maximumAnswersBytes = 64 * 1024 * 1024;

const passwordProblem = defineProblems({
  'review.blank-password': {
    title: 'A blank password was handed over',
    fix: 'Give the account its real password, or leave it out: apply asks for it.',
  },
});

/** Answers with everything that their files say. */
export interface LoadedAnswers extends AnswersDocument {
  facts: Facts;
}

interface Loading {
  readers?: Readers | undefined;
  /** Whether the work can do without a file, by its place in the answers: then it need not be readable. */
  doesWithout?: (place: string) => boolean;
}

/** Who is mapped to what does not depend on the server's certificate, whose file has a password. */
export function withoutServerCertificate(place: string): boolean {
  return place.startsWith('certificateImport.server');
}

/** Reads an answers file and every file that it names. Fails at the first file that cannot be read or is not what it should be. */
export async function loadAnswers(
  input: LoadInput,
  files: Files,
  context: CallContext,
  { readers = plainReaders, doesWithout = () => false }: Loading = {},
): Promise<Reply<LoadedAnswers>> {
  const bytes = await files.read(input.answers, maximumAnswersBytes);
  if (!bytes.ok) return bytes;
  const document = parseAnswers(bytes.value, input.answers.name);
  if (!document.ok) return document;
  const blank = blankPassword(input.secrets);
  if (blank) return fail(blank);
  const { facts, problems } = await loadFacts(document.value.answers, input, files, readers, context);
  const problem = problems.find(({ location }) => !doesWithout(location?.path ?? ''));
  return problem ? fail(problem) : succeed({ ...document.value, facts });
}

/** Returns the problem of a blank account password, which would lock visitors out; null when there is none. */
export function blankPassword({ accounts }: Secrets): Problem | null {
  const blank = [...accounts].find(([, password]) => password.reveal() === '');
  if (!blank) return null;
  const detail = `The password of the account "${blank[0]}" has no characters.`;
  return passwordProblem('review.blank-password', { detail });
}
