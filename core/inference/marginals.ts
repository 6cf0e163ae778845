import type { FiniteMdp } from '../mdp/finite-mdp.ts';
import type { FiniteHorizonSolution } from './finite-horizon.ts';

/** A finite-horizon solution and the MDP that it solves. */
export interface SolvedHorizon {
  readonly mdp: FiniteMdp;
  readonly solution: FiniteHorizonSolution;
}

/** Expected counts over a whole episode. */
export interface ExpectedVisits {
  /**
   * [S] expected number of times that an action is taken in s; for terminal states, the probability of arriving there
   * within the horizon. The gradient of log Z (or of the causal return) in a state reward.
   */
  readonly state: Float64Array;
  /** [S*A] expected number of times that a is taken in s; zeros in terminal states. */
  readonly stateAction: Float64Array;
}

/**
 * State-action marginals `mu_t(s,a)`, t = 0..T-1: the probability of being in s at t and taking a there.
 *
 * Causal: p0 is pushed through pi_t and P. Posterior: forward messages times backward ones,
 * `mu_t(s,a) ∝ forward_t(s) beta_t(s,a)`, computed as the Markov chain that they describe: starts
 * `∝ p0(s) exp(V_1(s)/alpha)` and dynamics `∝ P(s'|s,a) exp(V_{t+1}(s')/alpha)`, normalised where they are used, so
 * nothing under- or overflows. Exact for the posterior at discount 1.
 *
 * @returns [T*S*A]; a layer sums to the probability that the episode has not ended before t
 */
export function finiteMarginals({ mdp, solution }: SolvedHorizon): Float64Array {
  const layer = mdp.stateCount * mdp.actionCount;
  const marginals = new Float64Array(solution.horizon * layer);
  push(mdp, solution, (t, index, mass) => {
    marginals[t * layer + index] = mass;
  });
  return marginals;
}

/**
 * State marginals, t = 0..T: the probability of being in s after t actions; for terminal states, of arriving there at
 * exactly t (the episode is over afterwards).
 *
 * @returns [(T+1)*S]
 */
export function stateMarginals({ mdp, solution }: SolvedHorizon): Float64Array {
  return push(mdp, solution, () => {});
}

/** Expected visits over a whole episode, from the marginals, without holding them all. */
export function stateVisits({ mdp, solution }: SolvedHorizon): ExpectedVisits {
  const { stateCount, actionCount, terminal } = mdp;
  const stateAction = new Float64Array(stateCount * actionCount);
  const arrivals = push(mdp, solution, (_t, index, mass) => {
    stateAction[index] += mass;
  });
  const state = new Float64Array(stateCount);
  for (let s = 0; s < stateCount; s++) {
    if (terminal[s] === 1)
      for (let t = 0; t <= solution.horizon; t++) state[s] += arrivals[t * stateCount + s];
    else for (let a = 0; a < actionCount; a++) state[s] += stateAction[s * actionCount + a];
  }
  return { state, stateAction };
}

/**
 * Pushes the initial distribution through policy and (posterior or true) dynamics.
 *
 * @param visit told mu_t(s,a) for each t and index s*A + a of positive probability
 * @returns [(T+1)*S] probability of each state after t actions
 */
function push(
  mdp: FiniteMdp,
  solution: FiniteHorizonSolution,
  visit: (t: number, index: number, mass: number) => void,
): Float64Array {
  const { stateCount, actionCount, rowStart, successor, probability, initial, terminal } = mdp;
  const { horizon, temperature, value, policy, boundary } = solution;
  const posterior = solution.backup === 'posterior';
  const states = new Float64Array((horizon + 1) * stateCount);
  if (posterior) {
    const tilted = new Tilt(temperature);
    for (let s = 0; s < stateCount; s++) if (initial[s] > 0) tilted.see(value[s]);
    for (let s = 0; s < stateCount; s++) if (initial[s] > 0) tilted.add(initial[s], value[s]);
    for (let s = 0; s < stateCount; s++) if (initial[s] > 0) states[s] = tilted.share(initial[s], value[s]);
  } else states.set(initial);

  for (let t = 0; t < horizon; t++) {
    const here = t * stateCount;
    const next = here + stateCount;
    const last = t === horizon - 1;
    const after = last ? boundary : value;
    const afterOffset = last ? 0 : next;
    for (let s = 0; s < stateCount; s++) {
      const mass = states[here + s];
      if (mass === 0 || terminal[s] === 1) continue;
      for (let row = s * actionCount; row < (s + 1) * actionCount; row++) {
        const taken = mass * policy[here * actionCount + row];
        if (taken === 0) continue;
        visit(t, row, taken);
        const from = rowStart[row];
        const end = rowStart[row + 1];
        if (end === from + 1) states[next + successor[from]] += taken;
        else if (posterior) {
          const tilted = new Tilt(temperature);
          for (let k = from; k < end; k++) tilted.see(after[afterOffset + successor[k]]);
          for (let k = from; k < end; k++) tilted.add(probability[k], after[afterOffset + successor[k]]);
          for (let k = from; k < end; k++)
            states[next + successor[k]] +=
              taken * tilted.share(probability[k], after[afterOffset + successor[k]]);
        } else for (let k = from; k < end; k++) states[next + successor[k]] += taken * probability[k];
      }
    }
  }
  return states;
}

/** A distribution tilted by values: `p_k exp(v_k/alpha) / sum_j p_j exp(v_j/alpha)`. See all, add all, then share. */
class Tilt {
  readonly #temperature: number;
  #best = Number.NEGATIVE_INFINITY;
  #total = 0;

  constructor(temperature: number) {
    this.#temperature = temperature;
  }

  see(value: number): void {
    if (value > this.#best) this.#best = value;
  }

  add(probability: number, value: number): void {
    this.#total += probability * this.#weight(value);
  }

  share(probability: number, value: number): number {
    return (probability * this.#weight(value)) / this.#total;
  }

  #weight(value: number): number {
    if (this.#temperature === 0) return value === this.#best ? 1 : 0;
    return Math.exp((value - this.#best) / this.#temperature);
  }
}
