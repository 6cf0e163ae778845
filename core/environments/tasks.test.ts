/** Each task can be done: simple controllers solve them, careless ones do not. */
import { expect, test } from 'vitest';
import { createContinuousEnvironment, type Simulation } from './index.ts';

function drive(simulation: Simulation, seed: number, policy: (observation: Float32Array) => number[]) {
  let observation = simulation.reset(seed);
  let total = 0;
  for (;;) {
    const result = simulation.step(policy(observation));
    total += result.reward;
    observation = Float32Array.from(result.observation);
    if (result.terminated || result.truncated) return { ...result, total };
  }
}

test('four goals: rewards and end by hand', () => {
  const world = createContinuousEnvironment({ kind: 'four-goals' });
  world.resetTo([0, 0], 0);
  // 30 * (1 + 0.25), nearest goal (5, 0) from (1, 0.5): 16.25.
  expect(world.step([1, 0.5]).reward).toBeCloseTo(-0.1 * (37.5 + 16.25), 12);
  expect(world.step([9, 0]).reward).toBeCloseTo(-0.1 * (30 + 9.25), 12);
  world.resetTo([0, -3.5], 0);
  const last = world.step([0, -0.75]);
  expect(last.reward).toBeCloseTo(0.1 * (10 - 30 * 0.5625 - 0.5625), 12);
  expect(last.terminated).toBe(true);
  world.resetTo([6.9, 6.9], 0);
  world.step([1, 1]);
  expect(Array.from(world.state)).toEqual([7, 7]);
  const unscaled = createContinuousEnvironment({ kind: 'four-goals', rewardScale: 1 });
  unscaled.resetTo([0, 0], 0);
  expect(unscaled.step([1, 0.5]).reward).toBeCloseTo(-53.75, 12);
});

test('navigation: around it arrives, straight on it collides', () => {
  const world = createContinuousEnvironment({ kind: 'navigation' });
  const towards = ([x, y, u, v]: Float32Array, to: { x: number; y: number }) => [
    2 * (to.x - x) - u,
    2 * (to.y - y) - v,
  ];
  for (let seed = 0; seed < 20; seed++) {
    let passed = false;
    const around = drive(world, seed, (observation) => {
      passed ||= observation[0] > 3.2;
      return towards(observation, passed ? { x: 3.5, y: 3.5 } : { x: 3.6, y: -3.9 });
    });
    expect(around.terminated, `seed ${seed}`).toBe(true);
    expect(around.reward).toBeGreaterThan(9);
    const straight = drive(world, seed, (observation) => towards(observation, { x: 3.5, y: 3.5 }));
    expect(straight.terminated).toBe(true);
    expect(straight.reward).toBeLessThan(-90);
    expect(straight.total).toBeLessThan(around.total);
  }
});

test('navigation to the time limit: nothing ends it, and obstacles cost', () => {
  const world = createContinuousEnvironment({ kind: 'navigation', ending: 'time-limit' });
  world.resetTo([0, 0, 0, 0], 0);
  expect(world.step([0, 0]).reward).toBeCloseTo(-0.05 * (3.5 * Math.SQRT2 + 100), 6);
  world.resetTo([3.5, 3.5, 0, 0], 0);
  expect(world.step([0, 0])).toMatchObject({ terminated: false });
  // Walls stop it.
  world.resetTo([4.9, 0, 5, 0], 0);
  world.step([1, 0]);
  expect(Array.from(world.state).slice(0, 3)).toEqual([5, 0, 0]);
});

test('reach: torques along the transposed Jacobian bring the tip to the target', () => {
  const world = createContinuousEnvironment({ kind: 'reach', maxSteps: 400 });
  for (let seed = 0; seed < 20; seed++) {
    let distance = Infinity;
    drive(world, seed, (o) => {
      const [shoulder, elbow] = world.state;
      const [ex, ey] = [o[8], o[9]];
      distance = Math.hypot(ex, ey);
      const tip = [
        Math.cos(shoulder) + Math.cos(shoulder + elbow),
        Math.sin(shoulder) + Math.sin(shoulder + elbow),
      ];
      const lower = [Math.cos(shoulder + elbow), Math.sin(shoulder + elbow)];
      const pull = (x: number, y: number) => -6 * 0.5 * (-y * ex + x * ey);
      return [pull(tip[0], tip[1]) - 1.2 * o[4], pull(lower[0], lower[1]) - 0.5 * o[5]];
    });
    expect(distance, `seed ${seed}`).toBeLessThan(0.1);
  }
  const fixed = createContinuousEnvironment({ kind: 'reach', target: { x: 0.3, y: -0.4 } });
  fixed.reset(5);
  expect(Array.from(fixed.state).slice(4)).toEqual([0.3, -0.4]);
});

