import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFields, readLogLine } from './read-log-line.ts';

const date = '2026-01-31 10:00:00';
const request = '10.0.0.5 GET /a.html - 443 - 10.0.0.7 Mozilla/5.0+(X)';

describe('an IIS line without its fields', () => {
  it.each([
    ['the default fields', `${date} ${request} https://example.com/ 403 16 2148204809 15`, [403, 16, 0x800b0109]],
    ['without a referrer', `${date} ${request} - 403 16 2148204809 443`, [403, 16, 0x800b0109]],
    ['few fields', `${date} GET / - 443 - 10.0.0.7 - 401 1 1326 15`, [401, 1, 0x8007052e]],
    ['sizes before the time', `${date} ${request} - 403 7 5 312 400 200`, [403, 7, 0x80070005]],
    ['an address at the end', `${date} ${request} - 500 19 33 15 203.0.113.9`, [500, 19, 0x80070021]],
    ['a signed error', `${date} ${request} - 401 1 -1073741715 15`, [401, 1, 0xc000006d]],
    ['a hexadecimal error', `${date} ${request} - 401 1 0x8007052E 15`, [401, 1, 0x8007052e]],
    ['no error', `${date} ${request} - 413 0 0 500`, [413, 0]],
    [
      'a status in the query',
      `${date} 10.0.0.5 GET / status=403.16 443 - 10.0.0.7 - - 401 2 5 403`,
      [401, 2, 0x80070005],
    ],
    ['a file name before it', `u_ex260131.log:${date} ${request} - 403 7 64 15`, [403, 7, 0x80070040]],
    ['quotes and blanks around it', ` “${date} ${request} - 403 7 64” `, [403, 7, 0x80070040]],
  ])('%s', (_, line, [status, substatus, code]) => {
    const clues = readLogLine(line);
    expect(clues?.statuses).toEqual([{ status, substatus }]);
    expect(clues?.codes).toEqual(code === undefined ? [] : [code]);
  });

  it.each(['403.16', `${date} hello`, `${date} the port 443 is open`, 'GET / 403 16 5 15', ''])('%j is none', (text) =>
    expect(readLogLine(text)).toBeUndefined(),
  );
});

it('takes no time that grows faster than the line', () => {
  // With a pattern that backtracks over blanks this would not end within the time of a test.
  expect(readLogLine(`x${' '.repeat(2_000_000)}x`)).toBeUndefined();
});

describe('httperr.log', () => {
  it.each([
    [`${date} 10.0.0.7 51234 10.0.0.5 443 HTTP/1.1 GET / - 1 Client_Reset pool`, [], 'Client_Reset'],
    [`${date} 10.0.0.7 51234 10.0.0.5 443 HTTP/2.0 GET / 5 - 1 Connection_Dropped pool -`, [], 'Connection_Dropped'],
    [`${date} 10.0.0.7 51234 10.0.0.5 443 - - - - - - Timer_ConnectionIdle -`, [], 'Timer_ConnectionIdle'],
    [`${date} 10.0.0.7 51234 10.0.0.5 443 HTTP/1.1 POST /x 413 - EntityTooLarge -`, [{ status: 413 }], undefined],
  ])('%s', (line, statuses, reason) => {
    const clues = readLogLine(line);
    expect([clues?.statuses, clues?.reason]).toEqual([statuses, reason]);
  });
});

describe('with its fields', () => {
  const others = [
    'date',
    'time',
    's-ip',
    'cs-method',
    'cs-uri-stem',
    's-port',
    'cs(User-Agent)',
    'sc-bytes',
    'time-taken',
    'X-Forwarded-For',
  ];
  const ours = ['sc-status', 'sc-substatus', 'sc-win32-status'];

  it('a line says the same in any order of any columns', () => {
    fc.assert(
      fc.property(
        fc
          .shuffledSubarray(others)
          .chain((some) => fc.shuffledSubarray([...some, ...ours], { minLength: some.length + 3 })),
        fc.constantFrom(401, 403, 500),
        fc.integer({ min: 0, max: 20 }),
        fc.constantFrom('2148204809', '1326', '-1073741715'),
        fc.constantFrom('403', '-', '16', '/status/500', '10.0.0.5'),
        (fields, status, substatus, error, filler) => {
          const values = new Map<string, string | number>([
            ['sc-status', status],
            ['sc-substatus', substatus],
            ['sc-win32-status', error],
          ]);
          const line = fields.map((field) => values.get(field) ?? filler).join(' ');
          const clues = readLogLine(line, readFields(`#Fields: ${fields.join(' ')}`));
          expect(clues?.statuses).toEqual([{ status, substatus }]);
          expect(clues?.codes).toHaveLength(1);
        },
      ),
    );
  });

  it('a line of another length is read without them', () => {
    const clues = readLogLine(`${date} ${request} - 403 16 5 15`, ['sc-status', 'time-taken']);
    expect(clues?.statuses).toEqual([{ status: 403, substatus: 16 }]);
  });
});
