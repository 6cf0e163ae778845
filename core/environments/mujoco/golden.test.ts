import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { Simulation } from '../simulation.ts';
import { loadMujoco, type MujocoId, mujocoTask } from './index.ts';

interface Episode {
  readonly qpos: number[][];
  readonly qvel: number[][];
  readonly actions: number[][];
  readonly observations: number[][];
  readonly rewards: number[];
  readonly terminated: boolean[];
}

const golden = JSON.parse(
  readFileSync(new URL('../../../tests/golden/mujoco.json', import.meta.url), 'utf8'),
) as {
  readonly ours: Readonly<Record<MujocoId, { readonly actions: number[][]; readonly states: number[][] }>>;
  readonly gymnasium: Readonly<Record<MujocoId, readonly Episode[]>>;
};
const ids = Object.keys(golden.ours) as MujocoId[];

const mujoco = await loadMujoco();

/** The largest difference, relative for numbers beyond 1. */
const farthest = (actual: ArrayLike<number>, expected: readonly number[]) => {
  expect(actual.length).toBe(expected.length);
  return Math.max(...expected.map((x, i) => Math.abs(actual[i] - x) / Math.max(1, Math.abs(x))));
};

test('all four worlds are recorded, contacts and an end among them', () => {
  expect(ids).toHaveLength(4);
  expect(golden.gymnasium['Hopper-v5'].some(({ terminated }) => terminated.includes(true))).toBe(true);
});

test.each(ids)('%s: WebAssembly does what native MuJoCo does with the same model', (id) => {
  const { actions, states } = golden.ours[id];
  const task = mujocoTask(id);
  const random = Random.fromSeed(0);
  const running = Float64Array.from(states[0]);
  actions.forEach((action, t) => {
    const single = Float64Array.from(states[t]);
    task.advance(single, Float64Array.from(action), random);
    expect(farthest(single, states[t + 1])).toBeLessThan(1e-11);
    task.advance(running, Float64Array.from(action), random);
    expect(farthest(running, states[t + 1])).toBeLessThan(1e-8);
  });
});

test.each(['Hopper-v5', 'HalfCheetah-v5'] as const)(
  '%s: on the ground the last bits depend on the warm start, which is why states keep it',
  (id) => {
    const { actions, states } = golden.ours[id];
    const physics = mujoco(id);
    const coldIsDifferent = actions.map((action, t) => {
      const warm = Float64Array.from(states[t]);
      const cold = warm.slice();
      cold.fill(0, 1 + physics.nq + physics.nv);
      for (const state of [warm, cold]) physics.advance(state, action, 1);
      return warm.some((value, i) => value !== cold[i]);
    });
    expect(coldIsDifferent).toContain(true);
  },
);

test.each(ids)('%s: states, observations, rewards and ends are Gymnasium’s', (id) => {
  // Gymnasium reads the reacher's fingertip from inside the Runge-Kutta step; see reacher.ts.
  const reading = id === 'Reacher-v5' ? 1e-5 : 1e-10;
  for (const { qpos, qvel, actions, observations, rewards, terminated } of golden.gymnasium[id]) {
    const simulation = new Simulation(mujocoTask(id));
    const first = simulation.resetTo([...qpos[0], ...qvel[0]], 0);
    expect(farthest(first, observations[0])).toBeLessThan(1e-7);
    actions.forEach((action, t) => {
      const result = simulation.step(action);
      const positions = simulation.state.subarray(1, 1 + qpos[0].length + qvel[0].length);
      expect(farthest(positions, [...qpos[t + 1], ...qvel[t + 1]])).toBeLessThan(1e-9);
      // Observations are float32 here.
      expect(farthest(result.observation, observations[t + 1])).toBeLessThan(Math.max(1e-7, reading));
      expect(Math.abs(result.reward - rewards[t])).toBeLessThan(reading);
      expect(result.terminated).toBe(terminated[t]);
    });
  }
});
