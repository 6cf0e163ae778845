import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { twoLinkDerivative, twoLinkEnergy, twoLinkMomentum, twoLinkPoints } from './arms/two-link.ts';
import { acrobotDerivative, acrobotEnergy } from './classic/acrobot.ts';
import { createContinuousEnvironment } from './index.ts';
import { type Derivative, rungeKutta4, wrapAngle } from './integrate.ts';

/** The largest change of a quantity over `seconds`, by Runge-Kutta steps of `dt`. */
function drift(
  derivative: Derivative,
  start: readonly number[],
  quantity: (x: Float64Array) => number,
  { dt, seconds }: { dt: number; seconds: number },
): number {
  const x = Float64Array.from(start);
  const integrate = rungeKutta4(x.length);
  const first = quantity(x);
  let most = 0;
  for (let t = 0; t < seconds / dt; t++) {
    integrate(derivative, x, dt);
    most = Math.max(most, Math.abs(quantity(x) - first));
  }
  return most;
}

test('Runge-Kutta: x’ = x to order 4', () => {
  const error = (dt: number) => {
    const x = Float64Array.of(1);
    const integrate = rungeKutta4(1);
    for (let t = 0; t < Math.round(1 / dt); t++)
      integrate(
        (at, out) => {
          out[0] = at[0];
        },
        x,
        dt,
      );
    return Math.abs(x[0] - Math.E);
  };
  expect(error(0.1) / error(0.05)).toBeGreaterThan(14);
  expect(error(0.1)).toBeLessThan(3e-6);
});

test('wrapped angles lie in [-pi, pi) and are the same angle', () => {
  for (const angle of [0, 3, -3, 4, -4, 100, -100, Math.PI, -Math.PI]) {
    const wrapped = wrapAngle(angle);
    expect(wrapped).toBeGreaterThanOrEqual(-Math.PI);
    expect(wrapped).toBeLessThan(Math.PI);
    expect(Math.cos(wrapped)).toBeCloseTo(Math.cos(angle), 12);
    expect(Math.sin(wrapped)).toBeCloseTo(Math.sin(angle), 12);
  }
});

test('the acrobot keeps its energy without torque, to order 4 in the step', () => {
  const start = [1.5, -0.7, 0.4, -1.1];
  const free = acrobotDerivative(0);
  const coarse = drift(free, start, acrobotEnergy, { dt: 0.02, seconds: 10 });
  const fine = drift(free, start, acrobotEnergy, { dt: 0.01, seconds: 10 });
  expect(fine).toBeLessThan(1e-4);
  expect(coarse / fine).toBeGreaterThan(8);
  // With torque it does work: power = torque times the elbow's speed.
  const x = Float64Array.from(start);
  const before = acrobotEnergy(x);
  rungeKutta4(4)(acrobotDerivative(1), x, 1e-5);
  expect((acrobotEnergy(x) - before) / 1e-5).toBeCloseTo(start[3], 3);
});

test('the two-link arm keeps its energy and angular momentum without torque and damping', () => {
  const torque = new Float64Array(2);
  const start = [0.3, 1.2, 2, -3];
  const free = twoLinkDerivative(torque, 0);
  const step = { dt: 0.002, seconds: 5 };
  expect(drift(free, start, twoLinkEnergy, step)).toBeLessThan(1e-7);
  expect(drift(free, start, twoLinkMomentum, step)).toBeLessThan(1e-7);
  // Power of the torques, and of the damping.
  torque.set([0.7, -0.4]);
  const x = Float64Array.from(start);
  const before = twoLinkEnergy(x);
  rungeKutta4(4)(twoLinkDerivative(torque, 0.2), x, 1e-6);
  const power = 0.7 * 2 + 0.4 * 3 - 0.2 * (4 + 9);
  expect((twoLinkEnergy(x) - before) / 1e-6).toBeCloseTo(power, 3);
});

