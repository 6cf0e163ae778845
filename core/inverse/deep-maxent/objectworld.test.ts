import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import { policyEvaluation, softQIteration, valueIteration } from '../../inference/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { MaxEntTrainer, maxEntDefaults } from '../maxent/index.ts';
import { DeepMaxEntTrainer, deepMaxEntDefaults } from './index.ts';

const discount = 0.9;

test('on objectworld, whose reward no line through its features fits, the network loses far less value', async () => {
  const { mdp, features, trueReward } = buildWorld({
    kind: 'objectworld',
    size: 8,
    objects: 8,
    colours: 2,
    slip: 0.1,
    features: 'continuous',
    seed: 2,
    maxSteps: 100,
  });
  if (trueReward === null) throw new Error('no truth');
  const problem = (reward: Float64Array, temperature: number) => ({
    mdp,
    reward,
    discount,
    temperature,
    prior: null,
    tolerance: 1e-7,
    maxIterations: 100_000,
  });
  const expert = softQIteration(problem(trueReward, 0.1)).policy;
  const random = Random.fromSeed(4);
  const { stateCount, actionCount } = mdp;
  const demonstrations = Array.from({ length: 40 }, () => {
    const states = [random.categorical(mdp.initial, 0, stateCount)];
    const actions: number[] = [];
    for (let t = 0; t < 8; t++) {
      const action = random.categorical(expert, states[t] * actionCount, actionCount);
      const row = states[t] * actionCount + action;
      const from = mdp.rowStart[row];
      const drawn = random.categorical(mdp.probability, from, mdp.rowStart[row + 1] - from);
      actions.push(action);
      states.push(mdp.successor[from + drawn]);
    }
    return { states: Int32Array.from(states), actions: Int32Array.from(actions), terminated: false };
  });
  const best = valueIteration(problem(trueReward, 0)).value;
  const lost = (reward: Float64Array) => {
    const { policy } = valueIteration(problem(reward, 0));
    const { value } = policyEvaluation({ mdp, reward: trueReward, discount, policy, tolerance: 1e-8 });
    return value.reduce((sum, v, s) => sum + mdp.initial[s] * (best[s] - v), 0);
  };
  const shared = { mdp, features, demonstrations, heldOut: [] };
  const horizon = { horizonKind: 'discounted', discount } as const;
  const linear = new MaxEntTrainer({
    ...shared,
    settings: { ...maxEntDefaults(), ...horizon },
    initialWeights: null,
  });
  while (!linear.step().finished);
  const engine = await createFusedEngine();
  const deep = new DeepMaxEntTrainer(
    { ...shared, settings: { ...deepMaxEntDefaults(), ...horizon, maxIterations: 150 }, seed: 1, engine },
    null,
  );
  while (!deep.step().finished);

  expect(lost(deep.reward)).toBeLessThan(0.5 * lost(linear.reward));
  expect(deep.report().metrics.logLikelihood).toBeGreaterThan(linear.report().metrics.logLikelihood);
  engine.dispose();
});
