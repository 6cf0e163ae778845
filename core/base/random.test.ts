import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveSeed, Random } from './random.ts';

const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

test('bits are those of xoshiro128** (reference implementation, state 1 2 3 4)', () => {
  const random = Random.fromState([1, 2, 3, 4]);
  const bits = Array.from({ length: 10 }, () => random.bits());
  expect(bits).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test('the same seed gives the same stream, and a stored state continues it', () => {
  fc.assert(
    fc.property(seeds, fc.nat(50), (seed, skipped) => {
      const one = Random.fromSeed(seed);
      const two = Random.fromSeed(seed);
      for (let i = 0; i < skipped; i++) expect(one.uniform()).toBe(two.uniform());
      const resumed = Random.fromState(one.state);
      for (let i = 0; i < 20; i++) expect(resumed.normal()).toBe(two.normal());
    }),
  );
});

test('derived seeds differ by path, do not depend on siblings, and look uniform', () => {
  const derived = new Set<number>();
  for (let seed = 0; seed < 100; seed++)
    for (let episode = 0; episode < 100; episode++) derived.add(deriveSeed(seed, 'episode', episode));
  expect(derived.size).toBe(10_000);
  expect(deriveSeed(1, 'a', 'b')).not.toBe(deriveSeed(1, 'ab'));
  expect(deriveSeed(1, 1)).not.toBe(deriveSeed(1, '1'));
  const mean = [...derived].reduce((sum, seed) => sum + seed / 2 ** 32, 0) / derived.size;
  expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / 10_000));
});

test('uniform, integer, normal and categorical have the moments of their distributions', () => {
  const random = Random.fromSeed(7);
  const n = 200_000;
  let uniform = 0;
  let normal = 0;
  let square = 0;
  let fourth = 0;
  const die = new Float64Array(6);
  const loaded = new Float64Array(4);
  for (let i = 0; i < n; i++) {
    uniform += random.uniform();
    const z = random.normal();
    normal += z;
    square += z * z;
    fourth += z ** 4;
    die[random.integer(6)]++;
    loaded[random.categorical([9, 0.1, 0, 0.6, 0.3], 1, 4)]++;
  }
  const within = (value: number, expected: number, sd: number) =>
    expect(Math.abs(value - expected)).toBeLessThan((5 * sd) / Math.sqrt(n));
  within(uniform / n, 0.5, Math.sqrt(1 / 12));
  within(normal / n, 0, 1);
  within(square / n, 1, Math.sqrt(2));
  within(fourth / n, 3, Math.sqrt(96));
  for (const count of die) within(count / n, 1 / 6, Math.sqrt(5) / 6);
  expect(loaded[1]).toBe(0);
  within(loaded[0] / n, 0.1, 0.3);
  within(loaded[2] / n, 0.6, 0.5);
});

test('an array of normal numbers has their moments, independent neighbours, and no number left out', () => {
  const n = 200_001;
  const out = new Float32Array(n).fill(Number.NaN);
  Random.fromSeed(11).fillNormal(out);
  const mean = (f: (x: number, i: number) => number) => out.reduce((sum, x, i) => sum + f(x, i), 0) / n;
  const within = (value: number, expected: number, sd: number) =>
    expect(Math.abs(value - expected)).toBeLessThan((5 * sd) / Math.sqrt(n));
  within(
    mean((x) => x),
    0,
    1,
  );
  within(
    mean((x) => x * x),
    1,
    Math.sqrt(2),
  );
  within(
    mean((x) => x ** 4),
    3,
    Math.sqrt(96),
  );
  within(
    mean((x, i) => x * (i === 0 ? 0 : out[i - 1])),
    0,
    1,
  );
  within(
    mean((x) => (Math.abs(x) < 1 ? 1 : 0)),
    0.6826895,
    0.4655,
  );
});

test('integer has no modulo bias at awkward sizes', () => {
  const random = Random.fromSeed(3);
  const size = 3 * 2 ** 30;
  let low = 0;
  const n = 100_000;
  for (let i = 0; i < n; i++) if (random.integer(size) < size / 3) low++;
  // A biased draw would land below a third of the range half of the time.
  expect(Math.abs(low / n - 1 / 3)).toBeLessThan(0.01);
});

test('categorical never returns an impossible index, however the rounding falls', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.array(fc.constantFrom(0, 1e-17, 0.1, 0.3), { minLength: 1, maxLength: 8 }),
      (seed, p) => {
        fc.pre(p.some((x) => x > 0));
        expect(p[Random.fromSeed(seed).categorical(p, 0, p.length)]).toBeGreaterThan(0);
      },
    ),
  );
});
