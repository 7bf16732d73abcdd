import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientErrors } from './client-errors.en.ts';
import { diagnose } from './diagnose.ts';
import { diagnosisSchema } from './diagnosis.ts';
import { httpErrors } from './http-errors.en.ts';
import { httpStatuses } from './http-status.en.ts';
import { windowsEvents } from './schannel-events.en.ts';
import { tlsAlerts } from './tls-alerts.en.ts';
import { printWindowsCode, win32OfHresult } from './windows-code.ts';
import { windowsErrors } from './windows-errors.ts';

/** Returns the titles of one input; none when it is not known. */
function titles(input: string): string[] {
  return diagnose([input]).flatMap(({ isKnown, results }) => (isKnown ? results.map(({ title }) => title) : []));
}

/** Returns what one input means, without the input itself. */
function meanings(input: string): object[] {
  return diagnose([input]).flatMap(({ results }) => results.map((result) => ({ ...result, input: undefined })));
}

const codes = windowsErrors.flatMap((error) => [error.code, ...(error.ntStatuses ?? []).map(({ code }) => code)]);
const forms = (code: number): string[] => [
  printWindowsCode(code),
  printWindowsCode(code).toLowerCase(),
  String(code),
  String(code | 0),
  `error ${String(code)}`,
  `(${printWindowsCode(code)}).`,
];

