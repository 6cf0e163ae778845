import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cos, log, sin, tan } from './index.ts';

type Pairs = readonly (readonly [number, number])[];
const golden: Record<'sin' | 'cos' | 'log', Pairs> = JSON.parse(
  readFileSync(new URL('../../../tests/golden/elementary.json', import.meta.url), 'utf8'),
);

/** How far apart two numbers are, in units of the last place of the second. */
const ulps = (value: number, truth: number) =>
  Math.abs(value - truth) / 2 ** (Math.floor(Math.log2(Math.abs(truth))) - 52);

test.each([
  ['sin', sin],
  ['cos', cos],
  ['log', log],
] as const)('%s is within one unit in the last place of the true value', (name, f) => {
  for (const [x, truth] of golden[name]) expect(ulps(f(x), truth), `${name}(${x})`).toBeLessThanOrEqual(1);
});

test('sine is odd, cosine even, and a quarter turn leads from one to the other', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), (angle) => {
      expect(sin(-angle)).toBe(-sin(angle));
      expect(cos(-angle)).toBe(cos(angle));
      expect(sin(angle) ** 2 + cos(angle) ** 2).toBeCloseTo(1, 15);
      // The sum itself is rounded, to half a unit in the last place of the angle.
      expect(Math.abs(sin(angle + Math.PI / 2) - cos(angle))).toBeLessThan(1e-15 + angle * 2 ** -52);
    }),
    { numRuns: 1000 },
  );
});

test('the engine’s own functions are within two units, tangent and very large angles included', () => {
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (angle) => {
      expect(Math.abs(sin(angle) - Math.sin(angle))).toBeLessThanOrEqual(2 ** -52);
      expect(Math.abs(tan(angle) - Math.tan(angle))).toBeLessThanOrEqual(
        4 * 2 ** -52 * Math.abs(Math.tan(angle)),
      );
    }),
    { numRuns: 1000 },
  );
  for (const angle of [1e7, -3e9])
    expect(Math.abs(sin(angle) - Math.sin(angle))).toBeLessThan(Math.abs(angle) * 2 ** -52);
});

test('logarithms of products add up', () => {
  const factor = fc.double({ min: 1e-150, max: 1e150, noNaN: true });
  fc.assert(
    fc.property(factor, factor, (x, y) => {
      const scale = Math.max(1, Math.abs(log(x)), Math.abs(log(y)));
      expect(Math.abs(log(x * y) - log(x) - log(y))).toBeLessThan(4 * scale * 2 ** -52);
    }),
    { numRuns: 1000 },
  );
});

test('the ends of the range', () => {
  expect([sin(0), sin(-0), cos(0), tan(0), log(1)]).toEqual([0, -0, 1, 0, 0]);
  for (const x of [Number.NaN, Infinity, -Infinity])
    expect([sin(x), cos(x), tan(x)]).toEqual([NaN, NaN, NaN]);
  expect([log(0), log(Infinity), log(-1), log(Number.NaN)]).toEqual([-Infinity, Infinity, NaN, NaN]);
});
