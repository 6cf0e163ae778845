import { expect, test } from 'vitest';
import { createFusedEngine } from '../../networks/index.ts';
import { rewardModel } from './reward-model.ts';

test('a table pays for state and action, and what the terminal state pays on arrival there', async () => {
  const engine = await createFusedEngine();
  // States 0 and 1 of two actions, and state 2, where episodes end.
  const model = rewardModel(
    {
      kind: 'tabular',
      runId: 'r',
      iteration: 1,
      weights: new Float64Array(0),
      parameterNames: [],
      stateReward: Float64Array.of(0, 0, 7),
      reward: Float64Array.of(0.5, 1, 2, 4, 7, 7),
    },
    engine,
  );
  const batch = {
    rows: 4,
    observations: Float32Array.of(0, 1, 1, 0),
    actions: Float32Array.of(1, 0, 1, 0),
    rewards: Float32Array.of(100, 100, 100, 100),
    nextObservations: Float32Array.of(1, 2, 2, 1),
    terminated: Float32Array.of(0, 1, 0, 0),
  };
  expect(Array.from(model.rewards(batch))).toEqual([1, 2 + 7, 4, 0.5]);
  engine.dispose();
});
