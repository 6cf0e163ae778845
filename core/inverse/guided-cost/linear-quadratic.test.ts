import { expect, test } from 'vitest';
import { deriveSeed, Random } from '../../base/random.ts';
import {
  type ContinuousSpecInput,
  createContinuousEnvironment,
  parseContinuousSpec,
  softOptimalControl,
} from '../../environments/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { GuidedCostTrainer, guidedCostDefaults } from './index.ts';

const steps = 40;
/** Without noise in the dynamics, so that the model of trajectories and the causal one agree. */
const world: ContinuousSpecInput = {
  kind: 'linear-quadratic',
  A: [[1]],
  B: [[0.5]],
  stateCost: [[0.2]],
  actionCost: [[0.5]],
  processNoiseCovariance: [[0]],
  initialCovariance: [[4]],
  maxSteps: steps,
};
const discount = 0.99;

/** Episodes of u ~ N(-Kx, Σ), the closed form at temperature 1. */
function demonstrations(count: number) {
  const spec = parseContinuousSpec(world);
  const environment = createContinuousEnvironment(spec);
  if (spec.kind !== 'linear-quadratic') throw new Error('another world');
  const { gain, covariance } = softOptimalControl(spec, { discount, temperature: 1 });
  const random = Random.fromSeed(11);
  return Array.from({ length: count }, (_, k) => {
    let x = environment.reset(deriveSeed(5, 'demonstration', k))[0];
    const observations = [x];
    const actions: number[] = [];
    for (let t = 0; t < steps; t++) {
      const u = Math.fround(-gain[0] * x + Math.sqrt(covariance[0]) * random.normal());
      x = environment.step([u]).observation[0];
      observations.push(x);
      actions.push(u);
    }
    return {
      observations: Float32Array.from(observations),
      actions: Float32Array.from(actions),
      terminated: false,
    };
  });
}

test('the quadratic cost behind 200 demonstrations of soft-optimal control is found within 10 %', async () => {
  const engine = await createFusedEngine();
  const trainer = new GuidedCostTrainer(
    {
      environment: createContinuousEnvironment(parseContinuousSpec(world)),
      demonstrations: demonstrations(200),
      seed: 1,
      engine,
      settings: {
        ...guidedCostDefaults(),
        reward: 'quadratic',
        dependsOn: 'state-action',
        sampler: 'soft-policy-gradient',
        expert: 'discounted',
        demonstrator: 'linear',
        discount,
        maxIterations: 120,
        episodes: 10,
        memory: 2,
        rewardStepSize: 0.02,
        policyLayers: 0,
        policyStepSize: 3e-3,
      },
    },
    null,
  );
  while (!trainer.step().finished);
  // Inputs are x, u, x², u²: linear terms are shaped freely by potentials, squares are not.
  const [, , minusQ, minusR] = trainer.reward().network.parameters;
  const { effectiveSampleSize } = trainer.report().metrics;
  expect(minusQ / minusR / 0.4).toBeGreaterThan(0.9);
  expect(minusQ / minusR / 0.4).toBeLessThan(1.1);
  // At temperature 1 the scale is known too.
  expect(-minusR / 0.5).toBeGreaterThan(0.9);
  expect(-minusR / 0.5).toBeLessThan(1.1);
  expect(effectiveSampleSize).toBeGreaterThan(0.5);
  trainer.dispose();
  engine.dispose();
}, 300_000);
