import type { RowBatch } from './trajectories.ts';

/** A penalty and its gradient by the reward of each row, [rows]. */
export interface Penalty {
  readonly value: number;
  readonly gradient: Float64Array;
}

/**
 * Local constant rate (Finn, Levine and Abbeel, 2016): along every trajectory the reward should change at an even pace,
 *
 *     mean_τ Σ_t [ (r_{t+1} - r_t) - (r_t - r_{t-1}) ]².
 */
export function localConstantRate(batch: RowBatch, rewards: ArrayLike<number>): Penalty {
  const { offset, steps } = batch;
  const gradient = new Float64Array(rewards.length);
  let value = 0;
  const share = 1 / steps.length;
  steps.forEach((length, j) => {
    for (let row = offset[j] + 1; row < offset[j] + length - 1; row++) {
      const bend = rewards[row + 1] - 2 * rewards[row] + rewards[row - 1];
      value += share * bend * bend;
      gradient[row + 1] += 2 * share * bend;
      gradient[row] -= 4 * share * bend;
      gradient[row - 1] += 2 * share * bend;
    }
  });
  return { value, gradient };
}

/**
 * Monotonicity (the same paper), for tasks that approach a goal: along the demonstrations, the first `demonstrations` of
 * the batch, the reward should not fall by more than 1 from step to step,
 *
 *     mean_τ Σ_t max(0, r_{t-1} - r_t - 1)².
 */
export function monotonicity(batch: RowBatch, rewards: ArrayLike<number>, demonstrations: number): Penalty {
  const { offset, steps } = batch;
  const gradient = new Float64Array(rewards.length);
  let value = 0;
  const share = 1 / demonstrations;
  for (let j = 0; j < demonstrations; j++)
    for (let row = offset[j] + 1; row < offset[j] + steps[j]; row++) {
      const fall = rewards[row - 1] - rewards[row] - 1;
      if (fall <= 0) continue;
      value += share * fall * fall;
      gradient[row - 1] += 2 * share * fall;
      gradient[row] -= 2 * share * fall;
    }
  return { value, gradient };
}

/**
 * Size: half the squared reward, collected along trajectories as the reward itself is; the demonstrations, the first
 * `demonstrations` of the batch, and the samples weigh the same,
 *
 *     ½ mean_demo Σ_t r_t² + ½ mean_sample Σ_t r_t².
 *
 * It is convex in r. Where demonstrations visit with density d and samples, evenly weighed, with density p, the reward
 * that balances λ of it is (d - p) / (λ (d + p)): within ±1/λ.
 */
export function size(batch: RowBatch, rewards: ArrayLike<number>, demonstrations: number): Penalty {
  const { offset, times } = batch;
  const trajectories = offset.length - 1;
  const gradient = new Float64Array(rewards.length);
  let value = 0;
  for (let j = 0; j < trajectories; j++) {
    const share = 1 / (j < demonstrations ? demonstrations : trajectories - demonstrations);
    for (let row = offset[j]; row < offset[j + 1]; row++) {
      gradient[row] = share * times[row] * rewards[row];
      value += 0.5 * gradient[row] * rewards[row];
    }
  }
  return { value, gradient };
}
