import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConfigurationEdits } from '../shared/iis/configuration-edits.ts';
import { mergeConfiguration } from '../shared/iis/merge-configuration.ts';
import { printWebConfig } from '../shared/iis/print-configuration.ts';
import { readConfiguration } from '../shared/iis/read-configuration.ts';
import { mappingEdit, numberedCertificate, sampleEdits } from '../shared/iis/testing/sample-edits.ts';
import { sideBySide, timed } from './measure.ts';

// Writing and merging large configuration files, each beside the floor that it is measured against. With an argument
// this file is one of its own children, which does one job once and prints the most memory that it took.

/** Text in the size of a certificate with a 2048-bit key; no two are alike. */
const certificateOf = (index: number) => numberedCertificate(index).repeat(6).replaceAll('=', 'A');

function manyEdits(count: number): ConfigurationEdits {
  return sampleEdits({
    mapping: mappingEdit({
      oneToOne: Array.from({ length: count }, (_, index) => ({
        certificate: certificateOf(index),
        userName: `CORP\\user${index}`,
        enabled: true,
        password: { kind: 'none' as const },
      })),
    }),
  });
}

const oneEdit = sampleEdits({
  mapping: mappingEdit({
    oneToOne: [{ certificate: numberedCertificate(1), userName: 'new', enabled: true, password: { kind: 'none' } }],
  }),
});

function write(edits: ConfigurationEdits): Uint8Array {
  const text = printWebConfig(edits);
  if (!text.ok) throw new Error(text.problem.detail);
  return new TextEncoder().encode(text.value);
}

/** The least that writing can be: the same text by concatenation, encoded. */
function concatenate({ mapping }: ConfigurationEdits): Uint8Array {
  let text = '<configuration>\r\n';
  for (const { certificate, userName } of mapping?.oneToOne ?? []) {
    text += '<!-- Disabled: apply.ps1 sets the password of this account and then enables the entry. -->\r\n';
    text += `                        <add enabled="false" userName="${userName}" certificate="${certificate}" />\r\n`;
  }
  return new TextEncoder().encode(`${text}</configuration>`);
}

function merge(bytes: Uint8Array): void {
  const configuration = readConfiguration(bytes, 'web.config');
  if (!configuration.ok) throw new Error(configuration.problem.detail);
  const merged = mergeConfiguration(configuration.value, oneEdit);
  if (!merged.ok) throw new Error(merged.problem.detail);
}

const expatScript = `
import sys, time
from xml.parsers import expat
data = open(sys.argv[1], 'rb').read()
parser = expat.ParserCreate()
start = time.perf_counter()
parser.Parse(data, True)
print((time.perf_counter() - start) * 1000)`;

/** Returns the milliseconds that expat takes, through Python; null where there is no Python. */
function expat(path: string): number | null {
  const { status, stdout } = spawnSync('python3', ['-c', expatScript, path], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}

/** Returns the most memory, in MiB, that a process of its own takes for a job, Node and TypeScript loader included. */
function memoryOf(job: string, path: string): number {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), job, path];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

function print(text: string | number): void {
  process.stdout.write(`${text}\n`);
}

function row(what: string, value: string, goal: string): void {
  print(`| ${what} | ${value} | ${goal} |`);
}

function report(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const path = join(folder, 'web.config');
    const [thousand, tenThousand] = [manyEdits(1000), manyEdits(10_000)];
    const bytes = write(tenThousand);
    writeFileSync(path, bytes);
    const mebibytes = (bytes.length / 2 ** 20).toFixed(1);
    const written = sideBySide({
      concatenation: () => timed(() => concatenate(tenThousand)),
      tenThousand: () => timed(() => write(tenThousand)),
      thousand: () => timed(() => write(thousand)),
    });
    const hasExpat = expat(path) !== null;
    const merged = sideBySide({
      merge: () => timed(() => merge(bytes)),
      ...(hasExpat && { expat: () => expat(path) ?? Number.NaN }),
    });
    const times = (all: ReadonlyMap<string, number>, name: string, floor: string) => {
      const [value, least] = [all.get(name), all.get(floor)];
      return value === undefined || least === undefined ? 'no Python for expat' : `${(value / least).toFixed(1)} x`;
    };
    print(`| Node ${process.versions.node}, a file of ${mebibytes} MiB | measured | goal |\n| --- | --- | --- |`);
    row(
      'write 10,000 one-to-one mappings : concatenation and encoding',
      times(written, 'tenThousand', 'concatenation'),
      'at most 8 x',
    );
    row('write 10,000 : write 1,000', times(written, 'tenThousand', 'thousand'), 'at most 11 x');
    row(
      'merge one mapping of each kind into the file : parse by expat',
      times(merged, 'merge', 'expat'),
      'at most 8 x',
    );
    row('memory of a process that writes it', `${memoryOf('write', path).toFixed(0)} MiB`, 'at most 350 MiB');
    row('memory of a process that merges into it', `${memoryOf('merge', path).toFixed(0)} MiB`, 'at most 350 MiB');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [job, path = ''] = process.argv.slice(2);
if (job === undefined) report();
else {
  if (job === 'write') write(manyEdits(10_000));
  else merge(readFileSync(path));
  print(process.resourceUsage().maxRSS / 1024);
}
