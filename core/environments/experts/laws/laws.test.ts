import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../../base/random.ts';
import { twoLinkPoints } from '../../arms/two-link.ts';
import { classicControl } from '../../classic/index.ts';
import { softOptimalControl } from '../../linear-quadratic/soft-optimal.ts';
import { continuousSpec, type LinearQuadraticSpec, type NavigationSpec } from '../../spec.ts';
import { createExpert } from '../index.ts';
import { exampleSpec, lastState, playSeeds, quiet, share } from '../testing.ts';
import { jointAngles } from './reach.ts';
import { oneAction, regulatorGain } from './regulator.ts';
import { roadmap } from './visibility.ts';

const navigationSpec = (obstacles: NavigationSpec['obstacles']) =>
  continuousSpec.parse({ kind: 'navigation', obstacles }) as NavigationSpec;

test('linear-quadratic: the actions drawn have the mean and covariance of the closed form', () => {
  const spec = exampleSpec('double-integrator') as LinearQuadraticSpec;
  const settings = { noise: 0, temperature: 0.3, discount: 0.9 };
  const { gain, covariance } = softOptimalControl(spec, settings);
  const expert = createExpert(spec, 'soft-optimal', settings);
  expert.begin(1);
  const state = Float64Array.of(0.7, -0.4);
  const drawn = Array.from({ length: 40_000 }, () => expert.act(Float32Array.from(state), state)[0]);
  const mean = drawn.reduce((sum, u) => sum + u, 0) / drawn.length;
  const variance = drawn.reduce((sum, u) => sum + (u - mean) ** 2, 0) / drawn.length;
  const deviation = Math.sqrt(covariance[0]);
  expect(Math.abs(mean + gain[0] * 0.7 - gain[1] * 0.4)).toBeLessThan((4 * deviation) / 200);
  expect(Math.abs(variance / covariance[0] - 1)).toBeLessThan(0.03);
});

test('the regulator of a simulator is that of its equations: the pendulum about its top', () => {
  const found = regulatorGain(classicControl['Pendulum-v1'], {
    point: new Float64Array(2),
    reach: 1e-4,
    actions: [oneAction(classicControl['Pendulum-v1'], 1)],
    stateCost: [1, 0.1],
    actionCost: [0.001],
  });
  // omega' = omega + 0.05 (15 theta + 3 u), theta' = theta + 0.05 omega'
  const { gain } = softOptimalControl(
    {
      A: [
        [1 + 0.05 ** 2 * 15, 0.05],
        [0.05 * 15, 1],
      ],
      B: [[0.05 ** 2 * 3], [0.05 * 3]],
      stateCost: [
        [1, 0],
        [0, 0.1],
      ],
      actionCost: [[0.001]],
      processNoiseCovariance: [
        [0, 0],
        [0, 0],
      ],
    },
    { discount: 1, temperature: 0 },
  );
  found.forEach((k, i) => {
    expect(k).toBeCloseTo(gain[i], 5);
  });
});

test('inverse kinematics: both elbows put the tip on every target in reach', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.double({ min: -4, max: 4, noNaN: true }),
      (r, phi) => {
        const [x, y] = [r * Math.cos(phi), r * Math.sin(phi)];
        const solutions = jointAngles(x, y);
        for (const [q1, q2] of solutions) {
          const [, , tipX, tipY] = twoLinkPoints(q1, q2);
          expect(Math.hypot(tipX - x, tipY - y)).toBeLessThan(1e-9);
        }
        expect(solutions[0][1]).toBeCloseTo(-solutions[1][1], 12);
      },
    ),
  );
});

