import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../shared/diagnosis/diagnosis.ts';
import { runCli } from './run-cli.ts';

async function diagnose(...args: string[]) {
  const { status, stdout, stderr, json } = await runCli(['diagnose', ...args, '--json']);
  expect(stderr).toBe('');
  return { status, stdout, json: json() as { results: Diagnosis[]; error?: { code: string; fix: string } } };
}

const logLine = '2026-01-31 10:00:00 10.0.0.5 GET / - 443 - 10.0.0.7 Mozilla/5.0 - 403 16 2148204809 15';

describe('diagnose', () => {
  it('explains what client certificate mapping is known to give', async () => {
    const expected: [string, RegExp][] = [
      ['403.7', /certificate/],
      ['403.13', /revo[ck]/],
      ['403.16', /Trusted Root/],
      ['401.1', /password/],
      ['401.2', /site/],
      ['500.19', /locked/],
      ['0x8007052e', /password/],
      ['1326', /0x8007052E/],
      ['0x80093102', /Base-64/],
      ['2148086027', /0x8009310B/],
      ['-1073741715', /1326/],
      ['0x80070569', /Access this computer from the network/],
      ['0x80070032', /TLS 1\.3/],
      ['ERR_CONNECTION_RESET', /TLS 1\.3/],
      [logLine, /HTTP 403\.16 with 0x800B0109/],
      ['36885', /16 KB/],
      ['The TLS protocol defined fatal alert code is 48.', /unknown_ca/],
    ];
    const { status, json } = await diagnose(...expected.map(([input]) => input));
    expect(status).toBe(0);
    expect(json.results.map(({ input }) => input)).toEqual(expected.map(([input]) => input));
    for (const [index, [, words]] of expected.entries()) {
      const result = json.results[index];
      expect(JSON.stringify(result)).toMatch(words);
      expect(Object.keys(result ?? {})).toEqual([
        'input',
        'title',
        'meaning',
        'causes',
        'fixes',
        'certainty',
        'source',
      ]);
      expect([result?.causes.length, result?.fixes.length].every((length) => (length ?? 0) > 0)).toBe(true);
    }
  });

  it('takes nothing after -- for an option', async () => {
    const { status, stdout } = await runCli(['diagnose', '--json', '--', '-2146881278', '--help']);
    const { results } = JSON.parse(stdout) as { results: Diagnosis[] };
    expect(status).toBe(0);
    expect(results.map(({ input, title }) => [input, title])).toEqual([
      ['-2146881278', expect.stringContaining('0x80093102') as string],
      ['--help', 'Not known'],
    ]);
  });

  it('shows what is not known beside what is, and ends with 2 when nothing is', async () => {
    const some = await diagnose('403.16', '403.99');
    expect([some.status, some.json.results[1]?.title]).toEqual([0, 'Not known']);
    const none = await diagnose('403.99', 'certainly-no-code');
    expect(none.status).toBe(2);
    expect(none.json.error).toMatchObject({ code: 'diagnose.unknown', detail: /403\.99/, fix: /403\.16/ });
  });

  it('prints text without what would steer a terminal', async () => {
    const { status, stdout } = await runCli(['diagnose', '403.16 \u001b[31m\u202e']);
    expect(status).toBe(0);
    expect(stdout).toContain('HTTP 403.16');
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });
});
