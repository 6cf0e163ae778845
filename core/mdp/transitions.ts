import { LabError } from '../base/errors.ts';
import type { FiniteMdp } from './finite-mdp.ts';
import { RowWriter } from './row-writer.ts';

/** One entry of P: state, action, successor, probability. */
export type Transition = readonly [state: number, action: number, successor: number, probability: number];

/** How far a row of probabilities may be from 1 and still be taken as rounded; it is then rescaled to 1. */
export const sumTolerance = 1e-6;

const invalid = (message: string, where: string, remedy: string) =>
  new LabError('InvalidInput', message, { where, remedy });

/** Checks that `value` is an integer in [0, count). */
function checkIndex(value: number, count: number, what: string, where: string): void {
  if (Number.isInteger(value) && value >= 0 && value < count) return;
  throw invalid(
    `The ${what} is ${value}, but ${what}s are whole numbers from 0 to ${count - 1}.`,
    where,
    `Name an existing ${what}.`,
  );
}

/** Checks a probability; a hair above 1 passes as rounding. */
function checkProbability(value: number, where: string): void {
  if (value >= 0 && value <= 1 + sumTolerance) return;
  throw invalid(`The probability is ${value}.`, where, 'Probabilities lie between 0 and 1.');
}

/**
 * Checks and copies p0.
 *
 * @param initial [S] probabilities; sum 1 within {@link sumTolerance}, rescaled to 1
 * @param terminal [S] flags; an episode cannot begin where it ends
 * @throws LabError InvalidInput, `where` = `initial[s]` or `initial`
 */
export function checkedInitial(initial: ArrayLike<number>, terminal: Uint8Array): Float64Array {
  const stateCount = terminal.length;
  if (initial.length !== stateCount)
    throw invalid(
      `There are ${initial.length} initial probabilities for ${stateCount} states.`,
      'initial',
      'Give one for each state.',
    );
  let sum = 0;
  for (let s = 0; s < stateCount; s++) {
    checkProbability(initial[s], `initial[${s}]`);
    if (initial[s] > 0 && terminal[s] === 1)
      throw invalid(
        'An episode would begin in a terminal state.',
        `initial[${s}]`,
        'Begin in states from which an action can be taken.',
      );
    sum += initial[s];
  }
  if (!(Math.abs(sum - 1) <= sumTolerance))
    throw invalid(`The initial probabilities sum to ${sum}, not 1.`, 'initial', 'Make them sum to 1.');
  return Float64Array.from(initial, (p) => p / sum);
}

/**
 * A finite MDP from a list of transitions.
 *
 * Entries may come in any order; entries for the same (s, a, s') add up; zeros are dropped. Rows that sum to 1 within
 * 1e-6 are rescaled to 1. Terminal states need no rows; self-loops written for them are dropped, anything else that
 * leaves one is an error.
 *
 * @throws LabError InvalidInput, `where` pointing at the entry, e.g. `transitions[3]`
 */
export function fromTransitions(description: {
  readonly stateCount: number;
  readonly actionCount: number;
  readonly transitions: readonly Transition[];
  /** [S] p0(s) */
  readonly initial: readonly number[];
  /** Indices of the terminal states. */
  readonly terminal: readonly number[];
}): FiniteMdp {
  const { stateCount, actionCount, transitions } = description;
  if (!Number.isInteger(stateCount) || stateCount < 1)
    throw invalid(`There are ${stateCount} states.`, 'stateCount', 'Give at least one state.');
  if (!Number.isInteger(actionCount) || actionCount < 1)
    throw invalid(`There are ${actionCount} actions.`, 'actionCount', 'Give at least one action.');
  const terminal = new Uint8Array(stateCount);
  description.terminal.forEach((s, i) => {
    checkIndex(s, stateCount, 'state', `terminal[${i}]`);
    terminal[s] = 1;
  });

  const rows = stateCount * actionCount;
  const rowStart = new Int32Array(rows + 1);
  const firstEntry = new Int32Array(rows).fill(-1);
  const kept: number[] = [];
  for (let i = 0; i < transitions.length; i++) {
    const entry = transitions[i];
    const where = `transitions[${i}]`;
    if (!Array.isArray(entry) || entry.length !== 4)
      throw invalid('An entry is not [state, action, successor, probability].', where, 'Give four numbers.');
    const [s, a, next, p] = entry as Transition;
    checkIndex(s, stateCount, 'state', where);
    checkIndex(a, actionCount, 'action', where);
    checkIndex(next, stateCount, 'state', where);
    checkProbability(p, where);
    if (terminal[s] === 1 && next !== s && p > 0)
      throw invalid(
        `State ${s} is terminal, but this transition leaves it.`,
        where,
        'Drop the transition, or do not call the state terminal.',
      );
    const row = s * actionCount + a;
    if (firstEntry[row] < 0) firstEntry[row] = i;
    if (p === 0 || terminal[s] === 1) continue;
    kept.push(i);
    rowStart[row + 1]++;
  }
  for (let row = 0; row < rows; row++) rowStart[row + 1] += rowStart[row];

  const cursor = rowStart.slice(0, rows);
  const successor = new Int32Array(kept.length);
  const probability = new Float64Array(kept.length);
  for (const i of kept) {
    const [s, a, next, p] = transitions[i];
    const at = cursor[s * actionCount + a]++;
    successor[at] = next;
    probability[at] = p;
  }
  const writer = new RowWriter(stateCount, actionCount, kept.length);
  for (let row = 0; row < rows; row++) {
    const from = rowStart[row];
    const to = rowStart[row + 1];
    const s = Math.floor(row / actionCount);
    let sum = 0;
    for (let k = from; k < to; k++) sum += probability[k];
    if (terminal[s] === 0 && !(Math.abs(sum - 1) <= sumTolerance)) {
      const a = row % actionCount;
      if (firstEntry[row] < 0)
        throw invalid(
          `There is no transition for action ${a} in state ${s}.`,
          'transitions',
          'Say where every action leads in every state, or call the state terminal.',
        );
      throw invalid(
        `The probabilities of action ${a} in state ${s} sum to ${sum}, not 1.`,
        `transitions[${firstEntry[row]}]`,
        'Make the probabilities of each state and action sum to 1.',
      );
    }
    for (let k = from; k < to; k++) writer.add(successor[k], probability[k]);
    writer.endRow();
  }
  return writer.finish(checkedInitial(description.initial, terminal), terminal);
}
