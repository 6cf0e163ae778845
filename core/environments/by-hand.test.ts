/** Single steps whose numbers follow from the equations on paper. */
import { expect, test } from 'vitest';
import { twoLinkPoints } from './arms/two-link.ts';
import { driverAcceleration, ringDistance } from './highway/traffic.ts';
import { type ContinuousSpecInput, createContinuousEnvironment } from './index.ts';

/** One step from a state. */
function stepFrom(spec: ContinuousSpecInput, state: number[], action: number[]) {
  const world = createContinuousEnvironment(spec);
  world.resetTo(state, 0);
  const result = world.step(action);
  return { ...result, observation: Array.from(result.observation), state: Array.from(world.state) };
}

test('cart-pole ends beyond 2.4 m and beyond 12 degrees', () => {
  const ends = (x: number, angle: number) =>
    stepFrom({ kind: 'classic-control', id: 'CartPole-v1' }, [x, 0, angle, 0], [0]).terminated;
  for (const side of [-1, 1]) {
    expect([ends(side * 2.399, 0), ends(side * 2.401, 0)]).toEqual([false, true]);
    expect([ends(0, side * 0.2094), ends(0, side * 0.2095)]).toEqual([false, true]);
  }
});

test('acrobot: the step that ends it costs nothing', () => {
  const spec = { kind: 'classic-control', id: 'Acrobot-v1' } as const;
  expect(stepFrom(spec, [Math.PI, 0, 0, 0], [1])).toMatchObject({ reward: 0, terminated: true });
  expect(stepFrom(spec, [Math.PI / 2, 0, 0, 0], [1])).toMatchObject({ reward: -1, terminated: false });
});

test('mountain cars end at their goals, and only moving to the right', () => {
  const ends = (id: 'MountainCar-v0' | 'MountainCarContinuous-v0', x: number, v: number, action: number) =>
    stepFrom({ kind: 'classic-control', id }, [x, v], [action]);
  expect(ends('MountainCar-v0', 0.46, 0.03, 1).terminated).toBe(false);
  expect(ends('MountainCar-v0', 0.48, 0.03, 1).terminated).toBe(true);
  expect(ends('MountainCar-v0', 0.58, -0.03, 1).terminated).toBe(false);
  expect(ends('MountainCarContinuous-v0', 0.43, 0.03, 0)).toMatchObject({ terminated: true, reward: 100 });
});

