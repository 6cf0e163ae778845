import { LabError } from '../../base/errors.ts';
import type { Environment } from '../../environments/index.ts';
import { type Encoding, encode, encodedWidth, encodingOf, rawWidth } from '../../forward/index.ts';

/** What a reward may depend on. */
export type RewardArguments = 'state' | 'state-action';

/**
 * How states and actions become the inputs of a reward's network:
 * - `encoded`: the encoded state, with the encoded action behind it where the reward depends on actions;
 * - `quadratic`: of those numbers, the ones themselves, the products of two of the state and the products of two of the
 *   action: a linear map of these is a quadratic form x'Qx + u'Ru + b·(x, u), without products of state and action.
 *   A single number of a reward of the state alone gives (x, x²), and so on.
 */
export interface RewardInputs {
  readonly dependsOn: RewardArguments;
  readonly features: 'encoded' | 'quadratic';
  readonly observation: Encoding;
  readonly action: Encoding;
}

/** The inputs that an environment's spaces give. */
export function rewardInputs(
  environment: Pick<Environment, 'observationSpace' | 'actionSpace'>,
  dependsOn: RewardArguments,
  features: RewardInputs['features'],
): RewardInputs {
  return {
    dependsOn,
    features,
    observation: encodingOf(environment.observationSpace),
    action: encodingOf(environment.actionSpace),
  };
}

const products = (width: number) => (width * (width + 1)) / 2;

/** Encoded numbers of state and action; 0 for an action that the reward does not depend on. */
const widths = ({ dependsOn, observation, action }: RewardInputs) => ({
  state: encodedWidth(observation),
  action: dependsOn === 'state' ? 0 : encodedWidth(action),
});

/** Inputs of the network for each row. */
export function rewardInputWidth(inputs: RewardInputs): number {
  const { state, action } = widths(inputs);
  return state + action + (inputs.features === 'quadratic' ? products(state) + products(action) : 0);
}

/**
 * The network's inputs for rows of raw numbers.
 *
 * @param observations [rows * observation width]
 * @param actions [rows * action width]; null for no action at all: zeros in place of the encoded action, which is the
 *   middle of a bounded box and none of a set
 * @returns [rows * rewardInputWidth]
 * @throws LabError InvalidInput for a wrong number of values or an index outside its space
 */
export function rewardInputRows(
  inputs: RewardInputs,
  observations: ArrayLike<number>,
  actions: ArrayLike<number> | null,
  rows: number,
): Float32Array {
  const { state, action } = widths(inputs);
  const states = encode(inputs.observation, observations, rows);
  if (actions !== null && actions.length !== rows * rawWidth(inputs.action))
    throw new LabError('InvalidInput', `${actions.length} numbers are not ${rows} actions.`, {
      where: 'actions',
    });
  const acts =
    action === 0 || actions === null ? new Float32Array(rows * action) : encode(inputs.action, actions, rows);
  const width = rewardInputWidth(inputs);
  const out = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    let at = row * width;
    for (let i = 0; i < state; i++) out[at++] = states[row * state + i];
    for (let i = 0; i < action; i++) out[at++] = acts[row * action + i];
    if (inputs.features === 'encoded') continue;
    at = writeProducts(out, at, states, row * state, state);
    writeProducts(out, at, acts, row * action, action);
  }
  return out;
}

/** x_i x_j for i <= j; returns where the next number goes. */
function writeProducts(
  out: Float32Array,
  start: number,
  x: Float32Array,
  offset: number,
  width: number,
): number {
  let at = start;
  for (let i = 0; i < width; i++) for (let j = i; j < width; j++) out[at++] = x[offset + i] * x[offset + j];
  return at;
}

/** Where the squares x_i² lie among the quadratic inputs: for forms that start bounded above. */
export function squarePositions(inputs: RewardInputs): number[] {
  const { state, action } = widths(inputs);
  const positions: number[] = [];
  let at = state + action;
  for (const width of [state, action])
    for (let i = 0; i < width; i++) for (let j = i; j < width; j++, at++) if (i === j) positions.push(at);
  return positions;
}
