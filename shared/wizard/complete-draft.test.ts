import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeDraft, concernsStandIn } from './complete-draft.ts';

const minimal = {
  version: 1,
  target: { windows: 'server-2022' },
  sslRequire: { site: 'new', requireSsl: true, clientCertificate: 'require' },
  review: { target: 'web.config' },
};
const complete = (draft: object) => completeDraft(draft, 'answers.json', () => ({ line: 1, column: 1 }));
const pathsOf = (draft: object) => complete(draft).problems.map(({ location }) => location?.path);

describe('a draft', () => {
  it('that is complete has no problem and no stand-in', () => {
    expect(complete(minimal)).toMatchObject({ answers: { sslRequire: { site: 'new' } }, problems: [], standIns: [] });
  });

  it.each<[string, object, string[]]>([
    ['nothing', {}, ['version', 'target', 'sslRequire', 'review']],
    ['no site', { ...minimal, sslRequire: { ...minimal.sslRequire, site: '' } }, ['sslRequire.site']],
    ['no path', { ...minimal, sslRequire: { ...minimal.sslRequire, paths: [] } }, ['sslRequire.paths']],
    [
      'a port that is none',
      { ...minimal, sslRequire: { ...minimal.sslRequire, binding: { port: 70000 } } },
      ['sslRequire.binding.port'],
    ],
    [
      'a client without a file and an account without a name',
      {
        ...minimal,
        certificateImport: { clients: [{ id: 'a', file: '' }] },
        userAccount: { accounts: [{ id: 'b', kind: 'local', userName: '', password: 'ask' }] },
      },
      ['certificateImport.clients[0].file', 'userAccount.accounts[0].userName'],
    ],
    [
      'texts where there are lists and an unknown key',
      { ...minimal, mapping: { oneToOne: 'x', extra: 1 }, userAccount: 7 },
      ['userAccount', 'mapping.oneToOne', 'mapping.extra'],
    ],
  ])('with %s is completed, and every place is a problem', (_, draft, paths) => {
    const { answers, standIns } = complete(draft);
    expect(answers).not.toBeNull();
    expect(pathsOf(draft)).toEqual(paths);
    for (const path of paths) expect(concernsStandIn(path, standIns)).toBe(true);
  });

  it('of a newer version is left alone', () => {
    const { answers, problems } = complete({ ...minimal, version: 2 });
    expect(answers).toBeNull();
    expect(problems).toMatchObject([{ code: 'answers.newer-version' }]);
  });

  it('is never changed itself', () => {
    const draft = { ...minimal, sslRequire: {} };
    complete(draft);
    expect(draft.sslRequire).toEqual({});
  });

  it('of any content ends with answers or with problems, never with an exception', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(minimal), 'mapping', '__proto__'), fc.jsonValue()),
        (draft) => {
          const { answers, problems } = complete(draft);
          return answers !== null || problems.length > 0;
        },
      ),
    );
  });
});

describe('what concerns a stand-in', () => {
  it.each<[string | undefined, boolean]>([
    ['mapping.oneToOne[1].client', true],
    ['mapping.oneToOne[1]', true],
    ['mapping', true],
    ['mapping.oneToOne[1].client.x', true],
    ['mapping.oneToOne[10].client', false],
    ['mapping.oneToOne[1].clients', false],
    [undefined, false],
  ])('%s: %s', (path, expected) => {
    expect(concernsStandIn(path, ['mapping.oneToOne[1].client'])).toBe(expected);
  });
});