describe('every row', () => {
  it.each(
    windowsErrors.flatMap(({ code, name, otherNames = [], ntStatuses = [] }) => [
      { code, names: [name, ...otherNames] },
      ...ntStatuses.map((nt) => ({ code: nt.code, names: [nt.name] })),
    ]),
  )('$names in each form of its number and by name', ({ code, names }) => {
    const expected = meanings(printWindowsCode(code));
    expect(titles(printWindowsCode(code))).toEqual([expect.stringContaining(names[0] ?? '')]);
    for (const form of forms(code)) expect(meanings(form), form).toEqual(expected);
    const win32 = win32OfHresult(code);
    if (win32 !== undefined) expect(meanings(`error code ${String(win32)}`)).toEqual(expected);
    // What a client says in words of its own has no number.
    for (const name of names.filter((each) => each !== 'WSAECONNRESET')) expect(meanings(name)).toEqual(expected);
  });

  it.each(Object.keys({ ...httpStatuses, ...httpErrors }))('HTTP %s in each form', (key) => {
    const [status = '', substatus] = key.split('.');
    const expected = meanings(key);
    expect(titles(key)).toEqual([expect.stringMatching(`^HTTP ${key.replace('.', '\\.')}: `)]);
    const more =
      substatus === undefined
        ? [`HTTP/1.1 ${status}`]
        : [`${status} ${substatus}`, `${status},${substatus}`, `HTTP Error ${key} - Whatever`];
    for (const form of [` ${key}`, `"${key}"`, `${key}.`, ...more]) expect(meanings(form), form).toEqual(expected);
  });

  it.each(tlsAlerts)('alert $number', ({ number, name }) => {
    const title = expect.stringContaining(`TLS alert ${number} ${name}: `) as string;
    const words = name.replaceAll('_', ' ');
    for (const form of [
      `alert ${number}`,
      `fatal alert code is ${number}.`,
      `tlsv1 alert ${words}`,
      `SSL alert number ${number}`,
      `SSL_ERROR_${name.toUpperCase()}_ALERT`,
      `Received fatal alert: ${name}`,
    ]) {
      expect(titles(form), form).toEqual([title]);
    }
  });

  it.each(Object.keys(windowsEvents))('event %s', (id) => {
    for (const form of [id, `Event ID: ${id}`, `event ${id},`]) {
      expect(titles(form), form).toEqual([expect.stringContaining(`Event ${id}: `)]);
    }
  });

  it.each(clientErrors.flatMap(({ names, explanation }) => names.map((name) => ({ name, explanation }))))(
    '$name',
    ({ name, explanation }) => {
      for (const form of [name, name.toLowerCase(), `net::${name}`, `(${name})`]) {
        expect(titles(form), form).toEqual([explanation.title]);
      }
    },
  );

  it('has causes and fixes unless it is no failure, and says where it is from', () => {
    const inputs = [
      ...codes.map(printWindowsCode),
      ...Object.keys({ ...httpStatuses, ...httpErrors, ...windowsEvents }),
      ...tlsAlerts.map(({ number }) => `alert ${number}`),
      ...clientErrors.map(({ names }) => names[0] ?? ''),
    ];
    for (const { results } of diagnose(inputs)) {
      for (const result of results) {
        expect(diagnosisSchema.parse(result)).toEqual(result);
        expect(result.fixes.length, result.input).toBeGreaterThan(0);
        expect(result.causes.length > 0 || /no failure/.test(result.meaning), result.input).toBe(true);
        expect([result.title, result.meaning, result.source].every((text) => text.length > 5)).toBe(true);
      }
    }
  });

  it('keeps what nobody could confirm', () => {
    const unconfirmed = ['0x800B010A', '1328', '1331', '1907', '1909', '1793', '86', '0xC000015B', 'alert 116'];
    for (const input of [...unconfirmed, 'ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'ERR_BAD_SSL_CLIENT_AUTH_CERT']) {
      expect(meanings(input), input).toMatchObject([{ certainty: 'unverified' }]);
    }
    expect(meanings('403.12')).toMatchObject([{ certainty: 'inferred' }]);
    expect(meanings('1385')).toMatchObject([{ certainty: 'documented' }]);
  });
});

describe('a status and a code together', () => {
  it.each([
    ['401.1 0x8007052e', 'HTTP 401.1 with 0x8007052E', /account of the mapping/],
    ['500.19 0x8007052e', 'HTTP 500.19 with 0x8007052E', /not the account or the password of the certificate mapping/],
    ['500.19 (0x80070005)', 'HTTP 500.19 with 0x80070005', /web\.config/],
    ['401.3 5', 'HTTP 401.3: ', /NTFS/],
    ['401.2.5', 'HTTP 401.2: ', /anonymous/],
    ['403.7 0x80070005', 'HTTP 403.7: ', /0x80070005/],
    ['500.0 - 0x80070032', 'HTTP 500.0 with 0x80070032', /TLS 1\.3/],
    ['500 2147943785', 'HTTP 500 with 0x80070569', /logonMethod/],
    ['401.1.2148086018', 'HTTP 401.1 with 0x80093102', /Base-64/],
    ['403.13 -2146885616', 'HTTP 403.13 with 0x80092010', /revoked/],
    ['403.16.2148204809', 'HTTP 403.16 with 0x800B0109', /root/],
    ['sc-status=403 sc-substatus=16 sc-win32-status=2148204809', 'HTTP 403.16 with 0x800B0109', /root/],
    ['403.16 5', 'HTTP 403.16: ', /Windows error beside it, 0x80070005/],
    ['403.7 64', 'HTTP 403.7: ', /Windows error beside it is 0x80070040/],
  ])('%s', (input, title, meaning) => {
    const [result, ...others] = diagnose([input])[0]?.results ?? [];
    expect(result?.title).toContain(title);
    expect(result?.meaning).toMatch(meaning);
    expect(others).toEqual([]);
  });
});

describe('pasted texts', () => {
  it.each<[string, string[]]>([
    ['403.16 and 403.7', ['HTTP 403.16', 'HTTP 403.7']],
    ['1326 1385', ['0x8007052E', '0x80070569']],
    [
      'HTTP Error 500.19 - Internal Server Error\nModule: IIS Web Core\nError Code: 0x80070021\nConfig File: \\\\?\\C:\\web.config',
      ['HTTP 500.19 with 0x80070021'],
    ],
    ['Status: 0xC000006D Sub Status: 0xC0000234 Logon Type: 3 Event ID 4625', ['0xC0000234']],
    [
      'Schannel 36887: fatal alert was received from the remote endpoint. The TLS protocol defined fatal alert code is 48.',
      ['Event 36887: TLS alert 48'],
    ],
    [
      'A fatal alert was generated. The TLS protocol defined fatal error code is 40. The Windows SChannel error state is 1205.',
      ['TLS alert 40'],
    ],
    [
      'error:0A000418:SSL routines::tlsv1 alert unknown ca:ssl/record/rec_layer_s3.c:1586:SSL alert number 48',
      ['TLS alert 48'],
    ],
    ['curl: (35) schannel: next InitializeSecurityContext failed: SEC_E_UNTRUSTED_ROOT (0x80090325)', ['0x80090325']],
    ['curl: (56) Recv failure: Connection was reset', ['The connection was reset']],
    [
      'System.IO.IOException: An existing connection was forcibly closed by the remote host.',
      ['The connection was reset'],
    ],
    ['The remote server returned an error: (403) Forbidden.', ['HTTP 403']],
    ['net::ERR_CERT_DATE_INVALID', ['ERR_CERT_DATE_INVALID']],
    ['“403.16”', ['HTTP 403.16']],
    ['\ufeff４０３．１６', ['HTTP 403.16']],
    ['−1073741715', ['0xC000006D']],
    ['2,148,086,027', ['0x8009310B']],
    ['0x8007 052E', ['0x8007052E']],
    ['8007052e', ['0x8007052E']],
  ])('%s', (input, expected) => {
    expect(titles(input)).toEqual(expected.map((title) => expect.stringContaining(title) as string));
  });

  it('says which side sent an alert, as far as the text tells', () => {
    const [received] = diagnose(['Event 36887, fatal alert code is 48'])[0]?.results ?? [];
    expect(received?.causes.join()).toMatch(/client does not trust the CA of the server/);
    const [sent] = diagnose(['tlsv1 alert unknown ca'])[0]?.results ?? [];
    expect(sent?.causes.join()).toMatch(/does not trust the CA of the client/);
    expect(diagnose(['alert 48'])[0]?.results[0]?.causes).toHaveLength(2);
  });

  it('takes log lines apart, each for itself, also when the fields came before', () => {
    const lines = [
      '#Software: Microsoft Internet Information Services 10.0',
      '#Fields: time sc-win32-status sc-status cs-uri-query sc-substatus',
      '10:00:00 2148204809 403 - 16',
      '10:00:01 2148204809 403 - 16',
      '10:00:02 1326 401 code=500 1',
    ];
    const expected = [expect.stringContaining('HTTP 403.16'), expect.stringContaining('HTTP 401.1')];
    expect(titles(lines.join('\r\n'))).toEqual(expected);
    const [, later] = diagnose([lines.slice(0, 2).join('\n'), '10:00:02 1326 401 - 1']);
    expect(later?.results).toMatchObject([{ title: expect.stringContaining('HTTP 401.1') as string }]);
  });
});

describe('what is not known', () => {
  it.each([
    '403.99',
    '0x8007000E',
    'certainly-no-code',
    '443',
    '10.0.0.5',
    '192.168.16.5',
    'port 5 is open',
    '48',
    '',
    '-',
    '#',
    'alert',
    'took 1326 ms',
    'at line 50 of 86',
  ])('%j', (input) => {
    const [diagnosed] = diagnose([input]);
    expect(diagnosed).toMatchObject({ isKnown: false, results: [{ input, title: 'Not known', causes: [] }] });
    expect(diagnosed?.results[0]?.fixes).toHaveLength(1);
  });

  it('never throws, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '403',
        '.',
        '16',
        '0x',
        '-',
        ' ',
        'alert',
        '2026-01-31 10:00:00 ',
        '#Fields: ',
        'sc-status',
        '\n',
        '__proto__',
        'constructor',
        '4625',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const [diagnosed] = diagnose([pieces.join('')]);
        expect(diagnosed?.results.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('a code means the same among words as alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...codes),
        fc.integer({ min: 0, max: 3 }),
        fc.stringMatching(/^[g-km-z ]{0,12}$/),
        (code, form, words) => {
          const text = forms(code)[form] ?? '';
          expect(meanings(`${words} ${text} ${words}`)).toEqual(meanings(text));
        },
      ),
    );
  });
});
