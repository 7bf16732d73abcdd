import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersJsonSchema, parseAnswers } from './parse-answers.ts';

const minimal = {
  version: 1,
  target: { windows: 'server-2022' },
  sslRequire: { site: 'new', requireSsl: true, clientCertificate: 'require' },
  review: { target: 'web.config' },
};

function parse(document: unknown) {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2);
  return parseAnswers(new TextEncoder().encode(text), 'answers.json');
}

function problemOf(document: unknown) {
  const reply = parse(document);
  if (reply.ok) throw new Error('the answers were taken');
  return reply.problem;
}

describe('answers', () => {
  it('get the defaults of the schema', () => {
    const reply = parse(minimal);
    expect(reply).toMatchObject({
      ok: true,
      value: {
        answers: {
          sslRequire: { paths: ['/'], require128Bit: false },
          certificateImport: { authorities: [], clients: [] },
          userAccount: { accounts: [] },
          mapping: { logonMethod: 'ClearText', oneToOne: [], manyToOne: [], exact: false, disableAnonymous: false },
          review: { plainTextPasswords: false },
        },
      },
    });
  });

  it('of the published example are taken', () => {
    const example = readFileSync(new URL('../../docs/answers.example.json', import.meta.url));
    expect(parseAnswers(example, 'answers.example.json').ok).toBe(true);
  });

  it.each([
    [
      'an unknown key, and name the nearest',
      { ...minimal, sslRequire: { ...minimal.sslRequire, clientCertificat: 'require' } },
      { code: 'answers.unknown-key', fix: 'Did you mean "clientCertificate"?', path: 'sslRequire.clientCertificat' },
    ],
    [
      'an unknown key at the top',
      { ...minimal, maping: {} },
      { code: 'answers.unknown-key', fix: 'Did you mean "mapping"?', path: 'maping' },
    ],
    [
      'an unknown key of a client',
      { ...minimal, certificateImport: { clients: [{ id: 'a', file: 'a.cer', stor: 'My' }] } },
      { code: 'answers.unknown-key', path: 'certificateImport.clients[0].stor' },
    ],
    ['a newer version', { ...minimal, version: 2 }, { code: 'answers.newer-version', path: 'version' }],
    ['a version that is no number', { ...minimal, version: '1' }, { code: 'answers.invalid', path: 'version' }],
    [
      'both targets at once',
      { ...minimal, review: { target: ['web.config', 'applicationHost.config'] } },
      { code: 'answers.invalid', path: 'review.target' },
    ],
    ['a Windows that it does not know', { ...minimal, target: { windows: 'xp' } }, { path: 'target.windows' }],
    ['a list', [], { code: 'answers.invalid' }],
    ['a text', '"hello"', { code: 'answers.invalid' }],
    ['nothing', '', { code: 'json.syntax' }],
    ['a comment', '{ // no\n}', { code: 'json.syntax' }],
    ['a final comma', '{"version":1,}', { code: 'json.syntax' }],
    ['a key twice', '{"version":1,\n "version":1}', { code: 'json.duplicate-key', line: 2, column: 2 }],
    ['deep nesting', '['.repeat(100_000), { code: 'json.too-deep' }],
  ])('refuse %s', (_, document, { path, line, column, ...expected }: Record<string, unknown>) => {
    const problem = problemOf(document);
    expect(problem).toMatchObject(expected);
    expect(problem.location).toMatchObject({
      file: 'answers.json',
      ...(path !== undefined && { path }),
      ...(line !== undefined && { line, column }),
    });
  });

  it('refuse bytes that are no UTF-8', () => {
    const reply = parseAnswers(Uint8Array.of(0x7b, 0xff, 0x7d), 'answers.json');
    expect(reply).toMatchObject({ ok: false, problem: { code: 'json.not-text' } });
  });

  it('never throw, whatever the file holds', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => typeof parse(text).ok === 'boolean'));
  });

  it('know line and column of every path', () => {
    const reply = parse(minimal);
    if (!reply.ok) throw new Error(reply.problem.detail);
    expect(reply.value.placeOf('sslRequire.site')).toEqual({ line: 7, column: 13 });
    expect(reply.value.placeOf('sslRequire.binding.port')).toEqual(reply.value.placeOf('sslRequire'));
  });
});

describe('the JSON Schema', () => {
  it('makes keys with a default optional and forbids others', () => {
    expect(answersJsonSchema()).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['version', 'target', 'sslRequire', 'review'],
    });
  });
});
