import { LabError } from '../base/errors.ts';

/** One of n actions, given as its index. */
export interface DiscreteSpace {
  readonly kind: 'discrete';
  readonly n: number;
  /** [n] what each does, in a word or two. */
  readonly labels: readonly string[];
}

/** Real vectors between two corners; bounds may be infinite. */
export interface BoxSpace {
  readonly kind: 'box';
  /** [width] */
  readonly low: readonly number[];
  /** [width] */
  readonly high: readonly number[];
  /** [width] what each number is, with its unit. */
  readonly labels: readonly string[];
}

export type Space = DiscreteSpace | BoxSpace;

/** How many numbers a member of the space takes. */
export const widthOf = (space: Space): number => (space.kind === 'discrete' ? 1 : space.low.length);

/** A box symmetric about 0: |x_i| <= bound_i. */
export const symmetricBox = (bounds: readonly number[], labels: readonly string[]): BoxSpace => ({
  kind: 'box',
  low: bounds.map((bound) => -bound),
  high: bounds,
  labels,
});

/**
 * Reads an action into `out`, rounded to float32 as it will be stored, so that a recorded episode replays exactly.
 * An index must lie in the space. A vector must be finite, but may lie beyond the box: simulators clip it themselves,
 * because some of them charge for what was asked (MountainCarContinuous-v0).
 *
 * @throws LabError InvalidInput, where `action`
 */
export function readAction(space: Space, action: ArrayLike<number>, out: Float64Array): void {
  if (action.length !== out.length) refuse(space, action);
  for (let i = 0; i < out.length; i++) {
    const value = Math.fround(action[i]);
    if (!Number.isFinite(value)) refuse(space, action);
    out[i] = value;
  }
  if (space.kind === 'discrete' && (!Number.isInteger(out[0]) || out[0] < 0 || out[0] >= space.n))
    refuse(space, action);
}

function refuse(space: Space, action: ArrayLike<number>): never {
  throw new LabError('InvalidInput', `There is no action [${Array.from(action).join(', ')}].`, {
    where: 'action',
    remedy:
      space.kind === 'discrete'
        ? `Give one whole number from 0 to ${space.n - 1}.`
        : `Give ${space.low.length} finite numbers: ${space.labels.join(', ')}.`,
  });
}

/** x held between two bounds. */
export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);
