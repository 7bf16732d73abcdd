import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../shared-data.ts';
import { powerShell, repository, runScript, withoutPowerShell } from './engine.ts';
import { lacking, readFacts, styleFindings, wrongCalls } from './static-check.ts';

const possible = powerShell() !== null;
/** Why nothing of this file is run; the test run lists what it skips. */
const skipped = possible ? '' : ` (${withoutPowerShell})`;
const commands = sharedData('windows-commands.json');
const types = sharedData('windows-types.json');

const assets = join(repository, 'assets');
const folder = join(assets, 'powershell');
const acceptance = join(repository, 'e2e/windows/acceptance.ps1');
const shipped = readdirSync(assets, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.ps(1|m1|d1)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

/** Writes texts as scripts, and returns their paths. */
function plant(texts: readonly string[]): string[] {
  const place = mkdtempSync(join(tmpdir(), 'planted-'));
  return texts.map((text, index) => {
    const file = join(place, `${index}.ps1`);
    writeFileSync(file, text);
    return file;
  });
}

/** Returns the findings about one file, a line each. */
const about = (file: string, findings: readonly string[]) =>
  findings.filter((each) => each.includes(`${file}:`)).join('\n');

let facts: ReturnType<typeof readFacts> | undefined;
const shippedFacts = () => (facts ??= readFacts(shipped));

describe.skipIf(!possible)(`every shipped script${skipped}`, () => {
  it('parses, is ASCII, and every function has help', async () => {
    expect(shipped.length).toBeGreaterThan(30);
    const facts = await shippedFacts();
    expect(facts.filter(({ kind }) => kind === 'error' || kind === 'helpless')).toEqual([]);
    // Windows PowerShell 5.1 reads a script without a byte order mark in the computer's code page.
    for (const file of shipped) expect(readFileSync(file, 'latin1'), file).toMatch(/^[\t\r\n -~]*$/);
    const functions = facts.filter(({ kind }) => kind === 'function').map(({ fields: [name] }) => name);
    expect(new Set(functions).size).toBe(functions.length);
  });

  it('stays inside its boundary: Windows is touched in Windows/ only, and each of its functions has a stand-in', async () => {
    const facts = await shippedFacts();
    const boundary = facts.filter(({ kind, file }) => kind === 'function' && /[\\/]Windows[\\/]/.test(file));
    const standIns = readFileSync(join(repository, 'e2e/powershell/simulated-server.ps1'), 'utf8');
    const missing = boundary
      .map(({ fields: [name = ''] }) => name)
      .filter((name) => !standIns.includes(`\${alias:${name}} = `));
    expect(missing).toEqual([]);
    const outside = facts.filter(
      ({ kind, file, fields: [name = ''] }) =>
        !/[\\/]Windows[\\/]/.test(file) &&
        (kind === 'static' || kind === 'type') &&
        /X509Store|AccessControl|SecurityIdentifier|NTAccount|WindowsPrincipal|ClientCertificateMapping\.Native/.test(
          name,
        ),
    );
    expect(outside).toEqual([]);
  });

  it('calls nothing by a name that is made at run time, and builds no code from text', async () => {
    const facts = await shippedFacts();
    const dynamic = facts.filter(
      ({ kind, fields: [name, operator] }) => kind === 'command' && name === '' && operator !== 'Dot',
    );
    // The resource table's own functions, the work that an entry script hands over, and two programs by their full path.
    expect(dynamic.map(({ file }) => file.slice(folder.length + 1).replaceAll('\\', '/')).sort()).toEqual([
      'ClientCertificateMapping/Runner/Apply.ps1',
      'ClientCertificateMapping/Runner/Apply.ps1',
      'ClientCertificateMapping/Runner/Apply.ps1',
      'ClientCertificateMapping/Runner/Rollback.ps1',
      'ClientCertificateMapping/Runner/Step.ps1',
      'ClientCertificateMapping/Runner/Step.ps1',
      'ClientCertificateMapping/Start.ps1',
      'ClientCertificateMapping/Windows/Host.ps1',
      'ClientCertificateMapping/Windows/Iis.ps1',
    ]);
    const names = facts.filter(({ kind }) => kind === 'command').map(({ fields: [name = ''] }) => name.toLowerCase());
    for (const evil of [
      'invoke-expression',
      'iex',
      'convertfrom-json',
      'convertto-securestring',
      'start-process',
      'invoke-command',
    ]) {
      expect(names).not.toContain(evil);
    }
    for (const file of shipped)
      expect(readFileSync(file, 'utf8'), file).not.toMatch(
        /\[scriptblock\]::Create|ExpandString|NewScriptBlock|InvokeScript/i,
      );
    // Where a script names it, PowerShell's host reads standard input itself, and passwords and questions with it.
    for (const file of shipped) expect(readFileSync(file, 'utf8'), file).not.toMatch(/\$input\b/i);
  });

  it.skipIf(!commands || !types)(
    'uses no syntax, command, parameter, type or static member that 5.1 on Server 2016 lacks',
    async () => {
      const facts = await shippedFacts();
      expect(lacking(facts, { commands: commands ?? '', types: types ?? '' })).toEqual([]);
      expect(facts.filter(({ kind }) => kind === 'command').length).toBeGreaterThan(200);
      const onWindows = await readFacts([acceptance]);
      const lacks = lacking(onWindows, { commands: commands ?? '', types: types ?? '' });
      // The one program that Windows does not bring.
      expect(lacks.filter((each) => !each.endsWith(' command node'))).toEqual([]);
    },
  );

  it.skipIf(!commands || !types)('the check finds what is planted', async () => {
    const planted: [text: string, finding: string][] = [
      ['$a = $b ? 1 : 2', 'ternary'],
      ['$a ?? 1', 'QuestionQuestion'],
      ['Get-Item a && Get-Item b', 'AndAnd'],
      ['$x = "`u{41}"', 'escape'],
      ['if ($IsWindows) { 1 }', '$IsWindows'],
      ['Get-Error', 'command Get-Error'],
      ['ConvertFrom-Json -InputObject 1 -AsHashtable', 'parameter ConvertFrom-Json -AsHashtable'],
      ['Join-Path a b -AdditionalChildPath c', 'parameter Join-Path -AdditionalChildPath'],
      ['Get-IISSiteBinding -Nothing', '-Nothing'],
      ['[Security.Cryptography.X509Certificates.CertificateRequest]::new()', 'type Security'],
      ['[Security.Cryptography.X509Certificates.X509KeyStorageFlags]::EphemeralKeySet', '::EphemeralKeySet'],
      ['[Security.Cryptography.SHA256]::HashData(1)', '::HashData'],
      ['function {', 'error'],
    ];
    const files = plant(planted.map(([text]) => text));
    const found = lacking(await readFacts(files), { commands: commands ?? '', types: types ?? '' });
    for (const [index, [text, finding]] of planted.entries()) {
      expect(about(files[index] ?? '', found), text).toContain(finding);
    }
  });

  it.skipIf(!types || powerShell()?.assembly == null)(
    'calls every method, constructor and property of .NET Framework 4.6.2 with arguments that it takes',
    async () => {
      const { wrong, judged } = wrongCalls([...(await shippedFacts()), ...(await readFacts([acceptance]))], {
        types: types ?? '',
      });
      expect(wrong).toEqual([]);
      expect(judged).toBeGreaterThan(400);
      const planted: [text: string, finding: string | null][] = [
        ['[IO.File]::Move(1, 2, $true)', 'Move with 3 arguments'],
        ['[IO.Path]::Join(1, 2)', 'has no Join'],
        ['[Convert]::ToHexString(1)', 'has no ToHexString'],
        ["'a'.Contains('b', [StringComparison]::Ordinal)", 'Contains with 2 arguments'],
        ['param([string] $Text) $Text.PadLeft(1, 2, 3)', 'PadLeft with 3 arguments'],
        ['$list = [Collections.Generic.List[object]]::new(); $list.Add(1, 2)', 'Add with 2 arguments'],
        ['$stream = [IO.MemoryStream]::new(); $stream.ReadExactly(1)', 'has no ReadExactly'],
        ['[IO.FileStream]::new(1)', 'new with 1 arguments'],
        ['$text = [Text.StringBuilder]::new(); $text = 5; $text.Nothing()', null],
        ["[string]::Join(',', 1, 2, 3, 4, 5)", null],
      ];
      const files = plant(planted.map(([text]) => text));
      const found = wrongCalls(await readFacts(files), { types: types ?? '' }).wrong;
      expect(planted.map((_, index) => found.filter((each) => each.startsWith(`${files[index]}:`)))).toEqual(
        planted.map(([, finding]) => (finding === null ? [] : [expect.stringMatching(`${finding}$`) as string])),
      );
    },
  );

  it("keeps PSScriptAnalyzer's default rules, or says in place why not", async () => {
    expect(await styleFindings([...shipped, acceptance])).toEqual([]);
  });

  it('the check of the rules finds what is planted', async () => {
    const planted: [text: string, rule: string][] = [
      ['function Frob-Thing { <# .SYNOPSIS x #> 1 }', 'PSUseApprovedVerbs'],
      ['function Get-Thing { <# .SYNOPSIS x #> param($One) 1 }', 'PSReviewUnusedParameter'],
      ['function Get-Thing { <# .SYNOPSIS x #> param($One) & { $One } }', 'PSReviewUnusedParameter'],
      ['function Set-Thing { <# .SYNOPSIS x #> 1 }', 'PSUseShouldProcessForStateChangingFunctions'],
      ['function Get-Things { <# .SYNOPSIS x #> 1 }', 'PSUseSingularNouns'],
      ['function Get-Thing { <# .SYNOPSIS x #> $a = 1; 2 }', 'PSUseDeclaredVarsMoreThanAssignments'],
      ['try { 1 } catch { }', 'PSAvoidUsingEmptyCatchBlock'],
      ['if ($a -eq $null) { 1 }', 'PSPossibleIncorrectComparisonWithNull'],
      ['$matches = 1; $matches', 'PSAvoidAssignmentToAutomaticVariable'],
      ['Write-Host 1', 'PSAvoidUsingWrite-Host'],
      [
        'function Get-Thing { <# .SYNOPSIS x #> param([string] $Password) $Password }',
        'PSAvoidUsingPlainTextForPassword',
      ],
      ['1 ', 'PSAvoidTrailingWhitespace'],
    ];
    const files = plant(planted.map(([text]) => text));
    const found = await styleFindings(files);
    for (const [index, [text, rule]] of planted.entries()) {
      expect(about(files[index] ?? '', found), text).toContain(rule);
    }
  });

  it('imports as a module that exports exactly its commands', async () => {
    const script = join(mkdtempSync(join(tmpdir(), 'import-')), 'import.ps1');
    const manifest = join(folder, 'ClientCertificateMapping/ClientCertificateMapping.psd1').replaceAll("'", "''");
    writeFileSync(
      script,
      `$m = Import-Module '${manifest}' -PassThru\n[string]::Join(' ', @($m.ExportedFunctions.Keys | ForEach-Object { $_ }))\nexit 0\n`,
    );
    const { output, errors } = await runScript(script, []);
    expect(errors).toBe('');
    expect(output.trim().split(' ').sort()).toEqual([
      'Invoke-MappingPlan',
      'Read-Plan',
      'Read-SecretInput',
      'Restore-HttpSysSetting',
      'Test-MappingPlan',
      'Undo-MappingPlan',
    ]);
  });
});
