import { LabError } from '../base/errors.ts';
import type { FiniteMdp, Reward } from '../mdp/finite-mdp.ts';

/** What every exact solver is given. */
export interface Problem {
  readonly mdp: FiniteMdp;
  /** [S*A] r(s,a); a terminal state's own reward is r(s,0), collected once on arrival. */
  readonly reward: Reward;
  /** gamma in [0, 1] */
  readonly discount: number;
  /** alpha >= 0 in units of reward; 0 is ordinary (hard) dynamic programming. */
  readonly temperature: number;
  /** [S*A] prior(a|s) >= 0, with a positive entry in each row; null gives every action the weight 1. */
  readonly prior: Float64Array | null;
}

const invalid = (message: string, where: string, remedy: string) =>
  new LabError('InvalidInput', message, { where, remedy });

/** @throws LabError InvalidInput unless `values` has `length` finite numbers */
export function checkFinite(values: ArrayLike<number>, length: number, where: string): void {
  if (values.length !== length)
    throw invalid(`There are ${values.length} numbers where ${length} belong.`, where, 'Give one per entry.');
  for (let i = 0; i < length; i++)
    if (!Number.isFinite(values[i]))
      throw invalid(`The number is ${values[i]}.`, `${where}[${i}]`, 'Give finite numbers only.');
}

/** @throws LabError InvalidInput unless low <= value <= high */
export function checkRange(value: number, low: number, high: number, where: string): void {
  if (value >= low && value <= high) return;
  throw invalid(`The ${where} is ${value}.`, where, `Choose one from ${low} to ${high}.`);
}

/** Checks shapes and ranges of everything in a problem. */
export function checkProblem(problem: Problem): void {
  const { mdp, reward, discount, temperature, prior } = problem;
  const { stateCount, actionCount } = mdp;
  checkFinite(reward, stateCount * actionCount, 'reward');
  checkRange(discount, 0, 1, 'discount');
  checkRange(temperature, 0, Number.MAX_VALUE, 'temperature');
  if (prior === null) return;
  checkFinite(prior, stateCount * actionCount, 'prior');
  for (let s = 0; s < stateCount; s++) {
    let sum = 0;
    for (let i = s * actionCount; i < (s + 1) * actionCount; i++) {
      if (prior[i] < 0)
        throw invalid(`The prior is ${prior[i]}.`, `prior[${i}]`, 'Weights of actions are 0 or positive.');
      sum += prior[i];
    }
    if (sum === 0 && mdp.terminal[s] === 0)
      throw invalid(
        `The prior of state ${s} allows no action.`,
        `prior[${s * actionCount}]`,
        'Give one action a positive weight.',
      );
  }
}

/**
 * [S*A] what an action is worth before its future, the log prior folded in: `r + alpha log prior(a|s)`; an action of
 * prior 0 is worth -Infinity.
 */
export function gains(problem: Problem): Float64Array {
  const { reward, temperature, prior } = problem;
  if (prior === null) return reward;
  return reward.map((r, i) => {
    if (prior[i] === 0) return Number.NEGATIVE_INFINITY;
    return temperature === 0 ? r : r + temperature * Math.log(prior[i]);
  });
}

/** Where an infinite-horizon problem has ended, and what that was worth. */
export interface Ending {
  /** [S] 1 where nothing follows. */
  readonly ended: Uint8Array;
  /** [S] value of ended states, 0 elsewhere. */
  readonly value: Float64Array;
}

/**
 * Terminal states, worth their own reward; and, without discounting, absorbing states that pay nothing (every action
 * loops with probability 1 and reward 0), worth 0: their endless entropy would otherwise be collected for ever.
 */
export function ending(mdp: FiniteMdp, reward: Reward, discount: number): Ending {
  const { stateCount, actionCount, rowStart, successor, terminal } = mdp;
  const ended = Uint8Array.from(terminal);
  const value = new Float64Array(stateCount);
  for (let s = 0; s < stateCount; s++) {
    if (terminal[s] === 1) value[s] = reward[s * actionCount];
    else if (discount === 1) {
      let absorbing = true;
      for (let row = s * actionCount; absorbing && row < (s + 1) * actionCount; row++)
        absorbing =
          reward[row] === 0 && rowStart[row + 1] === rowStart[row] + 1 && successor[rowStart[row]] === s;
      if (absorbing) ended[s] = 1;
    }
  }
  return { ended, value };
}
