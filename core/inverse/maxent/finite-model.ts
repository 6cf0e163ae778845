import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { causalPush } from './causal-backup.ts';
import { CausalDynamics } from './causal-dynamics.ts';
import type { Dynamics } from './dynamics.ts';
import { type Evidence, stateCounts, type TimedWeights } from './evidence.ts';
import type { EntropyModel } from './model.ts';
import { PosteriorDynamics } from './posterior-dynamics.ts';
import type { MaxEntPolicy } from './types.ts';

/** MaxEnt over exactly T undiscounted steps; one value and one policy per step. */
export class FiniteModel implements EntropyModel {
  readonly #mdp: FiniteMdp;
  readonly #steps: number;
  readonly #temperature: number;
  readonly #backup: 'causal' | 'posterior';
  readonly #dynamics: Dynamics;
  /** [(T+1)*S]; the last row is what is left after the last step: r(s) in terminal states, else 0. */
  readonly #value: Float64Array;
  #reward: Float64Array;

  constructor(mdp: FiniteMdp, steps: number, temperature: number, backup: 'causal' | 'posterior') {
    this.#mdp = mdp;
    this.#steps = steps;
    this.#temperature = temperature;
    this.#backup = backup;
    this.#value = new Float64Array((steps + 1) * mdp.stateCount);
    this.#reward = new Float64Array(mdp.stateCount);
    const Kind = backup === 'causal' ? CausalDynamics : PosteriorDynamics;
    this.#dynamics = new Kind(mdp, steps, temperature, this.#value);
  }

