import { deriveSeed } from '../../base/random.ts';
import { type PackedState, packState, unpackState } from '../../forward/index.ts';
import {
  type SoftPolicyGradientSettings,
  SoftPolicyGradientTrainer,
  softPolicyGradientDefaults,
} from '../../forward/soft-policy-gradient/index.ts';
import { beginsAnew, type SampledRound, type Sampler } from './sampler.ts';
import type { SamplerStart } from './sampler-start.ts';
import type { GuidedCostSettings } from './spec.ts';

/** The clipped soft policy gradient at temperature 1, on `episodes` episodes each time. */
export function policyGradientSettingsOf(
  settings: GuidedCostSettings,
  horizon: number,
): SoftPolicyGradientSettings {
  return {
    ...softPolicyGradientDefaults(),
    update: 'clipped',
    schedule: settings.schedule,
    temperature: 1,
    discount: settings.discount,
    batchSteps: settings.episodes * horizon,
    maxIterations: settings.maxIterations,
    policyStepSize: settings.policyStepSize,
    valueStepSize: settings.policyStepSize,
    policyLayers: settings.policyLayers,
    units: settings.policyWidth,
    minibatch: settings.batchSize,
    engine: settings.engine,
  };
}

/** Samples by the soft policy gradient: each round's episodes are what its one update learns from. */
export function policyGradientSampler(start: SamplerStart, saved: PackedState | null): Sampler {
  const { environment, settings, horizon, seed, engine, reward } = start;
  const problemOf = (begun: number) => ({
    environment,
    settings: policyGradientSettingsOf(settings, horizon),
    seed: begun === 0 ? seed : deriveSeed(seed, 'restart', begun),
    engine,
    reward,
  });
  const former = saved === null ? null : (saved.json as SavedSampler);
  let begun = former?.begun ?? 0;
  let trainer =
    saved === null || former === null
      ? new SoftPolicyGradientTrainer(problemOf(begun))
      : SoftPolicyGradientTrainer.resume(problemOf(begun), packState({ ...saved, json: former.trainer }));
  return {
    round(iteration): SampledRound {
      if (beginsAnew(iteration, settings.restart)) {
        trainer.dispose();
        begun = iteration;
        trainer = new SoftPolicyGradientTrainer(problemOf(begun));
      }
      const policy = trainer.policy();
      const { metrics } = trainer.step();
      const kept = ['entropy', 'temperature', 'policyLoss', 'valueLoss'].filter((name) => name in metrics);
      return {
        policy,
        episodes: trainer.lastEpisodes,
        metrics: Object.fromEntries(kept.map((name) => [name, metrics[name]])),
      };
    },
    policy: () => trainer.policy(),
    values: (observations, rows) => trainer.values(observations, rows) ?? new Float64Array(rows),
    save() {
      const state = unpackState(trainer.checkpoint());
      const json: SavedSampler = { begun, trainer: state.json };
      return { ...state, json };
    },
    dispose: () => trainer.dispose(),
  };
}

interface SavedSampler {
  /** The iteration at which this policy began. */
  readonly begun: number;
  readonly trainer: unknown;
}
