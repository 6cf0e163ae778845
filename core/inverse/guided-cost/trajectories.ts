import type { Episode } from '../../environments/index.ts';
import { joined } from '../../numerics/index.ts';
import { type RewardInputs, rewardInputRows } from '../reward-network/index.ts';

/** An episode as guided cost learning sees it: L actions. */
export interface Trajectory {
  /** [(L+1) * observationWidth] */
  readonly observations: Float32Array;
  /** [L * actionWidth] */
  readonly actions: Float32Array;
  /** L */
  readonly length: number;
  /** The task ended with the last action; otherwise the episode was cut there. */
  readonly terminated: boolean;
}

/** The first `horizon` steps of an episode. */
export function trajectoryOf(
  episode: Pick<Episode, 'observations' | 'actions' | 'terminated'>,
  widths: { readonly observationWidth: number; readonly actionWidth: number },
  horizon: number,
): Trajectory {
  const { observationWidth, actionWidth } = widths;
  const whole = episode.actions.length / actionWidth;
  const length = Math.min(whole, horizon);
  return {
    observations: Float32Array.from(episode.observations.subarray(0, (length + 1) * observationWidth)),
    actions: Float32Array.from(episode.actions.subarray(0, length * actionWidth)),
    length,
    terminated: episode.terminated && whole <= horizon,
  };
}

/**
 * The rows at which a trajectory collects reward, R(τ) = Σ_rows times · r(row): one for each action, and, where ended
 * episodes rest in their last state, one more that counts as often as it is paid.
 */
export interface RewardRows {
  /** [rows * width] inputs of the reward's network. */
  readonly inputs: Float32Array;
  /** [rows] how often each is collected. */
  readonly times: Float64Array;
  /** L: how many of the rows are steps, from the first on. */
  readonly steps: number;
}

/** @param rest how often the last state is paid for where the task ended */
export function rewardRowsOf(inputs: RewardInputs, trajectory: Trajectory, rest: number): RewardRows {
  const { observations, actions, length, terminated } = trajectory;
  const observationWidth = observations.length / (length + 1);
  const acted = observations.subarray(0, length * observationWidth);
  const steps = rewardInputRows(inputs, acted, actions, length);
  if (!terminated || rest <= 0)
    return { inputs: steps, times: new Float64Array(length).fill(1), steps: length };
  const last = rewardInputRows(inputs, observations.subarray(length * observationWidth), null, 1);
  const times = new Float64Array(length + 1).fill(1);
  times[length] = rest;
  return { inputs: joined(steps, last), times, steps: length };
}

/** Rows of many trajectories behind one another; trajectory j has rows `offset[j]` to `offset[j+1]`. */
export interface RowBatch {
  readonly inputs: Float32Array;
  readonly times: Float64Array;
  readonly offset: Int32Array;
  /** [trajectories] how many rows of each are steps. */
  readonly steps: Int32Array;
}

export function concatRows(parts: readonly RewardRows[]): RowBatch {
  const offset = new Int32Array(parts.length + 1);
  parts.forEach(({ times }, j) => {
    offset[j + 1] = offset[j] + times.length;
  });
  const rows = offset[parts.length];
  const width = rows === 0 ? 0 : parts[0].inputs.length / parts[0].times.length;
  const inputs = new Float32Array(rows * width);
  const times = new Float64Array(rows);
  parts.forEach((part, j) => {
    inputs.set(part.inputs, offset[j] * width);
    times.set(part.times, offset[j]);
  });
  return { inputs, times, offset, steps: Int32Array.from(parts, ({ steps }) => steps) };
}

/** R(τ) of each trajectory, [trajectories], from the reward of each row. */
export function returnsOfRows({ times, offset }: RowBatch, rewards: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: offset.length - 1 }, (_, j) => {
    let sum = 0;
    for (let row = offset[j]; row < offset[j + 1]; row++) sum += times[row] * rewards[row];
    return sum;
  });
}
