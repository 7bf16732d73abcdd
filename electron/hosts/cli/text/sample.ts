import type { CallOutput } from '../../../../shared/api/contract.ts';
import { counted, type Style } from './style.ts';

/** Returns what `new --sample` prints. */
export function sampleText({ answers, secrets, files }: CallOutput<'wizard', 'newSample'>, style: Style): string {
  return [
    `${style.green('Made')} ${counted(files.length, 'file')} of practice material. Use them for practice only.`,
    '',
    `  answers    ${answers}`,
    `  passwords  ${secrets}`,
    '',
    'Next:',
    `  iis-client-certificate validate ${answers} --secrets-stdin < ${secrets}`,
    `  iis-client-certificate export ${answers} --out bundle --secrets-stdin < ${secrets}`,
  ].join('\n');
}
