/**
 * Guided cost learning on navigation: from five demonstrations of the scripted expert a reward, from that reward a policy
 * trained afresh, and behavioural cloning of the same five beside it. Takes minutes a seed.
 */
import { deriveSeed } from '../core/base/random.ts';
import {
  type ContinuousSpec,
  createContinuousEnvironment,
  createExpert,
  type Episode,
  expertsOf,
  parseContinuousSpec,
  type Simulation,
} from '../core/environments/index.ts';
import { loadPolicy, rollout, type SavedPolicy } from '../core/forward/index.ts';
import {
  type SoftPolicyGradientSettings,
  SoftPolicyGradientTrainer,
  softPolicyGradientDefaults,
} from '../core/forward/soft-policy-gradient/index.ts';
import {
  BehaviouralCloningTrainer,
  behaviouralCloningDefaults,
} from '../core/imitation/behavioural-cloning/index.ts';
import { GuidedCostTrainer, guidedCostSteady } from '../core/inverse/guided-cost/index.ts';
import {
  type Cost,
  maximumLikelihood,
  recoverCost,
  softOptimalEpisodes,
  trueCost,
} from '../core/inverse/guided-cost/testing/linear-quadratic.ts';
import { loadReward } from '../core/inverse/reward-network/index.ts';
import { createFusedEngine, type Engine } from '../core/networks/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const seeds = 3;
const demonstrationCount = 5;
const judged = 100;
const draws = 6;

/** All episodes are equally long, so that their length tells nothing; the obstacle lies in the straight way. */
const spec = parseContinuousSpec({
  kind: 'navigation',
  ending: 'time-limit',
  maxSteps: 60,
  halfWidth: 2.5,
  obstacles: [{ x: 0, y: 0, radius: 0.6 }],
  start: { x: -1.5, y: -1.5 },
  goal: { x: 1.5, y: 1.5 },
  startSpread: 0.5,
});

/** Whether an episode reaches the goal and has touched no obstacle until then. */
function succeeded({ observations }: Pick<Episode, 'observations'>, world: ContinuousSpec): boolean {
  if (world.kind !== 'navigation') throw new Error('This is no navigation.');
  const { obstacles, goal, goalRadius } = world;
  for (let at = 0; at < observations.length; at += 4) {
    const [x, y] = [observations[at], observations[at + 1]];
    if (obstacles.some((one) => Math.hypot(x - one.x, y - one.y) < one.radius)) return false;
    if (Math.hypot(x - goal.x, y - goal.y) < goalRadius) return true;
  }
  return false;
}

function expertEpisode(environment: Simulation, seed: number): Episode {
  const settings = { noise: 0.05, temperature: 1, discount: 0.99 };
  const expert = createExpert(spec, expertsOf(spec)[0].id, settings);
  let observation: ArrayLike<number> = environment.reset(seed);
  expert.begin(seed);
  const observations = Array.from(observation);
  const actions: number[] = [];
  const rewards: number[] = [];
  for (;;) {
    const action = expert.act(observation, environment.state);
    const result = environment.step(action);
    observation = result.observation;
    observations.push(...Array.from(observation));
    actions.push(...action);
    rewards.push(result.reward);
    const { terminated, truncated } = result;
    if (terminated || truncated)
      return {
        seed,
        observations: Float32Array.from(observations),
        actions: Float32Array.from(actions),
        rewards: Float64Array.from(rewards),
        terminated,
        truncated,
      };
  }
}

const share = (play: (seed: number) => Pick<Episode, 'observations'>): number => {
  let count = 0;
  for (let k = 0; k < judged; k++) if (succeeded(play(deriveSeed(99, 'judged', k)), spec)) count++;
  return count / judged;
};

function shareOf(environment: Simulation, saved: SavedPolicy, engine: Engine): number {
  const policy = loadPolicy(saved, engine);
  const result = share((seed) => rollout(environment, policy, seed, 'mode'));
  policy.dispose();
  return result;
}

function clone(environment: Simulation, demonstrations: readonly Episode[], seed: number, engine: Engine) {
  const { observationSpace, actionSpace } = environment;
  const trainer = new BehaviouralCloningTrainer({
    observationSpace,
    actionSpace,
    demonstrations: demonstrations.map(({ observations, actions }) => ({
      observations: Float32Array.from(observations),
      actions: Float32Array.from(actions),
    })),
    settings: behaviouralCloningDefaults(),
    seed,
    engine,
  });
  while (!trainer.step().finished);
  const policy = trainer.policy();
  trainer.dispose();
  return policy;
}

