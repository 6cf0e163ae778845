/** A scalar linear-quadratic world, demonstrations of its closed form, and what they say exactly; for tests and bench. */
import { deriveSeed, Random } from '../../../base/random.ts';
import {
  createContinuousEnvironment,
  parseContinuousSpec,
  softOptimalControl,
} from '../../../environments/index.ts';
import type { Engine } from '../../../networks/index.ts';
import { GuidedCostTrainer, guidedCostDefaults } from '../index.ts';

const [a, b, discount] = [1, 0.5, 0.99];

/** Costs of state and action, q x² + r u². */
export interface Cost {
  readonly q: number;
  readonly r: number;
}

export const trueCost: Cost = { q: 0.2, r: 0.5 };

const steps = 40;
/** Without noise in the dynamics, so that the model of trajectories and the causal one agree. */
const spec = parseContinuousSpec({
  kind: 'linear-quadratic',
  A: [[a]],
  B: [[b]],
  stateCost: [[trueCost.q]],
  actionCost: [[trueCost.r]],
  processNoiseCovariance: [[0]],
  initialCovariance: [[4]],
  maxSteps: steps,
});

export interface Demonstration {
  readonly observations: Float32Array;
  readonly actions: Float32Array;
  readonly terminated: boolean;
}

/** Episodes of u ~ N(-Kx, Σ), the closed form at temperature 1. */
export function softOptimalEpisodes(count: number, draw: number): Demonstration[] {
  const environment = createContinuousEnvironment(spec);
  if (spec.kind !== 'linear-quadratic') throw new Error('another world');
  const { gain, covariance } = softOptimalControl(spec, { discount, temperature: 1 });
  const random = Random.fromSeed(draw);
  return Array.from({ length: count }, (_, k) => {
    let x = environment.reset(deriveSeed(draw, 'demonstration', k))[0];
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

/**
 * The exact maximum-likelihood cost: regression gives K and Σ, and the closed form is solved backwards,
 * M = 1/(2Σ), P = K M / (γ B A), R = M - γ B² P, Q = P - γ A² P + γ² A² B² P² / M.
 */
export function maximumLikelihood(demonstrations: readonly Demonstration[]): Cost {
  const pairs = demonstrations.flatMap(({ observations, actions }) =>
    Array.from(actions, (u, t) => ({ x: observations[t], u })),
  );
  const sum = (of: (pair: { readonly x: number; readonly u: number }) => number) =>
    pairs.reduce((total, pair) => total + of(pair), 0);
  const gain = -sum(({ x, u }) => x * u) / sum(({ x }) => x * x);
  const covariance = sum(({ x, u }) => (u + gain * x) ** 2) / pairs.length;
  const curvature = 1 / (2 * covariance);
  const value = (gain * curvature) / (discount * b * a);
  return {
    q: value - discount * a * a * value + (discount * a * b * value) ** 2 / curvature,
    r: curvature - discount * b * b * value,
  };
}

/** What guided cost learning makes of the demonstrations, knowing no dynamics. */
export function recoverCost(
  demonstrations: readonly Demonstration[],
  seed: number,
  engine: Engine,
): Cost & { readonly effectiveSampleSize: number } {
  const trainer = new GuidedCostTrainer(
    {
      environment: createContinuousEnvironment(spec),
      demonstrations,
      seed,
      engine,
      settings: {
        ...guidedCostDefaults(),
        reward: 'quadratic',
        dependsOn: 'state-action',
        sampler: 'soft-policy-gradient',
        expert: 'discounted',
        demonstrator: 'linear',
        discount,
        maxIterations: 300,
        episodes: 20,
        memory: 2,
        averaging: 0.05,
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
  trainer.dispose();
  return { q: -minusQ, r: -minusR, effectiveSampleSize };
}