  solve(reward: Float64Array): void {
    const { stateCount, terminal } = this.#mdp;
    this.#reward = reward.slice();
    const last = this.#steps * stateCount;
    for (let s = 0; s < stateCount; s++) this.#value[last + s] = terminal[s] ? reward[s] : 0;
    for (let t = this.#steps - 1; t >= 0; t--) this.#dynamics.backup(this.#reward, t);
  }

  logLikelihood(evidence: Evidence): number {
    if (this.#backup === 'posterior') {
      return (this.#demonstratedValue(evidence) - this.#logPartition()) / this.#temperature;
    }
    const { offset, index, weight } = evidence.acts;
    const { stateCount, actionCount } = this.#mdp;
    let sum = 0;
    for (let t = 0; t < evidence.longest; t++) {
      for (let k = offset[t]; k < offset[t + 1]; k++) {
        const s = Math.trunc(index[k] / actionCount);
        const q = this.#reward[s] + this.#dynamics.rest(index[k], t);
        sum += weight[k] * (q - this.#value[t * stateCount + s]);
      }
    }
    return sum / this.#temperature;
  }

  likelihoodGradient(evidence: Evidence): Float64Array {
    const { stateCount, actionCount } = this.#mdp;
    if (this.#backup === 'posterior') return this.#valueGradient(evidence, this.#startPosterior());
    const { offset, index, weight } = evidence.acts;
    // log pi_t = (Q_t - V_t)/alpha: each act takes its weight out of V_t(s) and puts it on what follows (s, a).
    const visits = this.#walk(new Float64Array(stateCount), evidence.acts, (t, mass) => {
      if (t >= evidence.longest) return;
      for (let k = offset[t]; k < offset[t + 1]; k++) mass[Math.trunc(index[k] / actionCount)] -= weight[k];
    });
    return this.#scaled(stateCounts(evidence, this.#mdp, 1), visits);
  }

  matching(evidence: Evidence): number {
    let start = 0;
    for (let s = 0; s < this.#mdp.stateCount; s++) start += evidence.starts[s] * this.#value[s];
    return (this.#demonstratedValue(evidence) - start) / this.#temperature;
  }

  matchingGradient(evidence: Evidence): Float64Array {
    return this.#valueGradient(evidence, evidence.starts);
  }

  demonstrated(evidence: Evidence): Float64Array {
    const visits = stateCounts(evidence, this.#mdp, 1);
    const { index, weight } = evidence.ends;
    index.forEach((s, k) => {
      if (this.#mdp.terminal[s]) visits[s] += weight[k];
    });
    return visits;
  }

  policy(): MaxEntPolicy {
    const { stateCount, actionCount, initial } = this.#mdp;
    const policy = this.#dynamics.policy(this.#reward);
    const visitation = initial.slice();
    let mass = initial;
    for (let t = 0; t < this.#steps; t++) {
      const next = new Float64Array(stateCount);
      causalPush(this.#mdp, policy, t * stateCount * actionCount, mass, next);
      // States that are neither acted in nor terminal at the end of the horizon are not visits.
      for (let s = 0; s < stateCount; s++) {
        if (t + 1 < this.#steps || this.#mdp.terminal[s]) visitation[s] += next[s];
      }
      mass = next;
    }
    const value = this.#value.slice(0, stateCount);
    return { horizon: this.#steps, temperature: this.#temperature, discount: 1, policy, value, visitation };
  }

  values(): Float64Array {
    return this.#value;
  }

  warmStart(): Float64Array {
    return new Float64Array(0);
  }

  restoreWarmStart(): void {}

  /** Demonstrated reward plus the value of what was left when a demonstration ended or was cut short. */
  #demonstratedValue(evidence: Evidence): number {
    const { stateCount } = this.#mdp;
    const counts = stateCounts(evidence, this.#mdp, 1);
    let sum = 0;
    for (let s = 0; s < stateCount; s++) sum += counts[s] * this.#reward[s];
    const { ends, open } = evidence;
    for (let t = 0; t <= evidence.longest; t++) {
      for (let k = ends.offset[t]; k < ends.offset[t + 1]; k++) {
        sum += ends.weight[k] * this.#value[t * stateCount + ends.index[k]];
      }
      for (let k = open.offset[t]; k < open.offset[t + 1]; k++) {
        sum += open.weight[k] * this.#dynamics.rest(open.index[k], t);
      }
    }
    return sum;
  }

  /** Gradient of (demonstrated value - sum_s start(s) V_1(s)) / alpha. */
  #valueGradient(evidence: Evidence, start: Float64Array): Float64Array {
    const { ends } = evidence;
    const visits = this.#walk(
      start.map((p) => -p),
      evidence.open,
      (t, mass) => {
        if (t > evidence.longest) return;
        for (let k = ends.offset[t]; k < ends.offset[t + 1]; k++) mass[ends.index[k]] += ends.weight[k];
      },
    );
    return this.#scaled(stateCounts(evidence, this.#mdp, 1), visits);
  }

  /**
   * The reverse pass over the backward recursion: walks signed mass from step 0 to T as the model moves. `enter` adds
   * mass to states at a step; `rows` adds mass behind single (s, a).
   *
   * @returns [S] mass seen in each state over all steps; after the last step only in terminal states
   */
  #walk(
    start: Float64Array,
    rows: TimedWeights,
    enter: (t: number, mass: Float64Array) => void,
  ): Float64Array {
    const { stateCount, terminal } = this.#mdp;
    const visits = new Float64Array(stateCount);
    let mass = start.slice();
    let next = new Float64Array(stateCount);
    for (let t = 0; t < this.#steps; t++) {
      enter(t, mass);
      for (let s = 0; s < stateCount; s++) visits[s] += mass[s];
      next.fill(0);
      this.#dynamics.push(this.#reward, t, mass, next);
      if (t < rows.offset.length - 1) {
        for (let k = rows.offset[t]; k < rows.offset[t + 1]; k++) {
          this.#dynamics.pushRow(rows.index[k], t, rows.weight[k], next);
        }
      }
      [mass, next] = [next, mass];
    }
    enter(this.#steps, mass);
    for (let s = 0; s < stateCount; s++) if (terminal[s]) visits[s] += mass[s];
    return visits;
  }

  /** alpha log sum_s p0(s) exp(V_1(s)/alpha). */
  #logPartition(): number {
    const { initial, stateCount } = this.#mdp;
    let max = -Infinity;
    for (let s = 0; s < stateCount; s++) if (initial[s] > 0) max = Math.max(max, this.#value[s]);
    let sum = 0;
    for (let s = 0; s < stateCount; s++) {
      if (initial[s] > 0) sum += initial[s] * Math.exp((this.#value[s] - max) / this.#temperature);
    }
    return max + this.#temperature * Math.log(sum);
  }

  /** [S] p0(s) exp((V_1(s) - log Z)/alpha): where the posterior starts. */
  #startPosterior(): Float64Array {
    const logZ = this.#logPartition();
    return this.#mdp.initial.map((p, s) =>
      p > 0 ? p * Math.exp((this.#value[s] - logZ) / this.#temperature) : 0,
    );
  }

  #scaled(counts: Float64Array, visits: Float64Array): Float64Array {
    return counts.map((count, s) => (count + visits[s]) / this.#temperature);
  }
}
