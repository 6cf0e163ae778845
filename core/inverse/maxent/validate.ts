import { LabError } from '../../base/errors.ts';
import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import type { MaxEntHorizon, Trajectory } from './types.ts';

const invalid = (message: string, where: string, remedy: string) =>
  new LabError('InvalidInput', message, { where, remedy });

function inRange(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < count;
}

function possible(mdp: FiniteMdp, row: number, next: number): boolean {
  for (let k = mdp.rowStart[row]; k < mdp.rowStart[row + 1]; k++) if (mdp.successor[k] === next) return true;
  return false;
}

function checkOne(mdp: FiniteMdp, trajectory: Trajectory, where: string): void {
  const { states, actions, terminated } = trajectory;
  const length = actions.length;
  const remedy = 'Choose demonstrations of this environment as it is now.';
  if (length === 0) throw invalid('A demonstration without steps shows nothing.', where, 'Leave it out.');
  if (states.length !== length && states.length !== length + 1) {
    throw invalid(`${length} actions go with ${length + 1} states, found ${states.length}.`, where, remedy);
  }
  for (let t = 0; t < states.length; t++) {
    if (!inRange(states[t], mdp.stateCount)) {
      throw invalid(`State ${states[t]} does not exist.`, `${where}.states[${t}]`, remedy);
    }
    if (t < length && mdp.terminal[states[t]]) {
      throw invalid(
        `It acts in state ${states[t]}, where the episode has ended.`,
        `${where}.states[${t}]`,
        remedy,
      );
    }
    if (t < length && !inRange(actions[t], mdp.actionCount)) {
      throw invalid(`Action ${actions[t]} does not exist.`, `${where}.actions[${t}]`, remedy);
    }
    if (t > 0 && !possible(mdp, states[t - 1] * mdp.actionCount + actions[t - 1], states[t])) {
      const step = `action ${actions[t - 1]} never leads from state ${states[t - 1]} to state ${states[t]}`;
      throw invalid(`In this world ${step}.`, `${where}.states[${t}]`, remedy);
    }
  }
  if (terminated && !(states.length > length && mdp.terminal[states[length]])) {
    throw invalid('It is marked as terminated but does not end in a terminal state.', where, remedy);
  }
}

/** `InvalidInput`, pointing at the entry, unless every trajectory is one that this MDP can produce. */
export function checkTrajectories(mdp: FiniteMdp, trajectories: readonly Trajectory[], where: string): void {
  trajectories.forEach((trajectory, i) => {
    checkOne(mdp, trajectory, `${where}[${i}]`);
  });
}

/**
 * `InvalidInput` when the posterior's likelihood of a start is 0 at every reward: it counts log p0(s), and what no
 * reward can explain would let the likelihood rise without end.
 */
export function checkStarts(mdp: FiniteMdp, trajectories: readonly Trajectory[], where: string): void {
  const odd = trajectories.findIndex(({ states }) => !(mdp.initial[states[0]] > 0));
  if (odd < 0) return;
  throw invalid(
    `Episodes never start in state ${trajectories[odd].states[0]}, so the posterior model rules this demonstration out.`,
    `${where}[${odd}]`,
    'Leave it out, let episodes start there, or choose the causal model or feature matching.',
  );
}

/** Numbers of [T*S*A] tables that are still held in memory: 1 GiB of float64. */
const tableLimit = 2 ** 27;

/** `InvalidInput` for a horizon, temperature or penalty outside its range, or a combination that is not defined. */
export function checkModel(input: {
  mdp: FiniteMdp;
  horizon: MaxEntHorizon;
  temperature: number;
  model: 'causal' | 'posterior';
  l2: number;
  longest: number;
}): void {
  const { mdp, horizon, temperature, model, l2, longest } = input;
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw invalid('The temperature must be a number above 0.', 'temperature', 'Use 1 when in doubt.');
  }
  if (!(l2 >= 0 && Number.isFinite(l2))) {
    throw invalid('The L2 penalty must be 0 or more.', 'l2', 'Use 0.01 when in doubt.');
  }
  if (horizon.kind === 'finite') {
    if (!Number.isInteger(horizon.steps) || horizon.steps < longest) {
      const message = `A horizon of ${horizon.steps} steps is shorter than the longest demonstration (${longest} steps).`;
      throw invalid(message, 'horizon', `Use ${longest} steps or more.`);
    }
    if (horizon.steps * mdp.stateCount * mdp.actionCount > tableLimit) {
      const size = `${horizon.steps} steps x ${mdp.stateCount} states x ${mdp.actionCount} actions`;
      const message = `A finite horizon needs one policy per step, and ${size} is more than fits in memory.`;
      throw invalid(message, 'horizon', 'Choose the discounted horizon, which needs one policy in all.');
    }
    return;
  }
  if (!(horizon.discount >= 0 && horizon.discount < 1)) {
    throw invalid('The discount must be at least 0 and below 1.', 'discount', 'Use 0.95 when in doubt.');
  }
  if (model === 'posterior') {
    throw invalid(
      'The posterior model needs a finite horizon: with discounting, exp(sum of discounted rewards) is not a distribution over behaviour that one stationary policy can follow.',
      'model',
      'Choose the finite horizon, or the causal model.',
    );
  }
}
