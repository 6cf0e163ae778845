import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** A reference file of tests/golden. */
export function golden<T>(name: string): T {
  return JSON.parse(
    readFileSync(new URL(`../../../tests/golden/${name}.json`, import.meta.url), 'utf8'),
  ) as T;
}

/** Expects two nested arrays of numbers to have one shape and to differ by at most `tolerance` anywhere. */
export function expectClose(actual: unknown, expected: unknown, tolerance: number, where: string): void {
  if (Array.isArray(expected)) {
    expect(Array.isArray(actual) && actual.length, where).toBe(expected.length);
    for (const [i, value] of expected.entries())
      expectClose((actual as unknown[])[i], value, tolerance, `${where}[${i}]`);
    return;
  }
  expect(typeof actual, where).toBe('number');
  const off = Math.abs((actual as number) - (expected as number));
  expect(off, `${where}: ${actual} is not ${expected}`).toBeLessThanOrEqual(tolerance);
}
