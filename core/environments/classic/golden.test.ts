import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Simulation } from '../simulation.ts';
import { type ClassicId, classicControl } from './index.ts';

interface Recorded {
  readonly environment: ClassicId;
  readonly observations: number[][];
  readonly states: number[][];
  readonly actions: (number | number[])[];
  readonly rewards: number[];
  readonly terminated: boolean[];
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../../tests/golden/gymnasium-classic-control.json', import.meta.url), 'utf8'),
) as { cases: Recorded[] };

const farthest = (actual: ArrayLike<number>, expected: readonly number[]) => {
  expect(actual.length).toBe(expected.length);
  return Math.max(...expected.map((x, i) => Math.abs(actual[i] - x)));
};

test('the recording has three episodes of each task', () => {
  for (const id of Object.keys(classicControl))
    expect(cases.filter(({ environment }) => environment === id)).toHaveLength(3);
});

test.each(cases.map((recorded, i) => [`${recorded.environment}, episode ${i % 3}`, recorded] as const))(
  '%s: every recorded transition, one by one',
  (_, { environment, observations, states, actions, rewards, terminated }) => {
    const simulation = new Simulation(classicControl[environment]);
    actions.forEach((action, t) => {
      const first = simulation.resetTo(states[t], 0);
      expect(farthest(first, observations[t])).toBeLessThan(1e-5);
      const result = simulation.step([action].flat());
      expect(farthest(result.observation, observations[t + 1])).toBeLessThan(1e-5);
      expect(farthest(simulation.state, states[t + 1])).toBeLessThan(1e-5);
      expect(Math.abs(result.reward - rewards[t])).toBeLessThanOrEqual(1e-6 * Math.abs(rewards[t]));
      expect(result.terminated).toBe(terminated[t]);
    });
  },
);

test.each(cases.map((recorded, i) => [`${recorded.environment}, episode ${i % 3}`, recorded] as const))(
  '%s: the whole recorded episode from its first state',
  (_, { environment, observations, states, actions, rewards, terminated }) => {
    const simulation = new Simulation(classicControl[environment]);
    simulation.resetTo(states[0], 0);
    actions.forEach((action, t) => {
      const result = simulation.step([action].flat());
      expect(farthest(result.observation, observations[t + 1])).toBeLessThan(1e-5);
      expect(Math.abs(result.reward - rewards[t])).toBeLessThanOrEqual(1e-4 * Math.abs(rewards[t]));
      expect(result.terminated).toBe(terminated[t]);
      if (environment.startsWith('Mountain') || environment.startsWith('Pend'))
        expect(result.truncated).toBe(!terminated[t] && t + 1 === simulation.dynamics.maxSteps);
    });
  },
);
