import { deriveSeed, Random } from '../../base/random.ts';
import type { Environment } from '../../environments/index.ts';
import { encodedWidth } from '../../forward/index.ts';
import type { Engine, EngineWish, Network, NetworkShape } from '../../networks/index.ts';
import {
  type RewardInputs,
  rewardInputs,
  rewardInputWidth,
  squarePositions,
} from '../reward-network/index.ts';
import type { GuidedCostSettings } from './spec.ts';
import type { GuidedCostDemonstration } from './types.ts';

/** Curvature that a quadratic reward starts with: none would let the first policy run away. */
const firstCurvature = 0.5;
/** A network starts as a nearly flat reward. */
const firstScale = 0.1;

/** The reward's network: linear in its inputs where it is a quadratic form. */
export function rewardShape(inputs: RewardInputs, settings: GuidedCostSettings): NetworkShape {
  const layers = settings.reward === 'quadratic' ? 0 : settings.hiddenLayers;
  return {
    inputs: rewardInputWidth(inputs),
    hidden: new Array<number>(layers).fill(settings.hiddenWidth),
    outputs: 1,
    activation: settings.activation,
  };
}

/** A reward before its first step. */
export function freshReward(
  inputs: RewardInputs,
  settings: GuidedCostSettings,
  seed: number,
  engine: Engine,
): Network {
  const network = engine.create({ shape: rewardShape(inputs, settings), seed, outputScale: firstScale });
  if (settings.reward === 'quadratic') {
    const parameters = new Float32Array(network.parameterCount);
    for (const at of squarePositions(inputs)) parameters[at] = -firstCurvature;
    network.setParameters(parameters);
  } else {
    const parameters = network.parameters();
    for (const at of unobserved(inputs, network.shape, settings)) parameters[at] = 0;
    network.setParameters(parameters);
    spreadFirstLayer(network, settings.resolution, Random.fromSeed(deriveSeed(seed, 'places')));
  }
  return network;
}

/** Parameters that carry numbers of the state which the reward network is not to look at; they are and stay zero. */
export function unobserved(
  { features, observation }: RewardInputs,
  { inputs, hidden }: NetworkShape,
  { observed }: GuidedCostSettings,
): number[] {
  if (observed === 0 || features === 'quadratic') return [];
  const units = hidden[0] ?? 1;
  const state = Math.min(inputs, encodedWidth(observation));
  return Array.from({ length: Math.max(0, state - observed) * units }, (_, k) => observed * units + k);
}

/**
 * Weights of the first layer times the resolution, and biases such that every unit bends at a place of its own, even over
 * [-1, 1]^n: with zero biases all would bend at the middle, and details elsewhere would take long to appear.
 */
function spreadFirstLayer(network: Network, resolution: number, random: Random): void {
  const { inputs, hidden } = network.shape;
  if (hidden.length === 0) return;
  const units = hidden[0];
  const parameters = network.parameters();
  for (let i = 0; i < inputs * units; i++) parameters[i] *= resolution;
  for (let unit = 0; unit < units; unit++)
    for (let i = 0; i < inputs; i++)
      parameters[inputs * units + unit] -= parameters[i * units + unit] * (2 * random.uniform() - 1);
  network.setParameters(parameters);
}

/**
 * T, the steps over which episodes are compared, where the settings leave it open: those of the longest demonstration.
 * Where demonstrations end by themselves and rest, it is the time limit: over their own length alone, lingering beside the
 * goal until the demonstrations are over would earn as much as being there.
 */
export function horizonOf(
  { horizon, ending }: GuidedCostSettings,
  { actionWidth, maxSteps }: Pick<Environment, 'actionWidth' | 'maxSteps'>,
  demonstrations: readonly GuidedCostDemonstration[],
): number {
  if (horizon > 0) return horizon;
  if (ending === 'hold' && demonstrations.some(({ terminated }) => terminated)) return maxSteps;
  return demonstrations.reduce((most, { actions }) => Math.max(most, actions.length / actionWidth), 0);
}

/**
 * What resting in a state is worth to the policy, in that state's reward: Σ γ^k, k = 1..T, or k = 1, 2, … for the
 * discounted expert.
 */
export function holdStepsOf({ ending, expert, discount }: GuidedCostSettings, horizon: number): number {
  if (ending === 'cut') return 0;
  if (expert === 'discounted') return discount / (1 - discount);
  return discount === 1 ? horizon : (discount * (1 - discount ** horizon)) / (1 - discount);
}

/** The same in the likelihood of an ended episode of L steps: T - L, or what it is worth to the policy. */
export function restOf(settings: GuidedCostSettings, horizon: number): (length: number) => number {
  if (settings.ending === 'cut') return () => 0;
  const forEver = holdStepsOf(settings, horizon);
  return settings.expert === 'discounted' ? () => forEver : (length) => horizon - length;
}

/** What `createEngine` has to know of the work to come. */
export function guidedCostEngineWish(
  environment: Pick<Environment, 'observationSpace' | 'actionSpace'>,
  settings: GuidedCostSettings,
): EngineWish {
  const features = settings.reward === 'quadratic' ? 'quadratic' : 'encoded';
  const { inputs } = rewardShape(rewardInputs(environment, settings.dependsOn, features), settings);
  return {
    preference: settings.engine,
    shape: {
      inputs,
      hidden: new Array<number>(settings.policyLayers).fill(settings.policyWidth),
      outputs: 1,
      activation: 'relu',
    },
    rows: settings.batchSize,
  };
}
