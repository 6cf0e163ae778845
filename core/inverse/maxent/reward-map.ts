import { LabError } from '../../base/errors.ts';
import type { StateFeatures } from '../../mdp/finite-mdp.ts';
import { stateNames } from './features.ts';

/** How weights make a state reward: r = Phi w, Phi sparse by rows ([S+1] row starts, columns, values). */
export interface RewardMap {
  readonly parameters: number;
  readonly names: readonly string[];
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** Phi from dense state features. `InvalidInput` when their shape is wrong or one of them is not finite. */
export function linearReward(features: StateFeatures, stateCount: number): RewardMap {
  const { count, values, names } = features;
  if (values.length !== stateCount * count) {
    throw new LabError(
      'InvalidInput',
      `Features need ${stateCount} x ${count} values, found ${values.length}.`,
      {
        where: 'features',
      },
    );
  }
  const rowStart = new Int32Array(stateCount + 1);
  const column: number[] = [];
  const value: number[] = [];
  for (let s = 0; s < stateCount; s++) {
    for (let f = 0; f < count; f++) {
      const x = values[s * count + f];
      if (!Number.isFinite(x)) {
        throw new LabError('InvalidInput', `Feature ${names[f] ?? f} of state ${s} is not a finite number.`, {
          where: `features.values[${s * count + f}]`,
        });
      }
      if (x === 0) continue;
      column.push(f);
      value.push(x);
    }
    rowStart[s + 1] = column.length;
  }
  return {
    parameters: count,
    names: Array.from({ length: count }, (_, f) => names[f] ?? `feature ${f}`),
    rowStart,
    column: Int32Array.from(column),
    value: Float64Array.from(value),
  };
}

/** One weight per state: Phi is the identity. */
export function stateReward(stateCount: number): RewardMap {
  return {
    parameters: stateCount,
    names: stateNames(stateCount),
    rowStart: Int32Array.from({ length: stateCount + 1 }, (_, s) => s),
    column: Int32Array.from({ length: stateCount }, (_, s) => s),
    value: new Float64Array(stateCount).fill(1),
  };
}

/** out [S] = Phi w. */
export function rewardOf(map: RewardMap, weights: Float64Array, out: Float64Array): void {
  const { rowStart, column, value } = map;
  for (let s = 0; s < out.length; s++) {
    let sum = 0;
    for (let k = rowStart[s]; k < rowStart[s + 1]; k++) sum += value[k] * weights[column[k]];
    out[s] = sum;
  }
}

/** Phi^T x for x [S], a new [parameters] vector: the chain rule from dr(s) to dw. */
export function pullBack(map: RewardMap, x: Float64Array): Float64Array {
  const { rowStart, column, value } = map;
  const out = new Float64Array(map.parameters);
  for (let s = 0; s < x.length; s++) {
    if (x[s] === 0) continue;
    for (let k = rowStart[s]; k < rowStart[s + 1]; k++) out[column[k]] += value[k] * x[s];
  }
  return out;
}
