/** Values that the books and papers print, from the worlds as the gallery offers them. */
import { expect, test } from 'vitest';
import { buildWorld, type PublishedSpec } from '../mdp/index.ts';
import { policyEvaluation, policyIteration, valueIteration } from './index.ts';

const world = (name: PublishedSpec['world']) => buildWorld({ kind: 'published', world: name, maxSteps: 100 });
const limits = { tolerance: 1e-9, maxIterations: 100_000 };

/** The optimal values, by both hard solvers. */
function optimal(name: PublishedSpec['world'], discount: number): Float64Array {
  const { mdp, trueReward } = world(name);
  const problem = { mdp, reward: trueReward!, discount, ...limits };
  const { value } = valueIteration(problem);
  policyIteration(problem).value.forEach((v, s) => {
    expect(v).toBeCloseTo(value[s], 7);
  });
  return value;
}

test('Sutton and Barto, figure 4.1: the equiprobable policy of the 4x4 gridworld', () => {
  const { mdp, trueReward } = world('sutton-gridworld-4x4');
  const policy = new Float64Array(64).fill(0.25);
  const { value } = policyEvaluation({ mdp, reward: trueReward!, policy, discount: 1, tolerance: 1e-9 });
  const printed = [0, -14, -20, -22, -14, -18, -20, -20, -20, -20, -18, -14, -22, -20, -14, 0];
  printed.forEach((v, s) => {
    expect(value[s]).toBeCloseTo(v, 8);
  });
});

test('windy gridworld: the goal is 15 steps away', () => {
  expect(optimal('windy-gridworld', 1)[30]).toBeCloseTo(-15, 8);
});

test('cliff: the best way runs along the edge, 13 steps', () => {
  const { layout } = world('cliff');
  expect(optimal('cliff', 1)[layout!.stateOfCell[36]]).toBeCloseTo(-13, 8);
});

test('icy grid: 14 of 17 episodes reach the goal on the small map, all of them on the large one', () => {
  expect(optimal('icy-grid-4x4', 1)[0]).toBeCloseTo(14 / 17, 7);
  expect(optimal('icy-grid-8x8', 1)[0]).toBeCloseTo(1, 5);
});

test('icy grid: the discounted values commonly reported for 0.99', () => {
  expect(optimal('icy-grid-4x4', 0.99)[0]).toBeCloseTo(0.542, 3);
  expect(optimal('icy-grid-8x8', 0.99)[0]).toBeCloseTo(0.4146, 3);
});
