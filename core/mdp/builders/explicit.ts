import { LabError } from '../../base/errors.ts';
import type { FiniteMdp, StateFeatures } from '../finite-mdp.ts';
import { indicatorFeatures, mostIndicatorStates } from '../rewards.ts';
import type { ExplicitSpec } from '../spec.ts';
import { fromTransitions, sumTolerance, type Transition } from '../transitions.ts';
import type { ActionInfo, FiniteWorld } from '../world.ts';
import { moveSets } from './moves.ts';

const invalid = (message: string, where: string, remedy: string) =>
  new LabError('InvalidInput', message, { where, remedy });

/** Names in order, looked up with an error that says where. */
class Names {
  readonly #what: string;
  readonly #index = new Map<string, number>();

  constructor(what: string, names: readonly string[], where: string) {
    this.#what = what;
    names.forEach((name, i) => {
      const earlier = this.#index.get(name);
      if (earlier !== undefined)
        throw invalid(
          `The ${what} “${name}” is listed twice.`,
          `${where}[${i}]`,
          `Rename it; the first is ${where}[${earlier}].`,
        );
      this.#index.set(name, i);
    });
  }

  find(name: string, where: string): number {
    const index = this.#index.get(name);
    if (index !== undefined) return index;
    throw invalid(
      `There is no ${this.#what} called “${name}”.`,
      where,
      `Add it to the list of ${this.#what}s, or correct the name.`,
    );
  }
}

/**
 * A finite MDP with named states and actions, as a person writes it. A reward for a state and action takes the place of
 * the state's; a terminal state has its state reward alone. Without any reward the true one is unknown.
 */
export function buildExplicit(spec: ExplicitSpec): FiniteWorld {
  const states = new Names('state', spec.states, 'states');
  const actions = new Names('action', spec.actions, 'actions');
  const terminal = new Uint8Array(spec.states.length);
  spec.terminal.forEach((name, i) => {
    terminal[states.find(name, `terminal[${i}]`)] = 1;
  });
  const mdp = fromTransitions({
    stateCount: spec.states.length,
    actionCount: spec.actions.length,
    transitions: namedTransitions(spec, states, actions, terminal),
    initial: namedInitial(spec, states, terminal),
    terminal: spec.terminal.map((name, i) => states.find(name, `terminal[${i}]`)),
  });
  return {
    mdp,
    trueReward: spec.rewards.length === 0 ? null : namedReward(spec, states, actions, terminal),
    features: namedFeatures(spec, states, mdp),
    actions: spec.actions.map(actionInfo),
    stateNames: spec.states,
    layout: null,
    maxSteps: spec.maxSteps,
  };
}

function namedTransitions(
  spec: ExplicitSpec,
  states: Names,
  actions: Names,
  terminal: Uint8Array,
): Transition[] {
  const actionCount = spec.actions.length;
  const rows = spec.states.length * actionCount;
  const sums = new Float64Array(rows);
  const first = new Int32Array(rows).fill(-1);
  const transitions = spec.transitions.map(({ from, action, to, probability }, i): Transition => {
    const s = states.find(from, `transitions[${i}].from`);
    const a = actions.find(action, `transitions[${i}].action`);
    const next = states.find(to, `transitions[${i}].to`);
    if (terminal[s] === 1 && next !== s && probability > 0)
      throw invalid(
        `“${from}” is terminal, but this transition leaves it.`,
        `transitions[${i}]`,
        'Drop the transition, or take the state off the terminal list.',
      );
    const row = s * actionCount + a;
    if (first[row] < 0) first[row] = i;
    sums[row] += probability;
    return [s, a, next, probability];
  });
  for (let row = 0; row < rows; row++) {
    const s = Math.floor(row / actionCount);
    if (terminal[s] === 1) continue;
    const about = `“${spec.actions[row % actionCount]}” in “${spec.states[s]}”`;
    if (first[row] < 0)
      throw invalid(
        `There is no transition for ${about}.`,
        'transitions',
        'Say where every action leads in every state, or list the state as terminal.',
      );
    if (Math.abs(sums[row] - 1) > sumTolerance)
      throw invalid(
        `The probabilities of ${about} sum to ${Number(sums[row].toPrecision(12))}, not 1.`,
        `transitions[${first[row]}]`,
        'Make the probabilities of each state and action sum to 1; this is the first of them.',
      );
  }
  return transitions;
}

