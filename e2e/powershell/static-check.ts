import { readFileSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { membersOf, runScript, type Members } from './engine.ts';

interface Profile {
  modules: Record<string, string | Record<string, string[]>>;
  functions?: Record<string, string[]>;
  native?: string[];
}

interface Commands {
  commonParameters: { '5.1': string[] };
  profiles: Record<string, Profile>;
}

interface Types {
  typeAccelerators: Record<string, string>;
  namespaces: Record<string, { types: Record<string, 0 | string[]> }>;
}

/** Members that the data has names of only, or not at all: read in the reference assemblies of .NET Framework 4.6.2. */
const more: Record<string, readonly string[]> = {
  'System.String': ['Equals', 'IsNullOrEmpty', 'Join', 'Concat'],
};

export interface Fact {
  kind: string;
  file: string;
  line: number;
  fields: string[];
}

const here = dirname(fileURLToPath(import.meta.url));

/** Runs a script that reads scripts, and returns its lines as fields. */
async function read(script: string, files: readonly string[]): Promise<string[][]> {
  const list = join(mkdtempSync(join(tmpdir(), 'scripts-')), 'list');
  writeFileSync(list, files.join('\n'));
  const { output, errors, status } = await runScript(join(here, script), ['-List', list]);
  if (status !== 0 || errors !== '') throw new Error(errors);
  return output
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

/** Returns what PowerShell's own parser says of these scripts. */
export async function readFacts(files: readonly string[]): Promise<Fact[]> {
  const lines = await read('read-syntax.ps1', files);
  return lines.map(([kind = '', file = '', place = '0', ...fields]) => ({ kind, file, line: Number(place), fields }));
}

/** Returns what PSScriptAnalyzer's default rules would object to, as far as the syntax tree tells, as `rule file:line what`. */
export async function styleFindings(files: readonly string[]): Promise<string[]> {
  const lines = await read('read-style.ps1', files);
  return lines.map(([rule = '', file = '', line = '', what = '']) => `${rule} ${file}:${line} ${what}`.trim());
}

/** Returns the parameters of every command of a profile, names in lower case. */
function commandsOf({ profiles }: Commands, names: readonly string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const name of names) {
    for (const [module, content] of Object.entries(profiles[name]?.modules ?? {})) {
      let commands = content;
      while (typeof commands === 'string') commands = profiles[commands.slice(1)]?.modules[module] ?? {};
      for (const [command, parameters] of Object.entries(commands)) {
        found.set(command.toLowerCase(), new Set(parameters.map((each) => each.toLowerCase())));
      }
    }
  }
  return found;
}

/** Returns everything that Windows PowerShell 5.1 on Server 2016 lacks, as `file:line what`. */
export function lacking(facts: readonly Fact[], data: { commands: string; types: string }): string[] {
  const commands = JSON.parse(readFileSync(data.commands, 'utf8')) as Commands;
  const types = JSON.parse(readFileSync(data.types, 'utf8')) as Types;
  const known = commandsOf(commands, ['5.1-win2016', 'docs-2016']);
  const common = new Set(
    [...commands.commonParameters['5.1'], 'WhatIf', 'Confirm', 'DeleteKey'].map((each) => each.toLowerCase()),
  );
  const own = new Map(
    facts
      .filter(({ kind }) => kind === 'function')
      .map(({ fields: [name = '', ...parameters] }) => [
        name.toLowerCase(),
        new Set(parameters.map((each) => each.toLowerCase())),
      ]),
  );
  const problems: string[] = [];
  const say = ({ file, line }: Fact, text: string) => problems.push(`${file}:${line} ${text}`);
  for (const fact of facts) {
    const [first = '', second = '', ...rest] = fact.fields;
    if (fact.kind === 'error' || fact.kind === 'syntax') say(fact, `${fact.kind} ${first}`);
    if (fact.kind === 'command' && first !== '') {
      const parameters = own.get(first.toLowerCase()) ?? known.get(first.toLowerCase());
      if (!parameters) say(fact, `command ${first}`);
      for (const parameter of parameters ? rest : []) {
        const name = parameter.toLowerCase();
        if (!parameters?.has(name) && !common.has(name)) say(fact, `parameter ${first} -${parameter}`);
      }
    }
    if (fact.kind === 'type' || fact.kind === 'static') {
      const problem = lackingType(types, first, fact.kind === 'static' ? second : null);
      if (problem) say(fact, problem);
    }
  }
  return problems;
}

/** Members that PowerShell gives to everything, or reads out of a table. */
const ofPowerShell = new Set(['count', 'length', 'psobject']);
const tables = new Set(['System.Collections.Hashtable', 'System.Collections.IDictionary']);

/**
 * Returns the calls that .NET Framework 4.6.2 has not, or not with that many arguments, as `file:line what`, and how many
 * were looked up: those of types, and those of what the text alone tells the type of.
 */
export function wrongCalls(facts: readonly Fact[], data: { types: string }): { wrong: string[]; judged: number } {
  const { typeAccelerators } = JSON.parse(readFileSync(data.types, 'utf8')) as Types;
  const calls = facts
    .filter(({ kind }) => kind === 'static' || kind === 'instance')
    .map((fact) => ({ ...fact, type: dotnetName(typeAccelerators, fact.fields[0] ?? '') }));
  const known = membersOf(calls.map(({ type }) => type));
  const wrong: string[] = [];
  let judged = 0;
  for (const { type, file, line, fields } of calls) {
    const [written = '', member = '', how, given = '0'] = fields;
    const members = known[type];
    if (!members || (how === 'read' && tables.has(type))) continue;
    const name = member.toLowerCase();
    if (how === 'read' && ofPowerShell.has(name)) continue;
    // Arrays have a constructor that no assembly lists.
    if (type === 'System.Array' && name === 'new') continue;
    judged += 1;
    const counts = countsOf(members, name === 'new' ? '.ctor' : name);
    const place = `${file}:${line}`;
    if (counts.length === 0) wrong.push(`${place} [${written}] has no ${member}`);
    else if (how === 'call' && !counts.some(([least, most]) => takes(least, most, Number(given)))) {
      wrong.push(`${place} [${written}] ${member} with ${given} arguments`);
    }
  }
  return { wrong, judged };
}

const takes = (least: number, most: number, given: number) => given >= least && (most < 0 || given <= most);

function countsOf(members: NonNullable<Members[string]>, name: string) {
  return Object.entries(members).flatMap(([each, counts]) => (each.toLowerCase() === name ? counts : []));
}

/** Returns the name that .NET has for a type as PowerShell writes it: `List[object]` is List`1. */
function dotnetName(typeAccelerators: Types['typeAccelerators'], written: string): string {
  const [, plain = '', of] = /^([^[]*)(?:\[(.*)\])?$/.exec(written) ?? [];
  if (of === '') return 'System.Array';
  const full = fullName(typeAccelerators, plain);
  return of === undefined ? full : `${full}\`${of.split(',').length}`;
}

function fullName(typeAccelerators: Types['typeAccelerators'], plain: string): string {
  const accelerators = new Map(Object.entries(typeAccelerators).map(([name, type]) => [name.toLowerCase(), type]));
  return (
    accelerators.get(plain.toLowerCase()) ??
    (/^(System|Microsoft|ClientCertificateMapping)\./.test(plain) ? plain : `System.${plain}`)
  );
}

/** Returns what is missing of a type or its static member; namespaces that the data does not hold are not judged. */
function lackingType({ typeAccelerators, namespaces }: Types, written: string, member: string | null): string | null {
  const plain = written.replace(/\[.*$/, '');
  if (/^(Microsoft\.Web\.Administration|ClientCertificateMapping\.Native)\./.test(plain)) return null;
  const full = fullName(typeAccelerators, plain);
  const dot = full.lastIndexOf('.');
  const entries = namespaces[full.slice(0, dot)];
  if (!entries) return null;
  const name = full.slice(dot + 1);
  const members =
    entries.types[name] ??
    Object.entries(entries.types).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
  if (members === undefined) return `type ${written}`;
  if (member === null || member === 'new' || members === 0 || more[full]?.includes(member)) return null;
  const names = members.map((each) => each.replace(/\(\)$/, '').toLowerCase());
  return names.includes(member.toLowerCase()) ? null : `member [${written}]::${member}`;
}
