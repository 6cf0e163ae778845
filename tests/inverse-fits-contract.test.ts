/** What inference and evaluation compute has the shape that the contract promises. */
import { expect, test } from 'vitest';
import { comparison } from '../core/contract/comparisons.ts';
import { diagnostics, tabularPolicy, tabularReward } from '../core/contract/index.ts';
import { comparePolicies } from '../core/evaluation/index.ts';
import { MaxEntTrainer, maxEntDefaults } from '../core/inverse/maxent/index.ts';
import { randomTrajectories } from '../core/inverse/maxent/testing/problems.ts';
import { buildWorld, examples } from '../core/mdp/index.ts';

test('diagnostics, reward, policy and comparison of a trained run parse as contract data', () => {
  const world = buildWorld(examples[0].spec);
  const { mdp, features } = world;
  const demonstrations = randomTrajectories(mdp, 1, [20, 20, 20, 20, 9]);
  const settings = { ...maxEntDefaults(), maxIterations: 5 };
  const heldOut = demonstrations.slice(4);
  const problem = {
    mdp,
    features,
    demonstrations: demonstrations.slice(0, 4),
    heldOut,
    settings,
    initialWeights: null,
  };
  const trainer = new MaxEntTrainer(problem);
  while (!trainer.step().finished);
  const facts = trainer.diagnostics();
  expect(diagnostics.parse(facts)).toEqual(facts);
  const id = 'run_0123456789abcdef';
  const policy = trainer.policy();
  expect(tabularPolicy.safeParse({ kind: 'tabular', runId: id, ...policy }).error).toBeUndefined();
  const reward = {
    kind: 'tabular',
    runId: id,
    iteration: trainer.iteration,
    weights: trainer.weights,
    parameterNames: [...trainer.parameterNames],
    stateReward: trainer.stateReward,
    reward: trainer.reward,
  };
  expect(tabularReward.safeParse(reward).error).toBeUndefined();
  const out = comparePolicies({
    world,
    demonstrations,
    runs: [
      {
        runId: id,
        label: 'Run',
        policy,
        recoveredReward: trainer.reward,
        heldOut: [4],
        trainedOnThese: true,
      },
    ],
    discount: 1,
    seed: 0,
    rollouts: 10,
  });
  const whole = { environmentId: id, datasetId: id, runIds: [id], seed: 0, rollouts: 10, ...out };
  expect(comparison.safeParse(whole).error).toBeUndefined();
});