test('reach: the tip’s distance, and the effort', () => {
  const still = stepFrom({ kind: 'reach' }, [0, 0, 0, 0, 1, 0], [0, 0]);
  expect(still.reward).toBeCloseTo(0, 12);
  expect(still.observation).toEqual([1, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
  const pushed = stepFrom({ kind: 'reach' }, [0.5, 1, 0, 0, 0.2, -0.3], [1, -4]);
  const [, , x, y] = twoLinkPoints(pushed.state[0], pushed.state[1]);
  expect(pushed.reward).toBeCloseTo(-Math.hypot(x - 0.2, y + 0.3) - 0.2, 12);
});

test('peg: the deepest place pays most, the lips of the slot hold the peg upright', () => {
  const spec = { kind: 'peg-insertion' } as const;
  const home = [0, -0.2, 0, 0, 0, 0];
  expect(stepFrom(spec, home, [0, 0, 0]).reward).toBeCloseTo(-0.1 * Math.log(1e-4), 12);
  expect(stepFrom(spec, home, [0, -1, 0]).reward).toBeCloseTo(-0.1 * Math.log(1e-4) - 0.01, 12);
  const world = createContinuousEnvironment(spec);
  world.resetTo([0, -0.19, 0, 0, 0, 0], 0);
  for (let t = 0; t < 60; t++) world.step([0, 0, 1]);
  expect(world.state[2]).toBeGreaterThan(0.02);
  expect(world.state[2]).toBeLessThan(0.15);
  // d^2 = (0.3^2 + 0.3^2) / 2 when it stands 0.3 m too far to the right.
  const beside = stepFrom(spec, [0.3, -0.2 + 0.5, 0, 0, 0, 0], [0, 0, 0]);
  const d2 = 0.09 + 0.25;
  expect(beside.reward).toBeCloseTo(-(d2 + 0.1 * Math.log(d2 + 1e-4)), 12);
});

test('four goals: starts are normal with deviation 0.1', () => {
  const world = createContinuousEnvironment({ kind: 'four-goals' });
  const n = 4000;
  let square = 0;
  for (let seed = 0; seed < n; seed++) {
    world.reset(seed);
    square += (world.state[0] ** 2 + world.state[1] ** 2) / (2 * n);
  }
  expect(Math.abs(Math.sqrt(square) - 0.1)).toBeLessThan(0.005);
});

test('navigation: forces, drag, distance and effort', () => {
  const { state, reward } = stepFrom({ kind: 'navigation' }, [-3, -3, 1, 0], [0.5, -1]);
  const v = [1 + 0.05 * (2.5 - 1), 0.05 * -5];
  const x = [-3 + 0.05 * v[0], -3 + 0.05 * v[1]];
  state.forEach((value, i) => {
    expect(value).toBeCloseTo([...x, ...v][i], 12);
  });
  expect(reward).toBeCloseTo(-0.05 * (Math.hypot(x[0] - 3.5, x[1] - 3.5) + 0.1 * 1.25), 12);
});

test('highway: the reward of speed, lane and steering, and the motion', () => {
  const alone = { kind: 'highway', vehicles: 0 } as const;
  const pay = (state: number[], action: number[]) => stepFrom(alone, state, action).reward;
  expect(pay([0, 0, 0, 30], [0, 0])).toBeCloseTo(1, 12);
  expect(pay([0, 1, 0, 30], [0, 0])).toBeCloseTo(1 - 0.5 / 4, 12);
  expect(pay([0, -3, 0, 15], [0, 0])).toBeCloseTo(0.5 - 0.5 / 4, 12);
  const steered = stepFrom(alone, [0, 0, 0.1, 20], [1, 0.5]);
  const speed = 20.2;
  const heading = 0.1 + 0.05 * ((20 * Math.tan(0.03)) / 2.7 - 0.15);
  const moved = [0.05 * speed * Math.cos(heading), 0.05 * speed * Math.sin(heading), heading, speed];
  steered.state.forEach((value, i) => {
    expect(value).toBeCloseTo(moved[i], 12);
  });
  const expected = 1 - 9.8 / 30 - 0.5 * (moved[1] / 2) ** 2 - 0.1 * 0.25;
  expect(steered.reward).toBeCloseTo(expected, 12);
});

test('highway: who is seen where, and what a crash costs', () => {
  const two = { kind: 'highway', vehicles: 2 } as const;
  // One 50 m ahead in the left lane, one 30 m behind in the right lane (round the ring), both at their wanted speed.
  const seen = stepFrom(two, [0, 0, 0, 20, 50, 4, 22, 22, 370, -4, 24, 24], [0, 0]).observation;
  const expected = [0, 0, 20, 100, 0, 29.8, 4, 100, 0, 100, 0, 50.1, 2, 100, 0];
  seen.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 3);
  });
  const crash = stepFrom(two, [0, 0, 0, 30, 4.4, 0, 30, 30, 200, 0, 20, 20], [0, 0]);
  expect(crash).toMatchObject({ terminated: true, truncated: false });
  expect(crash.reward).toBeCloseTo(-49, 12);
});

test('the intelligent driver: free road, equal speeds, closing in, and its limit', () => {
  expect(driverAcceleration(0, 30, Infinity, 0)).toBe(1.5);
  expect(driverAcceleration(30, 30, Infinity, 0)).toBe(0);
  expect(driverAcceleration(15, 30, Infinity, 0)).toBeCloseTo(1.5 * (15 / 16), 12);
  // At the wanted gap s0 + v T (+ v dv / (2 sqrt(ab))) a slow car neither brakes nor speeds up.
  expect(driverAcceleration(10, 1e6, 14, 10)).toBeCloseTo(0, 12);
  expect(driverAcceleration(10, 1e6, 14 + 100 / (2 * Math.sqrt(3)), 0)).toBeCloseTo(0, 12);
  expect(driverAcceleration(30, 30, 1, 0)).toBe(-8);
  expect([
    ringDistance(399, 400),
    ringDistance(-399, 400),
    ringDistance(200, 400),
    ringDistance(30, 400),
  ]).toEqual([-1, 1, -200, 30]);
});
