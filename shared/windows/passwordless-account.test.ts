import { describe, expect, it } from 'vitest';
import { passwordlessAccount } from './passwordless-account.ts';

describe('an account without a password that anybody has', () => {
  it.each([
    ['CORP\\gmsa-web$', 'domain', 'managed-or-computer-account'],
    ['gmsa-web$@corp.example', 'domain', 'managed-or-computer-account'],
    ['IIS APPPOOL\\DefaultAppPool', 'local', 'application-pool-identity'],
    ['iis apppool\\new', 'domain', 'application-pool-identity'],
    ['NT SERVICE\\W3SVC', 'local', 'service-account'],
    ['NT AUTHORITY\\NETWORK SERVICE', 'local', 'built-in-identity'],
    ['NT-AUTORITÄT\\SYSTEM', 'domain', 'built-in-identity'],
    ['BUILTIN\\Users', 'local', 'group'],
    ['LocalSystem', 'local', 'built-in-identity'],
    ['.\\IUSR', 'local', 'built-in-identity'],
  ] as const)('is %s (%s)', (userName, kind, expected) => {
    expect(passwordlessAccount(userName, kind)).toBe(expected);
  });

  it.each([
    ['certuser', 'local'],
    ['cert$', 'local'],
    ['CORP\\system', 'domain'],
    ['CORP\\alice', 'domain'],
    ['alice@corp.example', 'domain'],
    ['$(calc)', 'local'],
  ] as const)('is not %s (%s)', (userName, kind) => {
    expect(passwordlessAccount(userName, kind)).toBeNull();
  });
});
