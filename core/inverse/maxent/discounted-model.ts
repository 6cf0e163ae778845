import { LabError } from '../../base/errors.ts';
import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { maxAbs, solveContraction } from '../../numerics/index.ts';
import { causalBackup, continuation } from './causal-backup.ts';
import { type Evidence, stateCounts, type TimedWeights } from './evidence.ts';
import { type MergedActions, mergeActions } from './merged-actions.ts';
import type { EntropyModel } from './model.ts';
import type { MaxEntPolicy } from './types.ts';

/** Accuracy of values and adjoints, relative to their size. */
const accuracy = 1e-13;
const maxSweeps = 1_000_000;

/** sum_t discount^t weight(t, i) for each index i. */
function discounted(timed: TimedWeights, discount: number, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let t = 0, scale = 1; t < timed.offset.length - 1; t++, scale *= discount) {
    for (let k = timed.offset[t]; k < timed.offset[t + 1]; k++)
      out[timed.index[k]] += scale * timed.weight[k];
  }
  return out;
}

/**
 * Causal MaxEnt for ever, the next step weighing gamma < 1: the fixed point of soft Q-iteration and its stationary
 * policy. Solved by Newton's method on V = TV (soft policy iteration, each step a sparse linear system), guarded by
 * plain sweeps, which always contract.
 */
export class DiscountedModel implements EntropyModel {
  readonly #mdp: FiniteMdp;
  readonly #discount: number;
  readonly #temperature: number;
  /** [S] */
  #value: Float64Array;
  /** [S*A] */
  readonly #policy: Float64Array;
  readonly #pairs: MergedActions;
  /** [pairs] gamma P_pi(s'|s) of the policy above. */
  readonly #chain: Float64Array;
  #reward: Float64Array;

  constructor(mdp: FiniteMdp, discount: number, temperature: number) {
    this.#mdp = mdp;
    this.#discount = discount;
    this.#temperature = temperature;
    this.#value = new Float64Array(mdp.stateCount);
    this.#policy = new Float64Array(mdp.stateCount * mdp.actionCount);
    this.#reward = new Float64Array(mdp.stateCount);
    this.#pairs = mergeActions(mdp);
    this.#chain = new Float64Array(this.#pairs.successor.length);
  }