test('the two-link arm’s energy is that of its rods', () => {
  const [q1, q2, v1, v2] = [0.4, 0.9, 1.3, -0.6];
  const h = 1e-6;
  // Rods as 1000 points each, their speeds by finite differences.
  let energy = 0;
  const n = 1000;
  const before = twoLinkPoints(q1 - h * v1, q2 - h * v2);
  const after = twoLinkPoints(q1 + h * v1, q2 + h * v2);
  for (let k = 0; k < n; k++) {
    const u = (k + 0.5) / n;
    const upper = u ** 2 * ((after[0] - before[0]) ** 2 + (after[1] - before[1]) ** 2);
    const at = (i: number) => (1 - u) * (after[i] - before[i]) + u * (after[i + 2] - before[i + 2]);
    energy += (upper + at(0) ** 2 + at(1) ** 2) / (8 * h * h * n);
  }
  expect(twoLinkEnergy(Float64Array.of(q1, q2, v1, v2))).toBeCloseTo(energy, 5);
});

test('a pendulum without torque swings about its energy without drift', () => {
  const pendulum = createContinuousEnvironment({ kind: 'classic-control', id: 'Pendulum-v1' });
  pendulum.resetTo([2.5, 0], 0);
  // theta'' = 15 sin theta keeps theta'^2 / 2 + 15 cos theta; semi-implicit Euler keeps it to order dt, for ever.
  const energy = () => {
    const [angle, spin] = pendulum.state;
    return spin ** 2 / 2 + 15 * Math.cos(angle);
  };
  const first = energy();
  const errors = Array.from({ length: 200 }, () => {
    pendulum.step([0]);
    return energy() - first;
  });
  expect(Math.max(...errors.map(Math.abs))).toBeLessThan(1.2);
  const early = Math.max(...errors.slice(0, 100).map(Math.abs));
  const late = Math.max(...errors.slice(100).map(Math.abs));
  expect(Math.abs(late - early)).toBeLessThan(0.1);
});

test('left and right are alike: the mirrored state under the mirrored action moves to the mirrored state', () => {
  const random = Random.fromSeed(3);
  for (const [id, width, mirror] of [
    ['CartPole-v1', 4, (a: number) => 1 - a],
    ['Acrobot-v1', 4, (a: number) => 2 - a],
    ['Pendulum-v1', 2, (a: number) => -a],
  ] as const) {
    const simulation = createContinuousEnvironment({ kind: 'classic-control', id });
    for (let k = 0; k < 50; k++) {
      const state = Array.from({ length: width }, () => 0.1 * random.normal());
      const moved = [state, state.map((x) => -x)].map((start, side) => {
        simulation.resetTo(start, 0);
        simulation.step([side === 0 ? 0 : mirror(0)]);
        return Array.from(simulation.state);
      });
      moved[0].forEach((x, i) => {
        expect(x).toBeCloseTo(-moved[1][i], 12);
      });
    }
  }
});

test('starts are drawn from the published ranges', () => {
  const spread = (id: 'CartPole-v1' | 'Pendulum-v1' | 'MountainCar-v0' | 'Acrobot-v1', i: number) => {
    const simulation = createContinuousEnvironment({ kind: 'classic-control', id });
    let [low, high] = [Infinity, -Infinity];
    for (let seed = 0; seed < 500; seed++) {
      simulation.reset(seed);
      low = Math.min(low, simulation.state[i]);
      high = Math.max(high, simulation.state[i]);
    }
    return [low, high];
  };
  for (const [id, i, low, high] of [
    ['CartPole-v1', 0, -0.05, 0.05],
    ['CartPole-v1', 3, -0.05, 0.05],
    ['Pendulum-v1', 0, -Math.PI, Math.PI],
    ['Pendulum-v1', 1, -1, 1],
    ['MountainCar-v0', 0, -0.6, -0.4],
    ['MountainCar-v0', 1, 0, 0],
    ['Acrobot-v1', 2, -0.1, 0.1],
  ] as const) {
    const [least, most] = spread(id, i);
    expect(least).toBeGreaterThanOrEqual(low);
    expect(most).toBeLessThanOrEqual(high);
    expect(most - least).toBeGreaterThanOrEqual(0.97 * (high - low));
  }
});
