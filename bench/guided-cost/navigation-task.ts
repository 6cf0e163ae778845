/** Navigation as a task: who plays it, and whether an episode succeeds. What the benchmarks of guided cost learning share. */
import { deriveSeed } from '../../core/base/random.ts';
import {
  type ContinuousSpec,
  createContinuousEnvironment,
  type Episode,
  type Simulation,
} from '../../core/environments/index.ts';
import { loadPolicy, rollout, type SavedPolicy } from '../../core/forward/index.ts';
import {
  BehaviouralCloningTrainer,
  behaviouralCloningDefaults,
} from '../../core/imitation/behavioural-cloning/index.ts';
import { expertEpisode } from '../../core/inverse/guided-cost/testing/demonstrations.ts';
import type { Engine } from '../../core/networks/index.ts';
import { demonstrationsOf } from './scripted.ts';

type NavigationSpec = Extract<ContinuousSpec, { kind: 'navigation' }>;

const judged = 100;

/** One navigation world, with the simulator that everything in it is played on. */
export class NavigationTask {
  readonly spec: NavigationSpec;
  readonly environment: Simulation;
  readonly #engine: Engine;

  constructor(spec: ContinuousSpec, engine: Engine) {
    if (spec.kind !== 'navigation') throw new Error('This is no navigation.');
    this.spec = spec;
    this.environment = createContinuousEnvironment(spec);
    this.#engine = engine;
  }

  demonstrations(seed: number): Episode[] {
    return demonstrationsOf(this.environment, this.spec, seed);
  }

  expertShare(): number {
    return this.#share((seed) => expertEpisode(this.environment, this.spec, seed));
  }

  /** Share of episodes in which the policy, its noise aside, succeeds. */
  shareOf(saved: SavedPolicy): number {
    const policy = loadPolicy(saved, this.#engine);
    const result = this.#share((seed) => rollout(this.environment, policy, seed, 'mode'));
    policy.dispose();
    return result;
  }

  /** Behavioural cloning of the demonstrations. */
  clone(demonstrations: readonly Episode[], seed: number): SavedPolicy {
    const { observationSpace, actionSpace } = this.environment;
    const trainer = new BehaviouralCloningTrainer({
      observationSpace,
      actionSpace,
      demonstrations: demonstrations.map(({ observations, actions }) => ({
        observations: Float32Array.from(observations),
        actions: Float32Array.from(actions),
      })),
      settings: behaviouralCloningDefaults(),
      seed,
      engine: this.#engine,
    });
    while (!trainer.step().finished);
    const policy = trainer.policy();
    trainer.dispose();
    return policy;
  }

  #share(play: (seed: number) => Pick<Episode, 'observations'>): number {
    let count = 0;
    for (let k = 0; k < judged; k++) if (this.#succeeded(play(deriveSeed(99, 'judged', k)))) count++;
    return count / judged;
  }

  /** Whether an episode reaches the goal and has touched no obstacle until then. */
  #succeeded({ observations }: Pick<Episode, 'observations'>): boolean {
    const { obstacles, goal, goalRadius } = this.spec;
    for (let at = 0; at < observations.length; at += 4) {
      const [x, y] = [observations[at], observations[at + 1]];
      if (obstacles.some((one) => Math.hypot(x - one.x, y - one.y) < one.radius)) return false;
      if (Math.hypot(x - goal.x, y - goal.y) < goalRadius) return true;
    }
    return false;
  }
}