const freshSettings = (): SoftPolicyGradientSettings => ({
  ...softPolicyGradientDefaults(),
  update: 'clipped',
  schedule: 'constant',
  temperature: 1,
  batchSteps: 1200,
  maxIterations: 125,
  policyStepSize: 2e-3,
  valueStepSize: 1e-3,
});

/** Success of the policy that sampled, and of one trained afresh by the soft policy gradient on the reward alone. */
function infer(environment: Simulation, demonstrations: readonly Episode[], seed: number, engine: Engine) {
  const trainer = new GuidedCostTrainer(
    {
      environment,
      demonstrations,
      settings: guidedCostSteady(),
      seed,
      engine,
    },
    null,
  );
  while (!trainer.step().finished);
  const reward = loadReward(trainer.reward(), engine);
  const sampler = trainer.policy();
  trainer.dispose();
  const afresh = new SoftPolicyGradientTrainer({
    environment,
    settings: freshSettings(),
    seed: seed + 1000,
    engine,
    reward,
  });
  while (!afresh.step().finished);
  const fresh = afresh.policy();
  afresh.dispose();
  reward.dispose();
  return { sampler, fresh };
}

async function navigation(): Promise<Measurement[]> {
  const engine = await createFusedEngine();
  const environment = createContinuousEnvironment(spec);
  const expert = share((seed) => expertEpisode(environment, seed));
  const found = { cloned: [] as number[], sampler: [] as number[], fresh: [] as number[] };
  for (let seed = 1; seed <= seeds; seed++) {
    const demonstrations = Array.from({ length: demonstrationCount }, (_, k) =>
      expertEpisode(environment, deriveSeed(seed, 'demo', k)),
    );
    found.cloned.push(shareOf(environment, clone(environment, demonstrations, seed, engine), engine));
    const { sampler, fresh } = infer(environment, demonstrations, seed, engine);
    found.sampler.push(shareOf(environment, sampler, engine));
    found.fresh.push(shareOf(environment, fresh, engine));
  }
  engine.dispose();
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const measure = (name: string, value: number, target: number | null): Measurement => ({
    name: `navigation, ${demonstrationCount} demonstrations, ${seeds} seeds: success of ${name}`,
    value: 100 * value,
    unit: '%',
    better: 'higher',
    target: target === null ? null : 100 * target,
  });
  return [
    measure('the expert', expert, null),
    measure('behavioural cloning', mean(found.cloned), null),
    measure('the policy that guided cost learning samples with', mean(found.sampler), null),
    measure('the worst of those', Math.min(...found.sampler), null),
    measure('a policy trained afresh on its reward', mean(found.fresh), 0.9 * expert),
    measure('the worst afresh', Math.min(...found.fresh), null),
  ];
}

/** Quadratic costs from 200 demonstrations, draw after draw: against the truth, and against what exact likelihood finds. */
async function quadraticCosts(): Promise<Measurement[]> {
  const engine = await createFusedEngine();
  const ratio = ({ q, r }: Cost) => q / r;
  const errors: number[] = [];
  const exact: number[] = [];
  for (let draw = 1; draw <= draws; draw++) {
    const demonstrations = softOptimalEpisodes(200, draw);
    errors.push(Math.abs(ratio(recoverCost(demonstrations, draw, engine)) / ratio(trueCost) - 1));
    exact.push(Math.abs(ratio(maximumLikelihood(demonstrations)) / ratio(trueCost) - 1));
  }
  engine.dispose();
  const measure = (name: string, value: number, target: number | null): Measurement => ({
    name: `Q/R of ${draws} draws of 200 demonstrations: ${name}`,
    value: 100 * value,
    unit: '%',
    better: 'lower',
    target: target === null ? null : 100 * target,
  });
  return [
    measure('largest error of guided cost learning', Math.max(...errors), 0.1),
    measure('largest error of exact maximum likelihood', Math.max(...exact), null),
  ];
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'guided cost learning of quadratic costs', run: quadraticCosts },
  { name: 'guided cost learning on navigation', run: navigation },
];
