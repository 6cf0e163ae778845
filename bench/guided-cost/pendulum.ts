import { deriveSeed } from '../../core/base/random.ts';
import {
  createContinuousEnvironment,
  type Episode,
  parseContinuousSpec,
} from '../../core/environments/index.ts';
import {
  demonstrationStates,
  type ForwardTrainer,
  loadPolicy,
  rollout,
  type SavedPolicy,
} from '../../core/forward/index.ts';
import { SoftActorCriticTrainer, sacDefaults } from '../../core/forward/soft-actor-critic/index.ts';
import {
  SoftPolicyGradientTrainer,
  softPolicyGradientForLearned,
} from '../../core/forward/soft-policy-gradient/index.ts';
import { GuidedCostTrainer, guidedCostSteady } from '../../core/inverse/guided-cost/index.ts';
import { expertEpisode } from '../../core/inverse/guided-cost/testing/demonstrations.ts';
import { loadReward } from '../../core/inverse/reward-network/index.ts';
import { createFusedEngine } from '../../core/networks/index.ts';
import type { Measurement } from '../benchmark.ts';
import { demonstrationsOf } from './scripted.ts';

const seeds = [1, 2, 3];
const judged = 100;

/**
 * Pendulum-v1 from five swings of the scripted expert: true returns of the policy that guided cost learning samples with,
 * and of two trained afresh on its reward, by soft actor-critic with its defaults and as Solve proposes.
 */
export async function pendulum(): Promise<Measurement[]> {
  const engine = await createFusedEngine();
  const spec = parseContinuousSpec({ kind: 'classic-control', id: 'Pendulum-v1' });
  const environment = createContinuousEnvironment(spec);
  const meanReturn = (play: (seed: number) => Pick<Episode, 'rewards'>) => {
    let sum = 0;
    for (let k = 0; k < judged; k++)
      for (const reward of play(deriveSeed(99, 'judged', k)).rewards) sum += reward / judged;
    return sum;
  };
  const returnOf = (saved: SavedPolicy) => {
    const policy = loadPolicy(saved, engine);
    const result = meanReturn((seed) => rollout(environment, policy, seed, 'mode'));
    policy.dispose();
    return result;
  };
  const trained = (trainer: ForwardTrainer) => {
    while (!trainer.step().finished);
    const result = returnOf(trainer.policy());
    trainer.dispose();
    return result;
  };
  const found = { sampler: [] as number[], actorCritic: [] as number[], policyGradient: [] as number[] };
  for (const seed of seeds) {
    const demonstrations = demonstrationsOf(environment, spec, seed);
    const settings = guidedCostSteady();
    const learner = new GuidedCostTrainer({ environment, demonstrations, settings, seed, engine }, null);
    while (!learner.step().finished);
    found.sampler.push(returnOf(learner.policy()));
    const starts = demonstrations.flatMap((one) => demonstrationStates(one, environment));
    const reward = { ...loadReward(learner.reward(), engine), starts };
    learner.dispose();
    const problem = { environment, seed: seed + 1000, engine, reward };
    found.actorCritic.push(
      trained(new SoftActorCriticTrainer({ ...problem, settings: sacDefaults() }, null)),
    );
    found.policyGradient.push(
      trained(new SoftPolicyGradientTrainer({ ...problem, settings: softPolicyGradientForLearned() })),
    );
    reward.dispose();
  }
  engine.dispose();
  const expert = meanReturn((seed) => expertEpisode(environment, spec, seed));
  // Costs rather than returns: what is asked is a share of a positive number.
  const measure = (whose: string, value: number, target: number | null): Measurement => ({
    name: `Pendulum-v1, 5 demonstrations, worst of ${seeds.length} seeds: mean cost (-return) of ${whose}`,
    value: -value,
    unit: '',
    better: 'lower',
    target,
  });
  const asked = -expert / 0.9;
  return [
    measure('the expert', expert, null),
    measure('the policy that guided cost learning samples with', Math.min(...found.sampler), null),
    measure('soft actor-critic on its reward', Math.min(...found.actorCritic), asked),
    measure('the soft policy gradient on its reward', Math.min(...found.policyGradient), asked),
  ];
}
