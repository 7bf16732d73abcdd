import { secretsSchema, type Secrets } from '../../../shared/api/call.ts';
import type { FileToWrite } from '../ports/files.ts';
import { makeSample } from '../sample/make-sample.ts';
import { readAnswers } from './recognise.ts';
import type { Draft } from './draft-document.ts';

/** Practice material as a session holds it. */
export interface PracticeMaterial {
  answers: Draft;
  bytes: Uint8Array;
  secrets: Secrets;
  /** What the answers name. */
  files: FileToWrite[];
  /** What lies beside it when it is saved: the read-me, and its random passwords, without which nobody could go on. */
  companions: FileToWrite[];
}

/** Returns new practice material, valid at `at`. */
export async function makePracticeMaterial(at: string): Promise<PracticeMaterial> {
  const sample = await makeSample(at);
  const bytesOf = (path: string): Uint8Array => {
    const file = sample.find((each) => each.path === path);
    if (!file) throw new Error(`The practice material has no ${path}`);
    return file.bytes;
  };
  const answers = readAnswers(bytesOf('answers.json'), 'answers.json');
  if (!answers.ok) throw new Error(`The practice answers are wrong: ${answers.problem.code}`);
  const companionNames = ['secrets.json', 'README.txt'];
  const others = ['answers.json', 'MANIFEST.json', ...companionNames];
  return {
    answers: answers.value,
    bytes: bytesOf('answers.json'),
    secrets: secretsSchema.parse(JSON.parse(new TextDecoder().decode(bytesOf('secrets.json')))),
    files: sample.filter(({ path }) => !others.includes(path)),
    companions: sample.filter(({ path }) => companionNames.includes(path)),
  };
}
