import type { Environment } from '../../environments/index.ts';
import type { RewardModel, Transition } from '../../forward/index.ts';
import type { Engine } from '../../networks/index.ts';
import type { GuidedCostSettings } from './spec.ts';

/** What a sampler is made of. */
export interface SamplerStart {
  readonly environment: Environment;
  readonly settings: GuidedCostSettings;
  /** T */
  readonly horizon: number;
  readonly seed: number;
  readonly engine: Engine;
  /** The reward as it is whenever it is asked. */
  readonly reward: RewardModel;
  /** Steps of the demonstrations. */
  readonly demonstrated: readonly Transition[];
}
