import { expect, it } from 'vitest';
// @ts-expect-error plain JavaScript: it runs before anything is installed
import { summaryLine, totalsOf } from './test-totals.js';

interface Report {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}
const total = totalsOf as (checks: object[], report: Report | null, status: number) => object;
const line = summaryLine as (totals: object) => string;
const test = (status: string, fullName = status) => ({ status, fullName });

it('counts checks and tests, and shows skipped ones only when there are any', () => {
  const file = { name: 'a', status: 'passed', assertionResults: [test('passed'), test('passed')] };
  expect(line(total([{ name: 'types', passed: true }], { testResults: [file] }, 0))).toBe('3 passed, 0 failed');
  const skipping = { ...file, assertionResults: [...file.assertionResults, test('skipped'), test('todo')] };
  expect(line(total([], { testResults: [skipping] }, 0))).toBe('2 passed, 0 failed, 2 skipped');
});

it('names what failed: a check, a test, a file that could not be loaded', () => {
  const failing = { name: 'a', status: 'failed', assertionResults: [test('passed'), test('failed', 'the one')] };
  const broken = { name: 'b', status: 'failed', message: 'SyntaxError\nmore', assertionResults: [] };
  expect(total([{ name: 'types', passed: false }], { testResults: [failing, broken] }, 1)).toEqual({
    passed: 1,
    failed: ['types', 'the one', 'b: SyntaxError'],
    skipped: [],
  });
});

it('never calls a run good that ended badly', () => {
  expect(line(total([], null, 1))).toBe('0 passed, 1 failed');
  expect(line(total([], null, 0))).toBe('0 passed, 1 failed');
  const fine = { name: 'a', status: 'passed', assertionResults: [test('passed')] };
  expect(line(total([], { testResults: [fine] }, 1))).toBe('1 passed, 1 failed');
});
