import { beforeAll, describe, expect, test } from 'vitest';
import { loadMujoco } from '../mujoco/index.ts';
import { exampleSpec, lastState, meanReturn, playSeeds, quiet, share } from './testing.ts';

beforeAll(async () => {
  await loadMujoco();
});

const play = (id: string, expert: string, count: number) =>
  playSeeds(exampleSpec(id), { expert, settings: quiet, count });

describe('published thresholds', () => {
  test('Pendulum-v1: mean return at least -200; upright at the end of every episode', () => {
    const played = play('Pendulum-v1', 'energy-shaping', 100);
    expect(meanReturn(played)).toBeGreaterThan(-170);
    expect(share(played, (one) => Math.cos(lastState(one)[0]) > 0.999)).toBe(1);
  });

  test('CartPole-v1: 500 in every episode', () => {
    expect(share(play('CartPole-v1', 'regulator', 100), (one) => one.total === 500)).toBe(1);
  });

  test('MountainCar-v0: up the hill in every episode', () => {
    const played = play('MountainCar-v0', 'energy-pumping', 200);
    expect(share(played, (one) => one.terminated)).toBe(1);
    expect(meanReturn(played)).toBeGreaterThan(-135);
  });

  test('MountainCarContinuous-v0: at least 90 in every episode', () => {
    expect(share(play('MountainCarContinuous-v0', 'energy-pumping', 100), (one) => one.total >= 95)).toBe(1);
  });

  test('Acrobot-v1: over the line in every episode, -100 in the mean', () => {
    const played = play('Acrobot-v1', 'energy-shaping', 200);
    expect(share(played, (one) => one.terminated)).toBe(1);
    expect(meanReturn(played)).toBeGreaterThan(-100);
  });

  test('InvertedPendulum-v5: 1000 in every episode', () => {
    expect(share(play('InvertedPendulum-v5', 'regulator', 5), (one) => one.total === 1000)).toBe(1);
  });

  test('Reacher-v5: -7 in the mean', () => {
    const played = play('Reacher-v5', 'jacobian', 40);
    expect(meanReturn(played)).toBeGreaterThan(-7);
  });
});

test('four goals: every goal is reached, each about as often', () => {
  const played = play('four-goals', 'one-goal', 200);
  expect(share(played, (one) => one.terminated)).toBe(1);
  for (const [x, y] of [
    [5, 0],
    [-5, 0],
    [0, 5],
    [0, -5],
  ])
    expect(
      share(played, (one) => Math.hypot(lastState(one)[0] - x, lastState(one)[1] - y) < 1),
    ).toBeGreaterThan(0.15);
});

test('reach: within 0.02 m of the target at the end of every episode', () => {
  const played = play('reach', 'inverse-kinematics', 200);
  const away = played.map((one) => {
    const [q1, q2, , , x, y] = lastState(one);
    return Math.hypot(
      0.5 * Math.cos(q1) + 0.5 * Math.cos(q1 + q2) - x,
      0.5 * Math.sin(q1) + 0.5 * Math.sin(q1 + q2) - y,
    );
  });
  expect(Math.max(...away)).toBeLessThan(0.02);
});

test.each([0.001, 0.02, 0.2])(
  'peg insertion, clearance %d m: the peg is down in every episode',
  (clearance) => {
    const played = playSeeds(
      { kind: 'peg-insertion', clearance },
      { expert: 'align-insert', settings: quiet, count: 100 },
    );
    expect(share(played, (one) => lastState(one)[1] < -0.199)).toBe(1);
  },
);

describe('highway', () => {
  test('no collision, and nearly as fast as wanted: the others are overtaken', () => {
    const played = play('highway', 'driver', 50);
    expect(share(played, (one) => one.terminated)).toBe(0);
    expect(meanReturn(played)).toBeGreaterThan(460);
    expect(
      share(played, ({ states }) => new Set(states.map(([, y]) => Math.round(y / 4))).size > 1),
    ).toBeGreaterThan(0.8);
  });

  test.each([
    [1, 20],
    [2, 20],
    [5, 20],
    [3, 0],
  ])('%d lanes with %d others: no collision', (lanes, vehicles) => {
    const played = playSeeds(
      { kind: 'highway', lanes, vehicles },
      { expert: 'driver', settings: quiet, count: 10 },
    );
    expect(share(played, (one) => one.terminated)).toBe(0);
  });
});
