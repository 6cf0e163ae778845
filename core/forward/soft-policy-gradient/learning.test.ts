import { expect, test } from 'vitest';
import { createContinuousEnvironment, finiteEnvironment } from '../../environments/index.ts';
import { softPolicyEvaluation, softQIteration } from '../../inference/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { loadPolicy } from '../policies/load.ts';
import { SoftPolicyGradientTrainer, softPolicyGradientDefaults } from './index.ts';

const engine = await createFusedEngine();

test('CartPole-v1 is balanced for 500 steps', () => {
  const environment = createContinuousEnvironment({ kind: 'classic-control', id: 'CartPole-v1' });
  const settings = {
    ...softPolicyGradientDefaults(),
    update: 'clipped' as const,
    policyStepSize: 0.001,
    maxIterations: 20,
  };
  const trainer = new SoftPolicyGradientTrainer({ environment, settings, seed: 1, engine, reward: null });
  let report = trainer.step();
  while (!report.finished) report = trainer.step();
  expect(report.metrics.return).toBeGreaterThan(490);
  trainer.dispose();
});

test.each(['gae', 'reward-to-go'] as const)(
  'on a small grid the policy comes near the exact soft-optimal one: %s',
  (advantage) => {
    const world = buildWorld({
      kind: 'gridworld',
      rows: 3,
      columns: 3,
      terrains: [{ name: 'grass', reward: -0.2, colour: '#aaccaa' }],
      cells: new Array<number>(9).fill(0),
      walls: [4],
      goals: [],
      terminals: [8],
      starts: [],
      slip: 0.1,
      wind: [0, 0, 0],
      moves: 'four',
      features: 'cell',
      maxSteps: 100,
    });
    const [discount, temperature] = [0.9, 0.1];
    const { mdp, trueReward } = world;
    // Nothing is paid on arrival, so the sampled objective is exactly that of the solvers.
    const reward = trueReward!.map((r, i) => (mdp.terminal[Math.floor(i / mdp.actionCount)] === 1 ? 0 : r));
    const problem = { mdp, reward, discount, temperature, prior: null, tolerance: 1e-9 };
    const best = softQIteration({ ...problem, maxIterations: 10_000 });
    const trainer = new SoftPolicyGradientTrainer({
      environment: finiteEnvironment({ ...world, trueReward: reward }),
      settings: {
        ...softPolicyGradientDefaults(),
        advantage,
        discount,
        temperature,
        policyLayers: 0,
        valueLayers: 0,
        policyStepSize: 0.2,
        valueStepSize: 0.1,
        batchSteps: 500,
        maxIterations: 80,
      },
      seed: 2,
      engine,
      reward: null,
    });
    while (!trainer.step().finished);
    const policy = loadPolicy(trainer.policy(), engine);
    const pi = new Float64Array(mdp.stateCount * mdp.actionCount);
    for (let s = 0; s < mdp.stateCount; s++)
      for (let a = 0; a < mdp.actionCount; a++)
        pi[s * mdp.actionCount + a] = Math.exp(policy.logDensity!([s], [a], 1)[0]);
    const found = softPolicyEvaluation({ ...problem, policy: pi });
    for (let s = 0; s < mdp.stateCount; s++) {
      if (mdp.terminal[s] === 1) continue;
      expect(best.value[s] - found.value[s], `value of state ${s}`).toBeLessThan(0.05);
      for (let a = 0; a < mdp.actionCount; a++) {
        const at = s * mdp.actionCount + a;
        expect(Math.abs(pi[at] - best.policy[at]), `π(${a}|${s})`).toBeLessThan(0.1);
      }
    }
    policy.dispose();
    trainer.dispose();
  },
);