test('the way around one circle is its two tangents and the arc between them', () => {
  const spec = navigationSpec([{ x: 0, y: 0, radius: 1 }]);
  const map = roadmap(spec, { clearance: 0.2, corners: 96 });
  const { points, visible } = map;
  const from = [-3.5, -3.5] as const;
  const distances = map.distances(0);
  const found = distances.reduce((least, d, i) => {
    const [x, y] = [points[2 * i], points[2 * i + 1]];
    return visible(...from, x, y) ? Math.min(least, d + Math.hypot(x - from[0], y - from[1])) : least;
  }, Infinity);
  const far = Math.hypot(3.5, 3.5);
  const tangent = Math.sqrt(far ** 2 - 1.2 ** 2);
  const arc = Math.PI - 2 * Math.acos(1.2 / far);
  expect(found).toBeGreaterThan(2 * tangent + 1.2 * arc);
  expect(found).toBeLessThan(1.005 * (2 * tangent + 1.2 * arc));
});

const arrived = (spec: NavigationSpec) => (one: { states: readonly Float64Array[] }) => {
  const [x, y] = one.states[one.states.length - 1];
  return Math.hypot(x - spec.goal.x, y - spec.goal.y) < spec.goalRadius;
};

test.each(['shortest-way', 'detours'])(
  'navigation, %s: there without collision in all of 200 episodes',
  (expert) => {
    const spec = exampleSpec('navigation') as NavigationSpec;
    expect(share(playSeeds(spec, { expert, settings: quiet, count: 200 }), arrived(spec))).toBe(1);
    const noisy = playSeeds(spec, { expert, settings: { ...quiet, noise: 0.1 }, count: 50 });
    expect(share(noisy, arrived(spec))).toBeGreaterThan(0.95);
  },
);

test('navigation: with episodes of one length it comes to rest on the goal', () => {
  const spec = { kind: 'navigation', ending: 'time-limit' } as const;
  for (const played of playSeeds(spec, { expert: 'shortest-way', settings: quiet, count: 20 })) {
    const [x, y, vx, vy] = lastState(played);
    expect(Math.hypot(x - 3.5, y - 3.5)).toBeLessThan(0.01);
    expect(Math.hypot(vx, vy)).toBeLessThan(0.05);
  }
});

test('navigation: detours pass the middle on both sides, and are longer', () => {
  const spec = exampleSpec('navigation') as NavigationSpec;
  const [short, long] = ['shortest-way', 'detours'].map((expert) =>
    playSeeds(spec, { expert, settings: quiet, count: 100 }),
  );
  // Where the diagonal from (-, +) to (+, -) is crossed: above or below the obstacle in the middle.
  const above = share(long, ({ states }) => {
    const crossing = states.find(([x, y]) => x + y > 0);
    return crossing !== undefined && crossing[1] > crossing[0];
  });
  expect(above).toBeGreaterThan(0.1);
  expect(above).toBeLessThan(0.9);
  const steps = (played: typeof long) => played.reduce((sum, one) => sum + one.steps, 0);
  expect(steps(long)).toBeGreaterThan(1.03 * steps(short));
});

test('navigation: no collision in worlds drawn at random', () => {
  const random = Random.fromSeed(7);
  const even = (low: number, high: number) => low + (high - low) * random.uniform();
  let ways = 0;
  for (let world = 0; world < 20; world++) {
    const obstacles = Array.from({ length: 1 + random.integer(12) }, () => ({
      x: even(-2.5, 2.5),
      y: even(-2.5, 2.5),
      radius: even(0.2, 0.9),
    }));
    const spec = navigationSpec(obstacles);
    const played = playSeeds(spec, { expert: 'shortest-way', settings: quiet, count: 3 });
    expect(share(played, (one) => one.terminated && !arrived(spec)(one))).toBe(0);
    ways += share(played, arrived(spec));
  }
  expect(ways).toBeGreaterThan(18);
});

test('navigation: a goal walled in is said to be out of reach', () => {
  const spec = continuousSpec.parse({
    kind: 'navigation',
    obstacles: Array.from({ length: 12 }, (_, k) => ({
      x: 3 + Math.cos((k * Math.PI) / 6),
      y: 3 + Math.sin((k * Math.PI) / 6),
      radius: 0.4,
    })),
    goal: { x: 3, y: 3 },
  });
  expect(() => createExpert(spec, 'shortest-way', quiet)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where: 'obstacles' }),
  );
});