test('peg insertion: upright and above the slot it goes in; elsewhere the table stops it', () => {
  const world = createContinuousEnvironment({ kind: 'peg-insertion' });
  let lowest = Infinity;
  for (let seed = 0; seed < 10; seed++) {
    const done = drive(world, seed, ([...o]) => {
      const ready = Math.abs(o[0]) < 0.008 && Math.abs(o[2]) < 0.02;
      const height = o[1] < -0.005 || ready ? -0.3 : 0.1;
      return [8 * -o[0] - 0.5 * o[3], 4 * (height - o[1]), 8 * -o[2] - 0.5 * o[5]];
    });
    expect(done.observation[1], `seed ${seed}`).toBeLessThan(-0.195);
    expect(done.reward).toBeGreaterThan(0.5);
    // Pushed straight down beside the slot it stays on the table.
    drive(world, seed, () => {
      lowest = Math.min(lowest, world.state[1]);
      return [1, -1, 0];
    });
  }
  expect(lowest).toBeGreaterThanOrEqual(-0.2001);
  world.resetTo([0.3, 0.1, 0, 0, 0, 0], 0);
  for (let t = 0; t < 60; t++) world.step([0, -1, 0]);
  expect(world.state[1]).toBeGreaterThanOrEqual(0);
  expect(world.state[1]).toBeLessThan(0.011);
});

const laneMiddle = (lane: number) => (lane + 0.5) * 4 - 6;
const laneOf = (y: number) => Math.min(2, Math.max(0, Math.floor((y + 6) / 4)));
const steer = (y: number, o: ArrayLike<number>) => 0.25 * (y - o[0]) - 1.2 * o[1];

test('highway: who follows survives, who overtakes is paid more, who does nothing crashes', () => {
  const world = createContinuousEnvironment({ kind: 'highway' });
  let [gained, overtook, crashed] = [0, 0, 0];
  for (let seed = 0; seed < 10; seed++) {
    const keepDistance = (o: ArrayLike<number>, lane: number) => {
      const gap = o[3 + 4 * lane];
      return gap < 12 + 1.5 * o[2] ? (gap - 12 - o[2]) / 20 + o[4 + 4 * lane] / 2 : (30 - o[2]) / 4;
    };
    const follow = drive(world, seed, (o) => {
      const lane = laneOf(o[0]);
      return [keepDistance(o, lane), steer(laneMiddle(lane), o)];
    });
    expect(follow.truncated, `seed ${seed}`).toBe(true);
    let goal: number | null = null;
    const pass = drive(world, seed, (o) => {
      const lane = laneOf(o[0]);
      goal ??= lane;
      const settled = Math.abs(o[0] - laneMiddle(goal)) < 0.3;
      if (settled && o[3 + 4 * goal] < 60)
        for (const to of [goal + 1, goal - 1])
          if (to >= 0 && to <= 2 && o[3 + 4 * to] > o[3 + 4 * goal] + 15 && o[5 + 4 * to] > 12) {
            goal = to;
            break;
          }
      const gap = Math.min(keepDistance(o, lane), keepDistance(o, goal));
      return [gap, steer(laneMiddle(goal), o)];
    });
    if (pass.truncated) overtook++;
    gained += pass.total - follow.total;
    if (drive(world, seed, () => [0, 0]).terminated) crashed++;
  }
  expect(overtook).toBeGreaterThanOrEqual(8);
  expect(gained).toBeGreaterThan(0);
  expect(crashed).toBeGreaterThanOrEqual(8);
});

test('highway: the others never touch each other, and let go the car turns along the road', () => {
  const world = createContinuousEnvironment({ kind: 'highway', vehicles: 20, maxSteps: 2000 });
  let nearest = Infinity;
  for (let seed = 0; seed < 3; seed++) {
    world.reset(seed);
    // The own car out of the way: it stands, and they must stop behind it.
    for (let t = 0; t < 1500; t++) {
      if (world.step([-1, 0]).terminated) throw new Error('it was hit from behind');
      const state = world.state;
      for (let i = 4; i < state.length; i += 4)
        for (let j = 4; j < i; j += 4) {
          if (state[i + 1] !== state[j + 1]) continue;
          const apart = Math.abs(state[i] - state[j]) % 400;
          nearest = Math.min(nearest, apart, 400 - apart);
        }
    }
  }
  expect(nearest).toBeGreaterThan(4.5);
  const alone = createContinuousEnvironment({ kind: 'highway', vehicles: 0 });
  alone.resetTo([0, 0, 0.2, 25], 0);
  for (let t = 0; t < 100; t++) alone.step([0, 0]);
  expect(Math.abs(alone.state[2])).toBeLessThan(1e-3);
  // Off the road ends it.
  alone.resetTo([0, 5, 0.2, 25], 0);
  expect(alone.step([0, 0])).toMatchObject({ terminated: true });
});
