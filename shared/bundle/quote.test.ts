import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { powerShellArgument, programArgument, shellArgument } from './quote.ts';

describe('powerShellArgument', () => {
  it.each([
    ['new', "'new'"],
    ["Anna's $(calc) `x` %PATH%; site", "'Anna''s $(calc) `x` %PATH%; site'"],
    ['a\u2019; calc \u2018b\u201ac\u201bd', "'a\u2019\u2019; calc \u2018\u2018b\u201a\u201ac\u201b\u201bd'"],
    ['a\u202eb', "('a' + [char]::ConvertFromUtf32(0x202e) + 'b')"],
    ['a\nb', "('a' + [char]::ConvertFromUtf32(0xa) + 'b')"],
    ['\ud800', "('' + [char]0xd800 + '')"],
  ])('of %j is %s', (text, argument) => {
    expect(powerShellArgument(text)).toBe(argument);
  });
});

describe('programArgument', () => {
  it.each([
    ['new', "'new'"],
    ['say "hi"', `'say \\"hi\\"'`],
    ['C:\\a b\\', "'C:\\a b\\\\'"],
    ['C:\\a\\', "'C:\\a\\'"],
  ])('of %j is %s', (text, argument) => {
    expect(programArgument(text)).toBe(argument);
  });

  it('reaches a program as it was, through Windows PowerShell 5.1', () => {
    const text = fc.array(fc.constantFrom('"', '\\', ' ', 'a', "'", '\u2019', '$', '%'), { minLength: 1 });
    fc.assert(
      fc.property(text, (parts) => {
        const wanted = parts.join('');
        const passed = programArgument(wanted)
          .slice(1, -1)
          .replace(/(['\u2018-\u201b])\1/g, '$1');
        expect(windowsArguments(passed.includes(' ') ? `"${passed}"` : passed)).toEqual([wanted]);
      }),
    );
  });
});

/** How a C program on Windows splits its command line (Microsoft Learn: Parsing C command-line arguments). */
function windowsArguments(line: string): string[] {
  const found: string[] = [];
  let current = '';
  let isQuoted = false;
  let isOpen = false;
  for (let index = 0; index < line.length; index++) {
    const backslashes = /^\\*/.exec(line.slice(index))?.[0].length ?? 0;
    const quote = line[index + backslashes] === '"';
    if (backslashes > 0 || quote) {
      isOpen = true;
      current += '\\'.repeat(quote ? backslashes >> 1 : backslashes);
      if (quote && backslashes % 2 === 1) current += '"';
      else if (quote) isQuoted = !isQuoted;
      index += backslashes - (quote ? 0 : 1);
    } else if (line[index] === ' ' && !isQuoted) {
      if (isOpen) found.push(current);
      current = '';
      isOpen = false;
    } else {
      isOpen = true;
      current += line[index] ?? '';
    }
  }
  return isOpen ? [...found, current] : found;
}

describe('shellArgument', () => {
  it.each([
    ['new.example.com', "'new.example.com'"],
    ["it's $(x) `y` \\", "'it'\\''s $(x) `y` \\'"],
    ["a\u202e'\\b", "$'a\\U0000202e\\'\\\\b'"],
  ])('of %j is %s', (text, argument) => {
    expect(shellArgument(text)).toBe(argument);
  });
});
