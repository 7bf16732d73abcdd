import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { powerShellArgument } from '../../shared/bundle/quote.ts';
import { powerShell, runScript, withoutPowerShell } from './engine.ts';

const names = [
  'new',
  "Anna's site",
  'a\u2018b\u2019c\u201ad\u201be',
  "'; Write-Output owned; '",
  '\u2019; Write-Output owned; \u2018',
  '$(Get-Date) $env:PATH `n "x" {0} @() #',
  '-Force',
  'abc\u202efdp.exe\u0000\u0007',
  'line\r\nbreak\ttab',
  'Zo\u00eb \u{1f600} \u4e2d \u{e0041}\u200b',
  '\ud800x\udc00',
];

describe.skipIf(!powerShell())(`powerShellArgument in PowerShell (${powerShell() ? 'run' : withoutPowerShell})`, () => {
  it('gives each name back, character by character', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quote-'));
    const script = join(folder, 'show.ps1');
    const show = "function Show { param($Text) [Console]::Out.WriteLine([string]::Join(',', [int[]][char[]]$Text)) }";
    // With the mark, Windows PowerShell reads the file as UTF-8.
    writeFileSync(script, `\ufeff${[show, ...names.map((name) => `Show ${powerShellArgument(name)}`)].join('\r\n')}`);
    const { output, errors } = await runScript(script, []);
    rmSync(folder, { recursive: true });
    const units = (text: string) => Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)).join(',');
    expect(errors).toBe('');
    expect(output.trim().split(/\r?\n/)).toEqual(names.map(units));
  });
});
