import { describe, expect, it } from 'vitest';
import { thisServerFrom } from './open-session.ts';

describe('this server', () => {
  it.each([
    { host: 'window', isWindows: true, elevated: true, possible: true, reason: /^$/ },
    {
      host: 'window',
      isWindows: true,
      elevated: false,
      possible: false,
      reason: /does not run as administrator.*apply\.ps1/,
    },
    { host: 'browser', isWindows: true, elevated: true, possible: false, reason: /browser.*apply\.ps1/ },
    { host: 'window', isWindows: false, elevated: true, possible: false, reason: /does not run Windows.*apply\.ps1/ },
  ] as const)(
    'from a $host, Windows $isWindows, elevated $elevated',
    ({ host, isWindows, elevated, possible, reason }) => {
      const server = thisServerFrom(
        host,
        isWindows,
        () => elevated,
        () => true,
      );
      // Only a window without rights offers to start again with them; a browser is told.
      expect(server.canElevate ?? false).toBe(host === 'window' && isWindows && !elevated);
      expect(server.possible).toBe(possible);
      expect(server.reason).toMatch(reason);
    },
  );
});
