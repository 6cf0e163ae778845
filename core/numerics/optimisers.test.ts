import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import {
  Adam,
  GradientAscent,
  Lbfgs,
  maxAbs,
  type Objective,
  type Optimiser,
  packNumbers,
  startAt,
  unpackNumbers,
} from './index.ts';

/** -(Rosenbrock's function) in n dimensions; maximum 0 at (1, …, 1). */
const rosenbrock: Objective = (x) => {
  let value = 0;
  const gradient = new Float64Array(x.length);
  for (let i = 0; i + 1 < x.length; i++) {
    const bend = x[i + 1] - x[i] * x[i];
    value -= 100 * bend * bend + (1 - x[i]) ** 2;
    gradient[i] += 400 * x[i] * bend + 2 * (1 - x[i]);
    gradient[i + 1] -= 200 * bend;
  }
  return { value, gradient };
};

/** Concave: 3 x0 - log sum exp and a small bowl; ill-scaled. */
const concave: Objective = (x) => {
  const scales = x.map((_, i) => 10 ** (i % 4));
  const z = 1 + x.reduce((sum, xi, i) => sum + Math.exp(scales[i] * xi), 0);
  const value = x.reduce((sum, xi, i) => sum + 0.3 * scales[i] * xi - 0.05 * xi * xi, -3 * Math.log(z));
  const gradient = x.map(
    (xi, i) => 0.3 * scales[i] - 0.1 * xi - (3 * scales[i] * Math.exp(scales[i] * xi)) / z,
  );
  return { value, gradient };
};

test('L-BFGS climbs Rosenbrock and ill-scaled concave functions to tiny gradients', () => {
  for (const [objective, n, limit] of [
    [rosenbrock, 2, 80],
    [rosenbrock, 10, 150],
    [concave, 8, 200],
  ] as const) {
    const lbfgs = new Lbfgs(startAt(new Float64Array(n).fill(-0.5), objective));
    let iterations = 0;
    while (maxAbs(lbfgs.gradient) > 1e-9 && iterations < limit) {
      if (lbfgs.step(objective) !== 'moved') break;
      iterations++;
    }
    expect(maxAbs(lbfgs.gradient)).toBeLessThanOrEqual(1e-9);
  }
});

test('L-BFGS never goes down, and steers around non-finite regions', () => {
  /** log(x) - x: NaN for x <= 0, maximum at 1. */
  const walled: Objective = (x) => ({
    value: x.reduce((sum, xi) => sum + Math.log(xi) - xi, 0),
    gradient: x.map((xi) => 1 / xi - 1),
  });
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1e-3, max: 50, noNaN: true }), { minLength: 1, maxLength: 5 }),
      (x0) => {
        const lbfgs = new Lbfgs(startAt(Float64Array.from(x0), walled));
        let before = lbfgs.value;
        for (let i = 0; i < 100 && maxAbs(lbfgs.gradient) > 1e-7; i++) {
          expect(lbfgs.step(walled)).toBe('moved');
          expect(lbfgs.value).toBeGreaterThanOrEqual(before - 1e-11);
          before = lbfgs.value;
        }
        expect(maxAbs(lbfgs.gradient)).toBeLessThanOrEqual(1e-7);
      },
    ),
    { seed: 5 },
  );
});

test('L-BFGS does not take an infinite value for a good one', () => {
  // Nearly straight far from its maximum at 1, so that the search doubles its step over the edge.
  const overflow: Objective = (x) => {
    const root = Math.sqrt(1 + (x[0] - 1) ** 2);
    return x[0] > 1.5
      ? { value: Infinity, gradient: Float64Array.of(1) }
      : { value: -root, gradient: Float64Array.of((1 - x[0]) / root) };
  };
  const lbfgs = new Lbfgs(startAt(Float64Array.of(-30), overflow));
  for (let i = 0; i < 30 && maxAbs(lbfgs.gradient) > 1e-9; i++) lbfgs.step(overflow);
  expect(lbfgs.x[0]).toBeCloseTo(1, 8);
});

test('a flat top stalls instead of wandering', () => {
  const flat: Objective = (x) => ({ value: 1, gradient: new Float64Array(x.length) });
  expect(new Lbfgs(startAt(new Float64Array(2), flat)).step(flat)).toBe('stalled');
});

test('gradient ascent and Adam take the steps of their definitions', () => {
  const slope: Objective = (x) => ({ value: 3 * x[0] - 2 * x[1], gradient: Float64Array.of(3, -2) });
  const plain = new GradientAscent(startAt(new Float64Array(2), slope), 0.1);
  plain.step(slope);
  expect(plain.x[0]).toBeCloseTo(0.3, 15);
  expect(plain.x[1]).toBeCloseTo(-0.2, 15);
  // With a constant gradient the bias-corrected moments give steps of exactly the step size, by sign.
  const adam = new Adam(startAt(new Float64Array(2), slope), 0.1);
  for (let i = 0; i < 3; i++) adam.step(slope);
  expect(adam.x[0]).toBeCloseTo(0.3, 7);
  expect(adam.x[1]).toBeCloseTo(-0.3, 7);
});

test('a step to a non-finite point is not taken', () => {
  const cliff: Objective = (x) => ({ value: x[0] > 0.5 ? Number.NaN : x[0], gradient: Float64Array.of(1) });
  for (const Kind of [GradientAscent, Adam]) {
    const optimiser = new Kind(startAt(new Float64Array(1), cliff), 1);
    expect(optimiser.step(cliff)).toBe('non-finite');
    expect(optimiser.x[0]).toBe(0);
    expect(optimiser.value).toBe(0);
  }
});

test('every optimiser goes on from its packed state bit for bit', () => {
  const n = 6;
  const start = () => startAt(new Float64Array(n).fill(-0.3), rosenbrock);
  const kinds: [() => Optimiser, (state: ReturnType<Optimiser['state']>) => Optimiser][] = [
    [() => new Lbfgs(start()), (s) => Lbfgs.fromState(s)],
    [() => new GradientAscent(start(), 1e-4), (s) => GradientAscent.fromState(s, 1e-4)],
    [() => new Adam(start(), 1e-2), (s) => Adam.fromState(s, 1e-2)],
  ];
  for (const [fresh, restored] of kinds) {
    const whole = fresh();
    const half = fresh();
    for (let i = 0; i < 15; i++) half.step(rosenbrock);
    const resumed = restored(unpackNumbers(packNumbers(half.state())));
    for (let i = 0; i < 30; i++) whole.step(rosenbrock);
    for (let i = 0; i < 15; i++) resumed.step(rosenbrock);
    expect(packNumbers(resumed.state())).toEqual(packNumbers(whole.state()));
  }
});

test('packing keeps every bit, NaN, infinities and -0 included; damage is noticed', () => {
  const random = Random.fromSeed(1);
  const record = {
    a: Float64Array.from({ length: 9 }, () => random.normal()),
    b: Float64Array.of(Number.NaN, Infinity, -Infinity, -0, 5e-324),
    none: new Float64Array(0),
  };
  const bytes = packNumbers(record);
  const back = unpackNumbers(bytes);
  expect(back).toEqual(record);
  expect(Object.is(back.b[3], -0)).toBe(true);
  expect(() => unpackNumbers(bytes.slice(0, bytes.length - 1))).toThrow('damaged');
  expect(() => unpackNumbers(Uint8Array.of(1, 2, 3))).toThrow('damaged');
});
