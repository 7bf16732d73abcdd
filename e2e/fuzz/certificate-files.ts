import { openMutated, soundFiles } from '../../electron/core/certificates/testing/fuzz.ts';

/* `npm run fuzz [-- COUNT [FIRST]]`: opens mutated PFX, DER, PEM and P7B files. Ends with 1 at a crash, a hang or growing memory. */

const [count = 10_000, first = 0] = process.argv.slice(2).map(Number);
/** Longer than any mutated file takes whose iteration counts are small; the largest allowed ones take some seconds. */
const slowMilliseconds = 2000;
const allowedGrowthMebibytes = 24;

const files = await soundFiles();
const codes = new Map<string, number>();
const failures: string[] = [];
let warmMemory = 0;

for (let number = first; number < first + count; number++) {
  const started = process.cpuUsage();
  try {
    const code = openMutated(files, number);
    codes.set(code, (codes.get(code) ?? 0) + 1);
  } catch (error) {
    failures.push(`${number}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  // Of the processor: what else the machine does must not look like a hang.
  const { user, system } = process.cpuUsage(started);
  const elapsed = (user + system) / 1000;
  if (elapsed > slowMilliseconds) failures.push(`${number}: took ${Math.round(elapsed)} ms`);
  if (number - first === Math.floor(count / 4)) warmMemory = memoryInUse();
}

const growth = (memoryInUse() - warmMemory) / 1024 / 1024;
if (growth > allowedGrowthMebibytes) failures.push(`memory grew by ${growth.toFixed(1)} MiB`);
for (const [code, times] of [...codes].sort(([, left], [, right]) => right - left)) print(`${String(times).padStart(7)}  ${code}`); // prettier-ignore
print(
  `${count} files from number ${first}, memory ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MiB, ${failures.length} failures`,
);
for (const failure of failures.slice(0, 20)) print(failure);
process.exitCode = failures.length === 0 ? 0 : 1;

function memoryInUse(): number {
  if (!globalThis.gc) throw new Error('Run with --expose-gc: growth of memory cannot be seen without');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
