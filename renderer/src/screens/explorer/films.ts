/** Which step each film shows, and what of its numbers. */
/** towards: forward from the first step, backward from the last; together: both at the same step. */
export type Films = 'towards' | 'together';

/** Steps are t = 1..T. */
export interface Frames {
  readonly forward: number;
  readonly backward: number;
  /** The step whose marginal is known from both messages; null while the films have not met. */
  readonly marginal: number | null;
}

/**
 * @param at how many steps each film has moved on, 0 to T-1
 */
export function framesAt(at: number, horizon: number, films: Films): Frames {
  const moved = Math.min(Math.max(0, Math.round(at)), horizon - 1);
  const forward = moved + 1;
  if (films === 'together') return { forward, backward: forward, marginal: forward };
  const backward = horizon - moved;
  return { forward, backward, marginal: forward >= backward ? forward : null };
}

/** How many moves it takes until the films have met. */
export const meetsAfter = (horizon: number): number => Math.floor(horizon / 2);

/** [S] the layer of step t (1..T) of an array [T*S]; what is infinite becomes NaN, which no map paints. */
export function layerAt(values: Float64Array, t: number, stateCount: number): Float64Array {
  return values
    .slice((t - 1) * stateCount, t * stateCount)
    .map((value) => (Number.isFinite(value) ? value : Number.NaN));
}

/** Probability that the episode has ended before step t: what the marginal lacks to one. */
export function endedBefore(marginal: Float64Array, terminal: ArrayLike<number>, t: number): number {
  let ended = 0;
  for (let step = 0; step < t - 1; step++)
    for (let s = 0; s < terminal.length; s++)
      if (terminal[s] === 1) ended += marginal[step * terminal.length + s];
  return Math.min(1, ended);
}
