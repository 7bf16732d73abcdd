import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../shared/api/reply.ts';
import { windowsProblem } from './problems.ts';
import type { runProgram } from './run-program.ts';
import { isInstalled, restartedArgument, startElevated } from './start-elevated.ts';

type Run = typeof runProgram;

function ending(reply: Awaited<ReturnType<Run>>) {
  const calls: Parameters<Run>[] = [];
  const run: Run = (...call) => {
    calls.push(call);
    return Promise.resolve(reply);
  };
  return { run, calls };
}
const status = (value: number | null) => succeed({ status: value, output: Buffer.alloc(0) });
const program = 'C:\\Program Files\\Wizard & "Co"\\Wizard.exe';

describe('starting a program as administrator', () => {
  it.each([
    [0, 'started'],
    [2, 'declined'],
    [1, 'failed'],
    [null, 'failed'],
  ] as const)('a script that ends with %s means %s', async (ended, outcome) => {
    expect(await startElevated(program, {}, ending(status(ended)).run)).toBe(outcome);
  });

  it('has failed where there is no PowerShell', async () => {
    const { run } = ending(fail(windowsProblem('windows.program-missing', { detail: 'x' })));
    expect(await startElevated(program, {}, run)).toBe('failed');
  });

  it('hands the path over as data: it is in no argument', async () => {
    const { run, calls } = ending(status(0));
    await startElevated(program, { SystemRoot: 'D:\\Windows', SECRET: 'x' }, run);
    const [[powerShell, call]] = calls as [Parameters<Run>];
    expect(powerShell.path).toBe('D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe');
    expect(powerShell.environment).not.toHaveProperty('SECRET');
    expect(call.arguments.slice(0, -1)).toEqual(['-NoProfile', '-NonInteractive', '-NoLogo', '-File']);
    expect(call.arguments.at(-1)).toMatch(/start-elevated\.ps1$/);
    const line = new TextDecoder().decode(call.input as Uint8Array);
    expect(Buffer.from(line, 'base64').toString()).toBe(program);
    expect(line).toMatch(/^[A-Za-z0-9+/=]+\n$/);
  });

  it('runs a script of constant text, in ASCII', () => {
    const script = readFileSync(new URL('../../../assets/elevation/start-elevated.ps1', import.meta.url), 'latin1');
    expect(script).toMatch(/^[\t\r\n -~]*$/);
    expect(script).toContain(`$start.Arguments = '${restartedArgument}'`);
    expect(script).not.toMatch(/Invoke-Expression|iex\b|\$args|-Command/);
  });
});

describe('a program that may start itself so', () => {
  it.each([
    ['C:\\Program Files\\Wizard\\Wizard.exe', true],
    ['c:\\program files\\wizard\\wizard.exe', true],
    ['C:\\Program Files (x86)\\Wizard\\Wizard.exe', false],
    ['C:\\Users\\me\\Downloads\\Wizard.exe', false],
    ['C:\\Program Files', false],
  ])('%s: %s', (path, expected) => {
    expect(isInstalled(path, { ProgramFiles: 'C:\\Program Files' })).toBe(expected);
  });

  it('is none where the folder for programs is not known', () => {
    expect(isInstalled('C:\\Program Files\\Wizard.exe', {})).toBe(false);
    expect(isInstalled('\\Wizard.exe', { ProgramFiles: '' })).toBe(false);
  });
});
