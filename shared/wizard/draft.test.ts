import { describe, expect, it } from 'vitest';
import { practiceAnswers } from '../../electron/core/sample/practice-answers.ts';
import { windowsVersions } from '../iis/windows-version.ts';
import { answersSchema } from './answers.ts';
import { fillDraft, newDraft, stepOfPath } from './draft.ts';

type AnswersInput = Parameters<typeof fillDraft>[0];

const least: AnswersInput = {
  version: 1,
  target: { windows: 'server-2022' },
  sslRequire: { site: 'new', requireSsl: true, clientCertificate: 'require' },
  review: { target: 'web.config' },
};

describe('a draft', () => {
  it.each<[string, AnswersInput]>([
    ['the least that an answers file says', least],
    ['the practice answers', practiceAnswers('MIIB')],
    [
      'sections with the least in them',
      {
        ...least,
        sslRequire: { ...least.sslRequire, binding: {} },
        certificateImport: { server: { file: 'server.pfx' }, clients: [{ id: 'a', file: 'a.cer' }] },
        userAccount: { accounts: [{ id: 'a', kind: 'local', userName: 'a', password: 'ask' }] },
        mapping: {
          oneToOne: [{ client: 'a', account: 'a' }],
          manyToOne: [
            { name: 'm', rules: [{ certificateField: 'Issuer', certificateSubField: 'CN', matchCriteria: 'x' }] },
          ],
        },
      },
    ],
  ])('is filled as the schema fills %s', (_, answers) => {
    expect(fillDraft(answers)).toEqual(answersSchema.parse(answers));
  });

  it.each(windowsVersions)('of a new document for %s lacks nothing but the name of the site', (windows) => {
    const draft = newDraft(windows);
    expect(answersSchema.safeParse(draft).error?.issues.map(({ path }) => path)).toEqual([['sslRequire', 'site']]);
    const named = { ...draft, sslRequire: { ...draft.sslRequire, site: 'new' } };
    expect(answersSchema.parse(named)).toEqual(named);
  });
});

describe('the step of a path', () => {
  it.each([
    ['sslRequire.binding.port', 'ssl-require'],
    ['target.windows', 'ssl-require'],
    ['certificateImport.clients[3].file', 'certificate-import'],
    ['mapping.oneToOne[0].client', 'mapping'],
    ['mapping.logonMethod', 'user-account'],
    ['mapping', 'mapping'],
    ['', 'ssl-require'],
  ])('%s is %s', (path, step) => {
    expect(stepOfPath(path)).toBe(step);
  });
});
