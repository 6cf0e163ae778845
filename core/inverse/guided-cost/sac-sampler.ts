import { deriveSeed, Random } from '../../base/random.ts';
import { type PackedState, ReplayBuffer } from '../../forward/index.ts';
import {
  SacLearner,
  type SacSettings,
  type SacUpdate,
  sacDefaults,
} from '../../forward/soft-actor-critic/index.ts';
import { beginsAnew, type SampledRound, type Sampler } from './sampler.ts';
import type { SamplerStart } from './sampler-start.ts';
import type { GuidedCostSettings } from './spec.ts';

const replayCapacity = 200_000;
/** Draws of an action over which a state's value is averaged. */
const valueDraws = 8;

/**
 * Rewards and temperature are both scaled by this: the same policies as at temperature 1, and values of a size that
 * critics learn quickly.
 */
const scale = 0.1;

/** Soft actor-critic at temperature 1 in units of the reward, or at one that keeps the policy sharp. */
export function sacSettingsOf(settings: GuidedCostSettings): SacSettings {
  return {
    ...sacDefaults(),
    discount: settings.discount,
    temperatureMode: settings.temperature === 'one' ? 'fixed' : 'automatic',
    temperature: scale,
    hiddenWidth: settings.policyWidth,
    hiddenLayers: settings.policyLayers,
    batchSize: settings.batchSize,
    targetRate: settings.targetRate,
    actorStepSize: settings.policyStepSize,
    criticStepSize: settings.policyStepSize,
    bufferCapacity: replayCapacity,
    engine: settings.engine,
  };
}

/** Samples by soft actor-critic: replayed steps are paid what the reward says now. */
export function sacSampler(start: SamplerStart, saved: PackedState | null): Sampler {
  const { environment, settings, horizon, seed, engine, reward, demonstrated } = start;
  const { observationWidth, actionWidth } = environment;
  const emptyReplay = () => new ReplayBuffer({ capacity: replayCapacity, observationWidth, actionWidth });
  const firstReplay = () => {
    const replay = emptyReplay();
    if (settings.demonstrationReplay === 'yes') for (const step of demonstrated) replay.add(step);
    return replay;
  };
  const learning = { spaces: environment, settings: sacSettingsOf(settings), seed, engine };
  let learner = new SacLearner(learning, saved && learnerPart(saved));
  let replay = saved === null ? firstReplay() : emptyReplay();
  if (saved !== null) {
    const { replayNext } = saved.json as { replayNext: number };
    replay.restore({ rows: saved.arrays.replay as Float32Array, next: replayNext });
  }
  const restart = (iteration: number) => {
    learner.dispose();
    learner = new SacLearner({ ...learning, seed: deriveSeed(seed, 'restart', iteration) }, null);
    replay = firstReplay();
  };

  const play = (episodeSeed: number) => {
    const random = Random.fromSeed(deriveSeed(episodeSeed, 'policy'));
    let observation = environment.reset(episodeSeed);
    const observations = Array.from(observation);
    const actions: number[] = [];
    const rewards: number[] = [];
    for (;;) {
      const action = learner.sample(observation, 1, random);
      const result = environment.step(action);
      const { reward: paid, terminated, truncated } = result;
      replay.add({ observation, action, reward: paid, nextObservation: result.observation, terminated });
      observation = result.observation;
      observations.push(...Array.from(observation));
      actions.push(...action);
      rewards.push(paid);
      if (terminated || truncated || rewards.length === horizon)
        return {
          observations: Float32Array.from(observations),
          actions: Float32Array.from(actions),
          rewards: Float64Array.from(rewards),
          terminated,
        };
    }
  };

  return {
    round(iteration): SampledRound {
      if (beginsAnew(iteration, settings.restart)) restart(iteration);
      const policy = learner.policy();
      const episodes = Array.from({ length: settings.episodes }, (_, k) =>
        play(deriveSeed(seed, 'episode', iteration, k)),
      );
      const random = Random.fromSeed(deriveSeed(seed, 'replay', iteration));
      const updates: SacUpdate[] = [];
      for (let k = 0; k < settings.policyUpdates; k++) {
        const batch = replay.sample(settings.batchSize, random);
        const rewards = reward.rewards(batch).map((r) => scale * r);
        updates.push(learner.update(batch, rewards, 1));
      }
      const mean = (name: keyof SacUpdate) =>
        updates.reduce((sum, update) => sum + update[name], 0) / updates.length;
      return {
        policy,
        episodes,
        metrics: {
          entropy: mean('entropy'),
          temperature: mean('temperature') / scale,
          criticLoss: mean('criticLoss'),
          actorLoss: mean('actorLoss'),
          meanQ: mean('meanQ') / scale,
        },
      };
    },
    policy: () => learner.policy(),
    values(observations, rows, iteration) {
      const random = Random.fromSeed(deriveSeed(seed, 'values', iteration));
      const sums = new Float64Array(rows);
      for (let k = 0; k < valueDraws; k++)
        learner.values(observations, rows, random).forEach((value, row) => {
          sums[row] += value / (valueDraws * scale);
        });
      return sums;
    },
    save(): PackedState {
      const { json, arrays, networks } = learner.save();
      const { rows, next } = replay.save();
      return { json: { learner: json, replayNext: next }, arrays: { ...arrays, replay: rows }, networks };
    },
    dispose: () => learner.dispose(),
  };
}

function learnerPart(saved: PackedState): PackedState {
  const { replay, ...arrays } = saved.arrays;
  return { json: (saved.json as { learner: unknown }).learner, arrays, networks: saved.networks };
}
