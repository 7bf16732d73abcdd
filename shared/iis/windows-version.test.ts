import { describe, expect, it } from 'vitest';
import { windowsOfBuild } from './windows-version.ts';

describe('the Windows of a build', () => {
  it.each([
    [true, 9600, 'server-2012-r2'],
    [true, 14393, 'server-2016'],
    [true, 17763, 'server-2019'],
    [true, 20348, 'server-2022'],
    [true, 26100, 'server-2025'],
    // Semi-annual and annual channel, Server 2012, and what nobody knows yet.
    [true, 19042, null],
    [true, 25398, null],
    [true, 9200, null],
    [true, 30000, null],
    [false, 10240, 'windows-10'],
    [false, 19045, 'windows-10'],
    [false, 22000, 'windows-11'],
    [false, 22631, 'windows-11'],
    [false, 26100, 'windows-11-24h2'],
    [false, 26200, 'windows-11-24h2'],
    [false, 28000, null],
    [false, 9600, null],
    [false, Number.NaN, null],
  ])('server %s, build %s: %s', (isServer, build, windows) => {
    expect(windowsOfBuild(build, isServer)).toBe(windows);
  });
});
