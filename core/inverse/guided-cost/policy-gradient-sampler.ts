import { type PackedState, packState, unpackState } from '../../forward/index.ts';
import {
  type SoftPolicyGradientSettings,
  SoftPolicyGradientTrainer,
  softPolicyGradientDefaults,
} from '../../forward/soft-policy-gradient/index.ts';
import type { SampledRound, Sampler } from './sampler.ts';
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
  const problem = {
    environment,
    settings: policyGradientSettingsOf(settings, horizon),
    seed,
    engine,
    reward,
  };
  const trainer =
    saved === null
      ? new SoftPolicyGradientTrainer(problem)
      : SoftPolicyGradientTrainer.resume(problem, packState(saved));
  return {
    round(): SampledRound {
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
    save: () => unpackState(trainer.checkpoint()),
    dispose: () => trainer.dispose(),
  };
}