  solve(reward: Float64Array): void {
    const n = this.#mdp.stateCount;
    this.#reward = reward.slice();
    // A solve that failed leaves NaN behind; the next one starts afresh.
    if (!Number.isFinite(this.#value[0])) this.#value.fill(0);
    let swept: Float64Array = new Float64Array(n);
    const correction = new Float64Array(n);
    let before = Infinity;
    for (let iteration = 0; iteration < maxSweeps; iteration++) {
      const defect = this.#sweep(swept);
      const size = maxAbs(defect);
      // NaN and infinities are for the caller to notice in what it reads.
      if (!Number.isFinite(size)) {
        this.#value = new Float64Array(n).fill(Number.NaN);
        return;
      }
      const scale = Math.max(this.#temperature, maxAbs(swept));
      if (
        size <= accuracy * (1 - this.#discount) * scale ||
        (size <= 1e-14 * scale && size >= 0.5 * before)
      ) {
        this.#value = swept;
        this.#link();
        return;
      }
      const newton = size < before || iteration === 0;
      before = size;
      if (newton) {
        this.#link();
        correction.set(defect);
        this.#solveLinear(this.#forward, defect, correction, 1e-4 * size);
        for (let s = 0; s < n; s++) this.#value[s] += correction[s];
      } else {
        [this.#value, swept] = [swept, this.#value];
      }
    }
    throw new LabError('NotConverged', `Soft values did not settle in ${maxSweeps} sweeps.`, {
      remedy: 'Use a smaller discount or a higher temperature.',
    });
  }

  logLikelihood(evidence: Evidence): number {
    const acts = discounted(evidence.acts, 1, this.#policy.length);
    const { actionCount } = this.#mdp;
    let sum = 0;
    acts.forEach((weight, row) => {
      if (weight === 0) return;
      const s = Math.trunc(row / actionCount);
      const rest = continuation(this.#mdp, row, this.#discount, this.#value, 0);
      sum += weight * (this.#reward[s] + rest - this.#value[s]);
    });
    return sum / this.#temperature;
  }

  likelihoodGradient(evidence: Evidence): Float64Array {
    const acts = discounted(evidence.acts, 1, this.#policy.length);
    const counts = stateCounts(evidence, this.#mdp, 1);
    const entering = counts.map((count) => -count);
    this.#pushRows(acts, entering);
    return this.#withVisits(counts, entering);
  }

  matching(evidence: Evidence): number {
    const { stateCount } = this.#mdp;
    const counts = stateCounts(evidence, this.#mdp, this.#discount);
    const ends = discounted(evidence.ends, this.#discount, stateCount);
    const open = discounted(evidence.open, this.#discount, this.#policy.length);
    let sum = 0;
    for (let s = 0; s < stateCount; s++) {
      sum += counts[s] * this.#reward[s] + (ends[s] - evidence.starts[s]) * this.#value[s];
    }
    open.forEach((weight, row) => {
      if (weight > 0) sum += weight * continuation(this.#mdp, row, this.#discount, this.#value, 0);
    });
    return sum / this.#temperature;
  }

  matchingGradient(evidence: Evidence): Float64Array {
    const entering = discounted(evidence.ends, this.#discount, this.#mdp.stateCount);
    for (let s = 0; s < entering.length; s++) entering[s] -= evidence.starts[s];
    this.#pushRows(discounted(evidence.open, this.#discount, this.#policy.length), entering);
    return this.#withVisits(stateCounts(evidence, this.#mdp, this.#discount), entering);
  }

  demonstrated(evidence: Evidence): Float64Array {
    const visits = stateCounts(evidence, this.#mdp, this.#discount);
    const ends = discounted(evidence.ends, this.#discount, this.#mdp.stateCount);
    for (let s = 0; s < visits.length; s++) if (this.#mdp.terminal[s]) visits[s] += ends[s];
    return visits;
  }

  policy(): MaxEntPolicy {
    return {
      horizon: 0,
      temperature: this.#temperature,
      discount: this.#discount,
      policy: this.#policy.slice(),
      value: this.#value.slice(),
      visitation: this.#visits(this.#mdp.initial),
    };
  }

  values(): Float64Array {
    return this.#value;
  }

  warmStart(): Float64Array {
    return this.#value.slice();
  }

  restoreWarmStart(values: Float64Array): void {
    this.#value = values.slice();
  }

  /** swept = T V, the policy with it; answers T V - V. */
  #sweep(swept: Float64Array): Float64Array {
    const { stateCount } = this.#mdp;
    const [value, policy] = [this.#value, this.#policy];
    causalBackup(this.#mdp, this.#reward, this.#discount, this.#temperature, value, 0, swept, 0, policy, 0);
    const defect = new Float64Array(stateCount);
    for (let s = 0; s < stateCount; s++) defect[s] = swept[s] - value[s];
    return defect;
  }

  /** Brings the chain of the current policy up to date. */
  #link(): void {
    const { stateCount, actionCount, rowStart, probability } = this.#mdp;
    const { pairOf } = this.#pairs;
    this.#chain.fill(0);
    for (let row = 0; row < stateCount * actionCount; row++) {
      const share = this.#discount * this.#policy[row];
      for (let k = rowStart[row]; k < rowStart[row + 1]; k++)
        this.#chain[pairOf[k]] += share * probability[k];
    }
  }

  /** out = x - gamma P_pi x. */
  readonly #forward = (x: Float64Array, out: Float64Array): void => {
    const { rowStart, successor } = this.#pairs;
    const chain = this.#chain;
    for (let s = 0, k = 0; s < x.length; s++) {
      let sum = x[s];
      for (const end = rowStart[s + 1]; k < end; k++) sum -= chain[k] * x[successor[k]];
      out[s] = sum;
    }
  };

  /** out = x - gamma P_pi^T x. */
  readonly #transposed = (x: Float64Array, out: Float64Array): void => {
    const { rowStart, successor } = this.#pairs;
    const chain = this.#chain;
    out.set(x);
    for (let s = 0, k = 0; s < x.length; s++) {
      const m = x[s];
      for (const end = rowStart[s + 1]; k < end; k++) out[successor[k]] -= chain[k] * m;
    }
  };

  #solveLinear(
    apply: (x: Float64Array, out: Float64Array) => void,
    b: Float64Array,
    x: Float64Array,
    tolerance: number,
  ): void {
    solveContraction({ apply, b, x, tolerance, maxIterations: maxSweeps });
  }

  /** entering += gamma sum_{s,a} weight(s,a) P(.|s,a). */
  #pushRows(weights: Float64Array, entering: Float64Array): void {
    const { rowStart, successor, probability } = this.#mdp;
    weights.forEach((weight, row) => {
      if (weight === 0) return;
      for (let k = rowStart[row]; k < rowStart[row + 1]; k++) {
        entering[successor[k]] += this.#discount * weight * probability[k];
      }
    });
  }

  /** Discounted visits of mass that enters as given: x = entering + gamma P_pi^T x. */
  #visits(entering: Float64Array): Float64Array {
    const visits = entering.slice();
    const tolerance = accuracy * (1 - this.#discount) * Math.max(maxAbs(entering), 1e-30);
    this.#solveLinear(this.#transposed, entering, visits, tolerance);
    return visits;
  }

  #withVisits(counts: Float64Array, entering: Float64Array): Float64Array {
    const visits = this.#visits(entering);
    return counts.map((count, s) => (count + visits[s]) / this.#temperature);
  }
}
