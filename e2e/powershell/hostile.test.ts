import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../shared/plan/plan.ts';
import { hasOpenssl } from './certificates.ts';
import { powerShell, repository, withoutServer } from './engine.ts';
import { hostileValues, trace } from './hostile-values.ts';
import { allChanges, aPlan, SimulatedServer } from './server.ts';
import { readFacts } from './static-check.ts';

const possible = hasOpenssl && powerShell()?.assembly != null;
/** Why nothing of this file is run; the test run lists what it skips. */
const skipped = possible ? '' : ` (${withoutServer})`;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Outcome {
  number: number;
  outcome: 'refused' | 'literal' | 'different' | 'failed';
  code?: string;
  detail?: string;
}

/** JSON in ASCII: what the values are must not depend on how a file is read. */
function asciiJson(value: unknown): string {
  const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replaceAll(/[^ -~]/g, escape);
}

/** Returns the paths to every text of a document. */
function textPaths(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return [path];
  if (Array.isArray(value)) return value.length === 0 ? [] : textPaths(value[0] ?? null, [...path, 0]);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => textPaths(each, [...path, key]));
}

/** Returns a copy of a document with one value exchanged. */
function exchanged(document: Json, [key, ...rest]: readonly (string | number)[], value: Json): Json {
  if (key === undefined) return value;
  const copy = structuredClone(document) as Record<string | number, Json>;
  copy[key] = exchanged(copy[key] ?? null, rest, value);
  return copy;
}

const change = (each: Change): Change =>
  'password' in each.after ? ({ ...each, after: { ...each.after, password: 'none' } } as Change) : each;

/** A plan with one change of each kind of resource: of the certificates, a public one. */
function plans(): Json[] {
  const lock = allChanges('web.config').find(({ resource }) => resource === 'section-lock');
  const changes = [...allChanges(), ...(lock ? [lock] : [])].filter(({ id }) => id !== 'server');
  const kinds = new Map(changes.map((each) => [each.resource, change(each)]));
  return [...kinds.values()].map((each) => JSON.parse(JSON.stringify(aPlan([each]))) as Json);
}

async function drive(server: SimulatedServer, cases: readonly Json[]) {
  const file = join(server.bundle, 'cases.jsonl');
  writeFileSync(file, cases.map((each) => `${asciiJson(each)}\n`).join(''));
  const script = join(repository, 'e2e/powershell/drive-hostile.ps1');
  const module = join(server.bundle, 'ClientCertificateMapping/ClientCertificateMapping.psd1');
  const { output, errors } = await server.run(script, ['-Module', module, '-Cases', file]);
  expect(errors).toBe('');
  const lines = output.split(/\r?\n/).filter((line) => line !== '');
  return {
    outcomes: lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Outcome),
    lookedUp: lines.filter((line) => line.startsWith('looked up ')).map((line) => line.slice('looked up '.length)),
  };
}

const account: [string, string, string][] = [['account', 'certuser', 'S-1-5-21-1-2-3-500']];

// Thousands of values: what they take depends on the machine, and says nothing.
describe.skipIf(!possible)(`200 hostile values for each text of a plan${skipped}`, { timeout: 600_000 }, () => {
  for (const plan of possible ? plans() : []) {
    const { changes } = plan as unknown as { changes: Change[] };
    const resource = changes[0]?.resource ?? '';
    it.concurrent(`${resource}: refused or taken literally, nothing executed and nothing looked up`, async () => {
      const server = new SimulatedServer(account);
      server.export(aPlan([]));
      const canary = join(server.folder, 'canary');
      const values = hostileValues(canary);
      expect(values).toHaveLength(200);
      // What every change has alike is tried with one of them.
      const paths = textPaths(plan).filter(
        ([first, , third]) => third === 'after' || (resource === 'windows-feature' && (third ?? first) !== 'digest'),
      );
      const cases = paths.flatMap((path) => values.map((value) => exchanged(plan, path, value)));
      const { outcomes, lookedUp } = await drive(server, cases);
      expect(outcomes).toHaveLength(cases.length);
      // Refused by the rules for plans, or by a check of the resource: never by an accident.
      const odd = outcomes.filter(({ outcome, code }) => outcome === 'different' || code === 'unexpected');
      expect(odd.map((each) => [JSON.stringify(cases[each.number]).slice(0, 600), each])).toEqual([]);
      expect(outcomes.some(({ outcome }) => outcome === 'refused')).toBe(true);
      expect(existsSync(canary)).toBe(false);
      expect(await foreign(lookedUp)).toEqual([]);
    });
  }

  it('keys that nobody knows are refused, wherever they stand: names of parameters too', async () => {
    const server = new SimulatedServer(account);
    server.export(aPlan([]));
    const keys = [
      'WhatIf',
      'ErrorAction',
      'Confirm',
      'OutVariable',
      'Verbose',
      'constructor',
      'enabled ',
      'Enabled',
      '',
    ];
    const cases = plans().flatMap((plan) =>
      [[], ['target'], ['changes', 0], ['changes', 0, 'after']].flatMap((path) =>
        keys.map((key) => exchanged(plan, [...path, key], true)),
      ),
    );
    const { outcomes } = await drive(server, cases);
    expect(outcomes).toHaveLength(cases.length);
    expect(outcomes.filter(({ outcome }) => outcome !== 'refused')).toEqual([]);
  });

  it('would see it: a module that makes code of a value fires the canary', async () => {
    const server = new SimulatedServer(account);
    server.export(aPlan([]));
    const file = join(server.bundle, 'ClientCertificateMapping/Resources/ManyToOneMapping.ps1');
    const safe = '$element.SetAttributeValue($name, $after[$name])';
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(safe);
    const unsafe =
      '$element.SetAttributeValue($name, [string](& ([scriptblock]::Create("`"" + $after[$name] + "`""))))';
    writeFileSync(file, text.replace(safe, unsafe));
    const canary = join(server.folder, 'canary');
    const plan = plans().find((each) => JSON.stringify(each).includes('many-to-one-mapping')) ?? null;
    const path = ['changes', 0, 'after', 'description'];
    const { lookedUp } = await drive(
      server,
      hostileValues(canary).map((value) => exchanged(plan, path, value)),
    );
    expect(existsSync(canary)).toBe(true);
    expect(await foreign(lookedUp)).toContain(trace);
  });
});

let known: Set<string> | undefined;

/** Returns which of the looked-up commands neither the shipped scripts nor the simulated server name. */
async function foreign(lookedUp: readonly string[]): Promise<string[]> {
  known ??= await namedCommands();
  const named = known;
  // PowerShell tries every name with "get-" too; a path is a file of the module or a simulated one.
  return lookedUp.filter((name) => !named.has(name.toLowerCase().replace(/^get-/, '')) && !/^[/\\]|^[A-Z]:/.test(name));
}

async function namedCommands(): Promise<Set<string>> {
  const scripts = ['assets/powershell', 'e2e/powershell'].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ps(1|m1)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const names = (await readFacts(scripts))
    .filter(({ kind }) => kind === 'function' || kind === 'command')
    .map(({ fields: [name = ''] }) => name.toLowerCase().replace(/^get-/, ''));
  return new Set(names);
}
