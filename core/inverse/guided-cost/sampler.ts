import type { Episode } from '../../environments/index.ts';
import type { PackedState, SavedPolicy } from '../../forward/index.ts';

/** One round of sampling: the episodes, the policy that played them, and how its improvement went. */
export interface SampledRound {
  readonly policy: SavedPolicy;
  readonly episodes: readonly Pick<Episode, 'observations' | 'actions' | 'rewards' | 'terminated'>[];
  readonly metrics: Readonly<Record<string, number>>;
}

/** The policy that samples: it plays, and is improved a little against the reward as that is now. */
export interface Sampler {
  /** Plays episodes of its present policy, then improves it. `iteration` seeds what is random. */
  round(iteration: number): SampledRound;
  policy(): SavedPolicy;
  /** V of the present policy in each state, entropy included, as its critics know it, [rows]. `iteration` as in `round`. */
  values(observations: Float32Array, rows: number, iteration: number): Float64Array;
  /** Everything that the next round depends on. */
  save(): PackedState;
  dispose(): void;
}

/** Whether the policy is begun anew before this iteration. @param every iterations between two beginnings; 0 for never */
export const beginsAnew = (iteration: number, every: number): boolean =>
  every > 0 && iteration > 0 && iteration % every === 0;
