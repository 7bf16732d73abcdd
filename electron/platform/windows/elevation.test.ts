import { describe, expect, it } from 'vitest';
import { isElevated } from './elevation.ts';

const row = (name: string, sid: string) => `"${name}","Label","${sid}",""\r\n`;
const everyone = row('Everyone', 'S-1-1-0');

function answering(output: () => string) {
  const calls: unknown[][] = [];
  const run = ((...call: unknown[]) => {
    calls.push(call);
    return output();
  }) as Parameters<typeof isElevated>[1];
  return { calls, run };
}

describe('isElevated', () => {
  it.each([
    ['high', everyone + row('Mandatory Label\\High Mandatory Level', 'S-1-16-12288'), true],
    ['system', row('Mandatory Label\\System Mandatory Level', 'S-1-16-16384'), true],
    ['high, in German', everyone + row('Verbindliche Beschriftung\\Hohe Verbindlichkeitsstufe', 'S-1-16-12288'), true],
    ['medium', everyone + row('Mandatory Label\\Medium Mandatory Level', 'S-1-16-8192'), false],
    ['a SID that only begins so', row('x', 'S-1-16-122880'), false],
    ['nothing', '', false],
  ])('%s', (_, output, expected) => {
    expect(isElevated({ SystemRoot: 'C:\\Windows' }, answering(() => output).run)).toBe(expected);
  });

  it('asks by the full path of the system, in a clean environment', () => {
    const { calls, run } = answering(() => '');
    isElevated({ SystemRoot: 'D:\\Windows', PATH: 'C:\\evil', SECRET: 'x' }, run);
    const [[program, options, { env }]] = calls as [[string, string[], { env: Record<string, string> }]];
    expect([program, options]).toEqual(['D:\\Windows\\System32\\whoami.exe', ['/groups', '/fo', 'csv', '/nh']]);
    expect(env['SECRET']).toBeUndefined();
    expect(env['PATH']).not.toContain('evil');
  });

  it('says no where that cannot be told', () => {
    const failing = answering(() => {
      throw Object.assign(new Error('spawn'), { code: 'ENOENT' });
    });
    expect(isElevated({}, failing.run)).toBe(false);
  });
});
