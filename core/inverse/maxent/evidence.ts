/**
 * Demonstrations as counts. Objectives and gradients need only how often each (t, s, a) was seen, where demonstrations
 * started, and where and when those that were cut short stopped.
 */
import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import type { Trajectory } from './types.ts';

/** Weighted indices grouped by time: entries `offset[t]` to `offset[t+1]` belong to step t. */
export interface TimedWeights {
  readonly offset: Int32Array;
  readonly index: Int32Array;
  readonly weight: Float64Array;
}

/** All weights are divided by the number of demonstrations. */
export interface Evidence {
  readonly count: number;
  /** Steps of all demonstrations. */
  readonly steps: number;
  /** Longest demonstration. */
  readonly longest: number;
  /** [S] share of demonstrations that start in each state. */
  readonly starts: Float64Array;
  /** Index s*A+a by step t. */
  readonly acts: TimedWeights;
  /** State in which a demonstration of length t was left: terminal, or cut short. */
  readonly ends: TimedWeights;
  /** Last s*A+a at its own step, of demonstrations whose last state is not known. */
  readonly open: TimedWeights;
}

function grouped(byTime: readonly Map<number, number>[], count: number): TimedWeights {
  const offset = new Int32Array(byTime.length + 1);
  const index: number[] = [];
  const weight: number[] = [];
  byTime.forEach((entries, t) => {
    for (const key of [...entries.keys()].sort((a, b) => a - b)) {
      index.push(key);
      weight.push((entries.get(key) as number) / count);
    }
    offset[t + 1] = index.length;
  });
  return { offset, index: Int32Array.from(index), weight: Float64Array.from(weight) };
}

/** Counts of checked trajectories, times 0 to `longest`. */
export function evidenceOf(mdp: FiniteMdp, trajectories: readonly Trajectory[]): Evidence {
  const longest = trajectories.reduce((most, { actions }) => Math.max(most, actions.length), 0);
  const perTime = () => Array.from({ length: longest + 1 }, () => new Map<number, number>());
  const [acts, ends, open] = [perTime(), perTime(), perTime()];
  const add = (map: Map<number, number>, key: number) => map.set(key, (map.get(key) ?? 0) + 1);
  const starts = new Float64Array(mdp.stateCount);
  let steps = 0;
  for (const { states, actions } of trajectories) {
    const length = actions.length;
    steps += length;
    starts[states[0]] += 1 / trajectories.length;
    for (let t = 0; t < length; t++) add(acts[t], states[t] * mdp.actionCount + actions[t]);
    if (states.length > length) add(ends[length], states[length]);
    else add(open[length - 1], states[length - 1] * mdp.actionCount + actions[length - 1]);
  }
  const count = trajectories.length;
  return {
    count,
    steps,
    longest,
    starts,
    acts: grouped(acts, count),
    ends: grouped(ends, count),
    open: grouped(open, count),
  };
}

/** [S] counts of states acted in, step t weighing discount^t (times at most `longest`). */
export function stateCounts(evidence: Evidence, mdp: FiniteMdp, discount: number): Float64Array {
  const counts = new Float64Array(mdp.stateCount);
  const { offset, index, weight } = evidence.acts;
  for (let t = 0, scale = 1; t < offset.length - 1; t++, scale *= discount) {
    for (let k = offset[t]; k < offset[t + 1]; k++) {
      counts[Math.trunc(index[k] / mdp.actionCount)] += scale * weight[k];
    }
  }
  return counts;
}
