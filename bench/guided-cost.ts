/**
 * Guided cost learning: quadratic costs against exact likelihood, and navigation, where from five demonstrations of the
 * scripted expert a reward is learned, from that reward a policy trained afresh, and the same five are cloned beside it.
 * Takes minutes a seed.
 */
import { type ContinuousSpec, type Episode, parseContinuousSpec } from '../core/environments/index.ts';
import { demonstrationStates, type SavedPolicy } from '../core/forward/index.ts';
import {
  SoftPolicyGradientTrainer,
  softPolicyGradientForLearned,
} from '../core/forward/soft-policy-gradient/index.ts';
import { GuidedCostTrainer, guidedCostSteady } from '../core/inverse/guided-cost/index.ts';
import {
  type Cost,
  maximumLikelihood,
  recoverCost,
  softOptimalEpisodes,
  trueCost,
} from '../core/inverse/guided-cost/testing/linear-quadratic.ts';
import { loadReward, type SavedReward } from '../core/inverse/reward-network/index.ts';
import { createFusedEngine, type Engine } from '../core/networks/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { NavigationTask } from './guided-cost/navigation-task.ts';
import { pendulum } from './guided-cost/pendulum.ts';

const seeds = 3;
const draws = 6;

/** All episodes are equally long, so that their length tells nothing; the obstacle lies in the straight way. */
const arena = parseContinuousSpec({
  kind: 'navigation',
  ending: 'time-limit',
  maxSteps: 60,
  halfWidth: 2.5,
  obstacles: [{ x: 0, y: 0, radius: 0.6 }],
  start: { x: -1.5, y: -1.5 },
  goal: { x: 1.5, y: 1.5 },
  startSpread: 0.5,
});

/** As the gallery of the window offers it: 10 m, three obstacles, up to 200 steps, over at the goal or a collision. */
const gallery = parseContinuousSpec({ kind: 'navigation' });

/**
 * Learns a policy from nothing but a reward, as Solve proposes: half of its episodes start in states of the demonstrations
 * that the reward was learned from.
 */
function trainedAfresh(
  task: NavigationTask,
  { saved, demonstrations }: { readonly saved: SavedReward; readonly demonstrations: readonly Episode[] },
  seed: number,
  engine: Engine,
): SavedPolicy {
  const { environment } = task;
  const reward = loadReward(saved, engine);
  const starts = demonstrations.flatMap((one) => demonstrationStates(one, environment));
  const trainer = new SoftPolicyGradientTrainer({
    environment,
    settings: softPolicyGradientForLearned(),
    seed,
    engine,
    reward: { ...reward, starts },
  });
  while (!trainer.step().finished);
  const policy = trainer.policy();
  trainer.dispose();
  reward.dispose();
  return policy;
}

async function navigation(name: string, spec: ContinuousSpec): Promise<Measurement[]> {
  const engine = await createFusedEngine();
  const task = new NavigationTask(spec, engine);
  const expert = task.expertShare();
  const found = { cloned: [] as number[], sampler: [] as number[], fresh: [] as number[] };
  for (let seed = 1; seed <= seeds; seed++) {
    const demonstrations = task.demonstrations(seed);
    found.cloned.push(task.shareOf(task.clone(demonstrations, seed)));
    const settings = guidedCostSteady();
    const { environment } = task;
    const trainer = new GuidedCostTrainer({ environment, demonstrations, settings, seed, engine }, null);
    while (!trainer.step().finished);
    found.sampler.push(task.shareOf(trainer.policy()));
    const learned = { saved: trainer.reward(), demonstrations };
    trainer.dispose();
    found.fresh.push(task.shareOf(trainedAfresh(task, learned, seed + 1000, engine)));
  }
  engine.dispose();
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const measure = (whose: string, value: number, target: number | null): Measurement => ({
    name: `${name}, 5 demonstrations, ${seeds} seeds: success of ${whose}`,
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
  { name: 'guided cost learning on navigation', run: () => navigation('navigation', arena) },
  {
    name: 'guided cost learning in the gallery',
    run: () => navigation('the gallery’s navigation', gallery),
  },
  { name: 'guided cost learning of a pendulum', run: pendulum },
];
