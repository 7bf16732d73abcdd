import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/api/finding.ts';
import { documentProblems, readDocument, textOf as allText } from '../../shared/bundle/testing/read-document.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { Answers } from '../../shared/wizard/answers.ts';
import { filesHolding, textOf } from './bundles.ts';
import { filesBelow, temporaryFolder } from './folders.ts';
import { runCli } from './run-cli.ts';

const base = temporaryFolder();
const canary = 'Canary-of-another-site-7';
const given = 'Canary-given-in-clear-8';
let answers: Answers;
let secrets: { files: Record<string, string>; accounts: Record<string, string> };

beforeAll(async () => {
  await runCli(['new', '--sample', '--out', 'practice', '--json'], { cwd: base });
  answers = JSON.parse(readFileSync(join(base, 'practice', 'answers.json'), 'utf8')) as Answers;
  secrets = JSON.parse(readFileSync(join(base, 'practice', 'secrets.json'), 'utf8')) as typeof secrets;
  // What an administrator's own files hold beside our sections.
  for (const name of [answers.target.applicationHostConfig, answers.target.webConfig]) {
    const path = join(base, 'practice', name ?? '');
    const secret = `<!-- old password: ${canary} -->`;
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('</security>', `${secret}</security>`));
  }
});

interface Exported {
  planDigest: string;
  findings: Finding[];
}

describe.each(['web.config', 'applicationHost.config'] as const)('documents of a bundle for %s', (target) => {
  let exported: Exported;
  let files: Map<string, Buffer>;
  const documents = () => ['README.html', 'report.html'].map((path) => textOf(files, path));

  beforeAll(async () => {
    const accounts = answers.userAccount.accounts.map((account) => ({ ...account, password: 'ask' }));
    const document = {
      ...answers,
      userAccount: { accounts },
      review: { target, plainTextPasswords: true },
    };
    writeFileSync(join(base, 'practice', `${target}.json`), JSON.stringify(document));
    const stdin = JSON.stringify({
      ...secrets,
      accounts: Object.fromEntries(accounts.slice(0, 1).map(({ id }) => [id, given])),
    });
    const args = ['export', `practice/${target}.json`, '--out', target, '--at', '2026-03-04T05:06:07Z'];
    const { status, json, stderr } = await runCli([...args, '--secrets-stdin', '--json'], { stdin, cwd: base });
    expect([status, stderr]).toEqual([0, '']);
    exported = json() as Exported;
    files = filesBelow(join(base, target));
  });

  it('are well-formed, load nothing, and have their headings and tables in order', () => {
    for (const source of documents()) expect(documentProblems(readDocument(source))).toEqual([]);
  });

  it('name every finding and every change, the digest and the date', () => {
    const plan = JSON.parse(textOf(files, 'plan.json')) as Plan;
    const words = (text: string) => text.replace(/\s+/g, ' ');
    for (const { text } of documents().map(readDocument)) {
      for (const { title, detail, fix, code } of exported.findings) {
        for (const part of [title, detail, fix, code]) expect(text).toContain(words(part));
      }
      expect(text).toContain(exported.planDigest);
      expect(text).toContain('2026-03-04 05:06 UTC');
    }
    const report = readDocument(textOf(files, 'report.html')).text;
    for (const { title } of plan.changes) expect(report).toContain(words(title));
  });

  it('hold no password, neither one handed over nor one of the given files', () => {
    expect(filesHolding(files, given)).toEqual(
      target === 'web.config' ? ['web.config'] : ['applicationHost.config', 'applicationHost.location.xml'],
    );
    expect(filesHolding(files, canary)).toEqual([target]);
    for (const source of documents()) expect(source).not.toMatch(/\[enc:/);
  });

  it('give the digest to the scripts, whose parameters they name', () => {
    const { text, elements } = readDocument(textOf(files, 'README.html'));
    const commands = elements.filter(({ name }) => name === 'pre').map((element) => allText(element));
    for (const script of ['apply', 'verify', 'rollback']) {
      const parameters = textOf(files, `${script}.ps1`);
      const lines = commands.filter((command) => command.startsWith(`.\\${script}.ps1 `));
      const named = lines.flatMap((line) => line.match(/(?<= )-[A-Za-z]+/g) ?? []);
      expect(named.length).toBeGreaterThan(0);
      for (const name of named) {
        expect(name === '-WhatIf' || parameters.includes(`] $${name.slice(1)}`), `${script} ${name}`).toBe(true);
      }
    }
    expect(text).toContain(`.\\apply.ps1 -WhatIf -ExpectedDigest ${exported.planDigest}`);
    expect(text).toContain(`.\\verify.ps1 -ExpectedDigest ${exported.planDigest}`);
  });
});
