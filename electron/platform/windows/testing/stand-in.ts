import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '../run-program.ts';

/** A program that stands in for one of Windows': it records how it was called, and prints what it is told to. */
export interface StandIn {
  program: Program;
  /** The calls so far, as the program received them. */
  calls: () => { arguments: string[]; input: string; environment: string[] }[];
}

const source = `
import { appendFileSync, readFileSync } from 'node:fs';
const { output, status, keepsRunning } = JSON.parse(readFileSync(new URL('answer.json', import.meta.url), 'utf8'));
const input = readFileSync(0, 'utf8');
const call = { arguments: process.argv.slice(2), input, environment: Object.keys(process.env) };
appendFileSync(new URL('calls.jsonl', import.meta.url), JSON.stringify(call) + '\\n');
process.stdout.write(Buffer.from(output, 'base64'), () => {
  if (keepsRunning) setInterval(() => undefined, 1000);
  else process.exit(status);
});
`;

/** Returns a stand-in; `keepsRunning` is one that hangs after its output. */
export function standIn(output: string | Uint8Array, status = 0, keepsRunning = false): StandIn {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  writeFileSync(join(folder, 'program.mjs'), source);
  const answer = { output: Buffer.from(output).toString('base64'), status, keepsRunning };
  writeFileSync(join(folder, 'answer.json'), JSON.stringify(answer));
  return {
    program: {
      path: process.execPath,
      first: [join(folder, 'program.mjs')],
      environment: { SystemRoot: 'C:\\Windows' },
    },
    calls: () =>
      readFileSync(join(folder, 'calls.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as ReturnType<StandIn['calls']>[number]),
  };
}
