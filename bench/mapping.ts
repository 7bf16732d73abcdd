import { pathToFileURL } from 'node:url';
import { aCertificate } from '../e2e/fixtures/certificates.ts';
import { accountNames } from '../shared/mapping/account-pattern.ts';
import { whoChanges } from '../shared/mapping/compare.ts';
import { countMatches } from '../shared/mapping/count-matches.ts';
import { decideAll } from '../shared/mapping/decide-all.ts';
import { readCsv } from '../shared/mapping/import/csv-table.ts';
import type { MappingSection } from '../shared/mapping/mapping-section.ts';
import { prepareSection } from '../shared/mapping/prepare-section.ts';
import { findRenewals } from '../shared/mapping/renewal.ts';
import { subFieldChoices } from '../shared/mapping/sub-fields.ts';
import { many, one, section, visitor } from '../shared/mapping/testing/sections.ts';
import { shadowedMappings } from '../shared/steps/mapping/shadowed-mappings.ts';

/** A job over so many certificates; it yields where a page would draw. */
type Job = (count: number) => () => Iterable<unknown>;

const visitors = (count: number) =>
  Array.from({ length: count }, (_, serial) =>
    visitor(`O=Contoso, OU=Unit ${serial % 50}, CN=Client ${serial}`, { serial }),
  );
const oneToOne = (count: number) => Array.from({ length: count }, (_, serial) => one(serial, `user${serial}`));
const manyToOne = (count: number) =>
  Array.from({ length: count }, (_, index) => many(`m${index}`, [`Subject OU=Unit ${index}`, 'Issuer CN=Contoso*']));
const certificates = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const subjectRdns = [[{ type: 'CN', value: `Client ${index % (count / 2)}` }]];
    return aCertificate(`client ${index}`, { subjectRdns, notAfter: index < count / 2 ? '2026-01-01' : '2027-01-01' });
  });

const jobs: Record<string, Job> = {
  'index the entries': (count) => {
    const source: MappingSection = section({ oneToOne: oneToOne(count) });
    return () => [prepareSection(source)];
  },
  'decide for as many certificates': (count) => {
    const source = prepareSection(section({ oneToOne: oneToOne(count), manyToOne: manyToOne(50) }));
    const all = visitors(count);
    return () => decideAll(source, all);
  },
  'decide by 50 many-to-one mappings, and count': (count) => {
    const source = prepareSection(section({ manyToOne: manyToOne(50) }));
    const all = visitors(count);
    return () => countMatches(source, all);
  },
  'compare with another configuration': (count) => {
    const before = prepareSection(section({ oneToOne: oneToOne(count) }));
    const after = prepareSection(section({ oneToOne: oneToOne(count), manyToOne: manyToOne(50) }));
    const all = visitors(count);
    return () => whoChanges(before, after, all, (each) => each);
  },
  'find mappings that nobody reaches': (count) => {
    const mappings = manyToOne(count);
    return () => [shadowedMappings(mappings)];
  },
  'find renewals': (count) => {
    const all = certificates(count).map((certificate, index) => ({ id: String(index), certificate }));
    return () => [findRenewals(all.slice(0, count / 2), all.slice(count / 2))];
  },
  'name accounts by a pattern': (count) => {
    const all = certificates(count);
    return () => [accountNames('{CN}', all, { taken: [] })];
  },
  'offer subfields': (count) => {
    const all = visitors(count);
    return () => [subFieldChoices(all, 'Subject')];
  },
  'read a CSV file': (count) => {
    const rows = oneToOne(count).map(({ certificate }) => `${certificate.repeat(20)};certuser;true`);
    const bytes = new TextEncoder().encode(['certificate;account;enabled', ...rows].join('\r\n'));
    return () => [readCsv(bytes, 'table.csv')];
  },
};

interface Times {
  total: number;
  longest: number;
}

function run(job: () => Iterable<unknown>): Times {
  const start = performance.now();
  let last = start;
  let longest = 0;
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const portions = job()[Symbol.iterator]();
  while (portions.next().done !== true) look();
  look();
  return { total: performance.now() - start, longest };
}

const rounds = 5;
const few = 1_000;
const full = 10_000;

/** Of several rounds the quickest of the whole, and of the longest portion: what else the machine does only adds to them. */
function best(times: readonly Times[]): Times {
  return {
    total: Math.min(...times.map(({ total }) => total)),
    longest: Math.min(...times.map(({ longest }) => longest)),
  };
}

/** Returns a table: each job over ten thousand, how that compares with one thousand, and for how long a page waits at most. */
export function benchmark(): Promise<string> {
  const rows = Object.entries(jobs).map(([name, job]) => {
    const [small, large] = [job(few), job(full)];
    const times = { small: [] as Times[], large: [] as Times[] };
    for (let round = 0; round < rounds; round++) {
      times.small.push(run(small));
      times.large.push(run(large));
    }
    const [one, ten] = [best(times.small), best(times.large)];
    const cells = [
      name,
      `${ten.total.toFixed(0)} ms`,
      (ten.total / one.total).toFixed(1),
      `${ten.longest.toFixed(1)} ms`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return Promise.resolve(
    ['| job over 10,000 | took | beside 1,000 | longest wait of a page |', '| --- | --- | --- | --- |', ...rows].join(
      '\n',
    ),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${await benchmark()}\n`);
}
