import { LabError } from '../base/errors.ts';
import type { FiniteMdp } from '../mdp/finite-mdp.ts';
import { expectedBackup } from './backup.ts';
import { checkProblem, type Problem } from './problem.ts';
import { softMaximum, softMaximumOf } from './softmax.ts';

/** How chance enters the backup. */
export type Backup = 'causal' | 'posterior';

/** A problem of T steps. */
export interface FiniteHorizonProblem extends Problem {
  /** T >= 1, number of actions. */
  readonly horizon: number;
  readonly backup: Backup;
}

/** Messages of a finite-horizon problem, with the parts of the problem that give them their meaning. */
export interface FiniteHorizonSolution {
  readonly horizon: number;
  readonly discount: number;
  readonly temperature: number;
  readonly backup: Backup;
  /** [T*S*A] Q_t(s,a) = alpha log beta_t(s,a), t = 0..T-1; a terminal state shows its value for every action. */
  readonly q: Float64Array;
  /** [T*S] V_t(s) = alpha log beta_t(s) */
  readonly value: Float64Array;
  /** [T*S*A] pi_t(a|s); zeros in terminal states. */
  readonly policy: Float64Array;
  /** [S] value after the last action: r(s) of terminal states, 0 elsewhere. */
  readonly boundary: Float64Array;
}

/** Most numbers in one array [T*S*A]: 1 GiB of doubles. */
const mostEntries = 2 ** 27;

/**
 * Backward messages of a finite horizon, t = T..1:
 *
 * - causal: `Q_t = r + gamma E[V_{t+1}]`, the dynamics held fixed (variational inference, maximum causal entropy);
 * - posterior: `Q_t = r + gamma alpha log E[exp(V_{t+1}/alpha)]`, exact inference at discount 1, which also conditions
 *   the dynamics on success; at temperature 0 the best successor is taken for granted.
 *
 * `V_t(s) = alpha log sum_a prior(a|s) exp(Q_t/alpha)`, `V_{T+1} = r(s)` in terminal states and 0 elsewhere. The two
 * agree when the dynamics are deterministic.
 *
 * @throws LabError InvalidInput, also when T*S*A is too large to hold
 */
export function finiteHorizon(problem: FiniteHorizonProblem): FiniteHorizonSolution {
  checkProblem(problem);
  const { mdp, reward, horizon, discount, temperature, prior, backup } = problem;
  const { stateCount, actionCount, terminal } = mdp;
  if (!Number.isInteger(horizon) || horizon < 1)
    throw new LabError('InvalidInput', `The horizon is ${horizon}.`, {
      where: 'horizon',
      remedy: 'Plan for a whole number of steps, at least 1.',
    });
  const layer = stateCount * actionCount;
  if (horizon * layer > mostEntries)
    throw new LabError(
      'InvalidInput',
      `${horizon} steps times ${stateCount} states times ${actionCount} actions do not fit in memory.`,
      { where: 'horizon', remedy: 'Shorten the horizon, or use an infinite one with a discount.' },
    );
  const q = new Float64Array(horizon * layer);
  const policy = new Float64Array(horizon * layer);
  const value = new Float64Array(horizon * stateCount);
  const boundary = new Float64Array(stateCount);
  for (let s = 0; s < stateCount; s++) if (terminal[s] === 1) boundary[s] = reward[s * actionCount];
  const weight = new Float64Array(stateCount);

  for (let t = horizon - 1; t >= 0; t--) {
    const at = t * layer;
    const here = t * stateCount;
    // What follows t: the boundary, or the layer after.
    const after = t === horizon - 1 ? boundary : value;
    const afterOffset = t === horizon - 1 ? 0 : here + stateCount;
    for (let s = 0; s < stateCount; s++) value[here + s] = boundary[s];
    if (backup === 'causal') expectedBackup(mdp, reward, discount, terminal, after, afterOffset, q, at);
    else optimisticBackup(problem, after, afterOffset, boundary, weight, q, at);
    softMaximum(actionCount, temperature, prior, terminal, q, policy, at, value, here);
  }
  return { horizon, discount, temperature, backup, q, value, policy, boundary };
}

/** Below this an expectation of exponentials may have lost terms that matter. */
const smallest = 1e-280;

/**
 * `q = r + gamma alpha log E[exp(V/alpha)]`. The exponentials are taken once per state, relative to the largest value;
 * a row whose successors are all far below it is done again relative to its own largest.
 */
function optimisticBackup(
  problem: FiniteHorizonProblem,
  after: Float64Array,
  afterOffset: number,
  boundary: Float64Array,
  weight: Float64Array,
  q: Float64Array,
  offset: number,
): void {
  const { mdp, reward, discount, temperature } = problem;
  const { stateCount, actionCount, rowStart, successor, probability, terminal } = mdp;
  let top = Number.NEGATIVE_INFINITY;
  for (let s = 0; s < stateCount; s++) top = Math.max(top, after[afterOffset + s]);
  if (temperature > 0)
    for (let s = 0; s < stateCount; s++) weight[s] = Math.exp((after[afterOffset + s] - top) / temperature);
  for (let s = 0; s < stateCount; s++) {
    if (terminal[s] !== 0) {
      q.fill(boundary[s], offset + s * actionCount, offset + (s + 1) * actionCount);
      continue;
    }
    for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
      const end = rowStart[row + 1];
      let sum = 0;
      if (temperature > 0)
        for (let k = rowStart[row]; k < end; k++) sum += probability[k] * weight[successor[k]];
      let future: number;
      if (end === rowStart[row] + 1) future = after[afterOffset + successor[end - 1]];
      else if (sum > smallest) future = top + temperature * Math.log(sum);
      else future = rowSoftMaximum(mdp, row, after, afterOffset, temperature);
      q[offset + row] = reward[row] + discount * future;
    }
  }
}

/** `alpha log sum_k p_k exp(V(s'_k)/alpha)` of one row, relative to the row's own largest value. */
function rowSoftMaximum(
  mdp: FiniteMdp,
  row: number,
  after: Float64Array,
  afterOffset: number,
  temperature: number,
): number {
  const { rowStart, successor, probability } = mdp;
  const from = rowStart[row];
  const end = rowStart[row + 1];
  let best = Number.NEGATIVE_INFINITY;
  for (let k = from; k < end; k++) best = Math.max(best, after[afterOffset + successor[k]]);
  if (temperature === 0) return best;
  let sum = 0;
  for (let k = from; k < end; k++)
    sum += probability[k] * Math.exp((after[afterOffset + successor[k]] - best) / temperature);
  return best + temperature * Math.log(sum);
}

/**
 * `log Z`, in units of reward: `alpha log sum_s p0(s) exp(V_1(s)/alpha)`; the best start at temperature 0.
 *
 * @param value [S] or more: the first S entries are V_1
 */
export function logPartition(about: {
  readonly mdp: FiniteMdp;
  readonly value: Float64Array;
  readonly temperature: number;
}): number {
  return softMaximumOf(about.value, about.mdp.initial, about.temperature);
}
