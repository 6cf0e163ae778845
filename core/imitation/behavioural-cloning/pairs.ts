import { LabError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { type ActionHead, type Encoding, encode, encodedWidth, rawWidth } from '../../forward/index.ts';

/** What cloning reads of one demonstration of T steps. */
export interface DemonstratedSteps {
  /** [T * width] or [(T+1) * width]: the last observation, after which nobody acted, is left aside. */
  readonly observations: Float32Array;
  /** [T * actionWidth] */
  readonly actions: Float32Array;
}

/** Observed and done, step by step, ready for the network. */
export interface Pairs {
  readonly rows: number;
  /** [rows * inputs] */
  readonly inputs: Float32Array;
  /** [rows * actionWidth] */
  readonly actions: Float32Array;
}

/**
 * All steps of some demonstrations, one below the other.
 *
 * @throws LabError InvalidInput for numbers that are no steps, or are not finite
 */
export function pairsOf(
  demonstrations: readonly DemonstratedSteps[],
  encoding: Encoding,
  { actionWidth }: ActionHead,
): Pairs {
  const width = rawWidth(encoding);
  const steps = demonstrations.map(({ observations, actions }, i) => {
    const count = actions.length / actionWidth;
    const observed = observations.length / width;
    const sound = Number.isInteger(count) && (observed === count || observed === count + 1);
    if (!sound || !observations.every(Number.isFinite) || !actions.every(Number.isFinite))
      throw new LabError('InvalidInput', 'This is no sequence of observations and actions.', {
        where: `demonstrations[${i}]`,
        remedy: `Give ${width} finite numbers per observation and ${actionWidth} per action, one action for each observation but the last.`,
      });
    return count;
  });
  const rows = steps.reduce((sum, count) => sum + count, 0);
  const inputs = new Float32Array(rows * encodedWidth(encoding));
  const actions = new Float32Array(rows * actionWidth);
  let row = 0;
  demonstrations.forEach((one, i) => {
    const count = steps[i];
    const acted = one.observations.subarray(0, count * width);
    inputs.set(encode(encoding, acted, count), row * encodedWidth(encoding));
    actions.set(one.actions, row * actionWidth);
    row += count;
  });
  return { rows, inputs, actions };
}

/** `rows` steps drawn evenly and with replacement; all of them, in order, where there are no more. */
export function drawPairs(pairs: Pairs, rows: number, random: Random): Pairs {
  if (pairs.rows <= rows) return pairs;
  const width = pairs.inputs.length / pairs.rows;
  const actionWidth = pairs.actions.length / pairs.rows;
  const inputs = new Float32Array(rows * width);
  const actions = new Float32Array(rows * actionWidth);
  for (let row = 0; row < rows; row++) {
    const from = random.integer(pairs.rows);
    inputs.set(pairs.inputs.subarray(from * width, (from + 1) * width), row * width);
    actions.set(pairs.actions.subarray(from * actionWidth, (from + 1) * actionWidth), row * actionWidth);
  }
  return { rows, inputs, actions };
}
