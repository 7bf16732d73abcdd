import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedScript } from './shipped-script.ts';

describe('a shipped script', () => {
  it.each(['powershell/apply.ps1', 'elevation/start-elevated.ps1', 'facts/answer-questions.ps1'])(
    'lies in assets: %s',
    (path) => expect(existsSync(shippedScript(path))).toBe(true),
  );

  it('lies beside the archive of a package', () => {
    const from = 'file:///C:/Program%20Files/app.asaria/resources/app.asar/dist/app/electron/platform/windows/x.js';
    expect(shippedScript('facts/a.ps1', from).replaceAll('\\', '/')).toMatch(
      /C:\/Program Files\/app\.asaria\/resources\/app\.asar\.unpacked\/dist\/app\/assets\/facts\/a\.ps1$/,
    );
  });
});