function namedInitial(spec: ExplicitSpec, states: Names, terminal: Uint8Array): number[] {
  const initial = new Array<number>(spec.states.length).fill(0);
  let sum = 0;
  for (const [name, p] of Object.entries(spec.initial)) {
    const s = states.find(name, `initial.${name}`);
    if (terminal[s] === 1 && p > 0)
      throw invalid(
        `An episode would begin in “${name}”, which is terminal.`,
        `initial.${name}`,
        'Begin elsewhere.',
      );
    initial[s] = p;
    sum += p;
  }
  if (Math.abs(sum - 1) > sumTolerance)
    throw invalid(
      `The initial probabilities sum to ${Number(sum.toPrecision(12))}, not 1.`,
      'initial',
      'Make them sum to 1.',
    );
  return initial;
}

function namedReward(spec: ExplicitSpec, states: Names, actions: Names, terminal: Uint8Array): Float64Array {
  const actionCount = spec.actions.length;
  const reward = new Float64Array(spec.states.length * actionCount);
  const stated = new Map<string, number>();
  const once = (key: string, i: number) => {
    const earlier = stated.get(key);
    if (earlier !== undefined)
      throw invalid(
        'This reward is given twice.',
        `rewards[${i}]`,
        `Drop one; the first is rewards[${earlier}].`,
      );
    stated.set(key, i);
  };
  const forStates: [number, number][] = [];
  const forActions: [number, number][] = [];
  spec.rewards.forEach((entry, i) => {
    const s = states.find(entry.state, `rewards[${i}].state`);
    if (entry.action === undefined) {
      once(`${s}`, i);
      forStates.push([s, entry.reward]);
      return;
    }
    const a = actions.find(entry.action, `rewards[${i}].action`);
    if (terminal[s] === 1)
      throw invalid(
        `“${entry.state}” is terminal: no action is taken there.`,
        `rewards[${i}].action`,
        'Drop the action; a terminal state pays its reward on arrival.',
      );
    once(`${s},${a}`, i);
    forActions.push([s * actionCount + a, entry.reward]);
  });
  for (const [s, r] of forStates) reward.fill(r, s * actionCount, (s + 1) * actionCount);
  for (const [row, r] of forActions) reward[row] = r;
  return reward;
}

function namedFeatures(spec: ExplicitSpec, states: Names, mdp: FiniteMdp): StateFeatures {
  const names = Object.keys(spec.features);
  if (names.length === 0) {
    if (mdp.stateCount > mostIndicatorStates)
      throw invalid(
        `One feature per state is offered up to ${mostIndicatorStates} states; there are ${mdp.stateCount}.`,
        'features',
        'Name the features that the reward may depend on.',
      );
    return indicatorFeatures(mdp, spec.states);
  }
  const count = names.length;
  const values = new Float64Array(mdp.stateCount * count);
  names.forEach((feature, f) => {
    for (const [name, value] of Object.entries(spec.features[feature]))
      values[states.find(name, `features.${feature}.${name}`) * count + f] = value;
  });
  return { count, names, values };
}

/** Actions called like moves get the moves' keys and arrows; the others number keys. */
function actionInfo(name: string, index: number): ActionInfo {
  const moves = [...moveSets.eight, ...moveSets['four-and-stay']];
  const move = moves.find((candidate) => candidate.name === name.toLowerCase());
  if (move !== undefined) return { ...move, name };
  return { name, direction: null, keys: index < 9 ? [`Digit${index + 1}`] : [] };
}
