import type { NetworkShape, SavedNetwork } from '../../networks/index.ts';
import { networksOf, packState, unpackState } from '../packing.ts';
import { ValueFunction, type ValueScale } from './value-function.ts';

/** Everything that the next iteration depends on; randomness is derived from the counts. */
export interface TrainingState {
  readonly iteration: number;
  readonly environmentSteps: number;
  readonly episodes: number;
  readonly policy: SavedNetwork;
  readonly value: { readonly network: SavedNetwork; readonly scale: ValueScale } | null;
}

export type TrainingCounts = Pick<TrainingState, 'iteration' | 'environmentSteps' | 'episodes'>;

/** The state as a checkpoint. */
export function packTraining({ policy, value, ...counts }: TrainingState): Uint8Array {
  return packState({
    json: { ...counts, scale: value?.scale ?? null },
    arrays: {},
    networks: { policy, ...(value === null ? {} : { value: value.network }) },
  });
}

/**
 * The inverse of {@link packTraining}.
 *
 * @param shapes of the networks that are expected; `value` null where there is none
 * @throws LabError InvalidInput for damaged bytes and for networks of other shapes
 */
export function unpackTraining(
  checkpoint: Uint8Array,
  shapes: { readonly policy: NetworkShape; readonly value: NetworkShape | null },
): TrainingState {
  const state = unpackState(checkpoint);
  const { scale, ...counts } = state.json as TrainingCounts & { readonly scale: ValueScale | null };
  if (shapes.value === null)
    return { ...counts, ...networksOf(state, { policy: shapes.policy }), value: null };
  const { policy, value } = networksOf(state, { policy: shapes.policy, value: shapes.value });
  return { ...counts, policy, value: { network: value, scale: scale ?? ValueFunction.unscaled } };
}
