import { expect, test } from 'vitest';
import { createContinuousEnvironment } from '../../environments/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import {
  decodeReward,
  encodeReward,
  loadReward,
  rewardInputRows,
  rewardInputs,
  rewardInputWidth,
  type SavedReward,
  squarePositions,
} from './index.ts';

const navigation = createContinuousEnvironment({ kind: 'navigation' });
const refused = expect.objectContaining({ code: 'InvalidInput' });

test('quadratic inputs are the numbers, then products within state and within action', () => {
  const inputs = rewardInputs(navigation, 'state-action', 'quadratic');
  expect(rewardInputWidth(inputs)).toBe(4 + 2 + 10 + 3);
  // Half widths are 5 m, 5 m/s and 1: encoded to (0.2, 0.4, 0, -0.2 | 0.5, -1).
  const row = Array.from(rewardInputRows(inputs, [1, 2, 0, -1], [0.5, -1], 1));
  const wanted = [
    0.2, 0.4, 0, -0.2, 0.5, -1, 0.04, 0.08, 0, -0.04, 0.16, 0, -0.08, 0, 0, 0.04, 0.25, -0.5, 1,
  ];
  row.forEach((x, i) => {
    expect(x).toBeCloseTo(wanted[i], 6);
  });
  expect(squarePositions(inputs).map((at) => row[at].toFixed(4))).toEqual(
    [0.04, 0.16, 0, 0.04, 0.25, 1].map((x) => x.toFixed(4)),
  );
});

test('a reward of states does not look at actions, one of both takes no action as zeros', () => {
  const states = rewardInputs(navigation, 'state', 'encoded');
  expect(rewardInputRows(states, [1, 2, 0, 0], [1, 1], 1)).toEqual(
    rewardInputRows(states, [1, 2, 0, 0], null, 1),
  );
  const both = rewardInputs(navigation, 'state-action', 'encoded');
  expect(Array.from(rewardInputRows(both, [1, 2, 0, 0], null, 1).subarray(4))).toEqual([0, 0]);
  expect(() => rewardInputRows(both, [1, 2, 0, 0], [1, 1, 1], 1)).toThrow(refused);
});

test('a saved reward survives its bytes, and an end pays for what follows it', async () => {
  const engine = await createFusedEngine();
  const inputs = rewardInputs(navigation, 'state-action', 'encoded');
  const shape = { inputs: 6, hidden: [8], outputs: 1, activation: 'tanh' as const };
  const network = engine.create({ shape, seed: 1, outputScale: 1 });
  const saved: SavedReward = { inputs, network: network.save(), holdSteps: 7 };
  expect(decodeReward(encodeReward(saved))).toEqual(saved);
  expect(() => decodeReward(new Uint8Array(20))).toThrow(refused);

  const reward = loadReward(decodeReward(encodeReward(saved)), engine);
  const observations = Float32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
  const nextObservations = Float32Array.of(1, 0, 0, 0, 2, 2, 2, 2);
  const actions = Float32Array.of(0.1, 0.2, 0.3, 0.4);
  const here = reward.evaluate(observations, actions, 2);
  const there = reward.evaluate(nextObservations, null, 2);
  const batch = { rows: 2, observations, actions, rewards: new Float32Array(2), nextObservations };
  const paid = reward.rewards({ ...batch, terminated: Float32Array.of(0, 1) });
  expect(paid[0]).toBe(here[0]);
  expect(paid[1]).toBeCloseTo(here[1] + 7 * there[1], 5);
  reward.dispose();
  expect(engine.usage().networks).toBe(1);
  engine.dispose();
});
