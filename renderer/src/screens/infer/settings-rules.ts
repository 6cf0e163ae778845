/** Which settings mean nothing beside others, and which do not go together. */
import type { SettingsUse } from '../../../../core/contract/algorithms.ts';
import type { Algorithm } from '../../../../core/contract/index.ts';
import type { Space } from '../../../../core/environments/index.ts';
import type { AllSettings, SettingsFor } from './all-settings.ts';

/** What the actions of the chosen world are; null while that is not known. */
export type Actions = 'discrete' | 'continuous' | null;

export const actionsOf = (space: Space | null): Actions =>
  space && (space.kind === 'box' ? 'continuous' : 'discrete');

/** What settings are beside. */
export interface Circumstances extends Pick<SettingsUse, 'rewardOf'> {
  readonly actions: Actions;
}

type Rules<A extends Algorithm> = {
  readonly [K in keyof SettingsFor<A>]?: (settings: SettingsFor<A>, beside: Circumstances) => boolean;
};

/** Demonstrations come with a reward that was learned. */
const noDemonstrations = (_: unknown, { rewardOf }: Circumstances) => rewardOf === 'environment';

/** For each setting the circumstances in which it changes nothing. */
const meaningless: { readonly [A in Algorithm]: Rules<A> } = {
  'maxent-irl': {
    discount: ({ horizonKind }) => horizonKind === 'finite',
    stepSize: ({ optimiser }) => optimiser === 'lbfgs',
  },
  'deep-maxent-irl': {
    discount: ({ horizonKind }) => horizonKind === 'finite',
    hiddenWidth: ({ hiddenLayers }) => hiddenLayers === 0,
    activation: ({ hiddenLayers }) => hiddenLayers === 0,
  },
  'guided-cost-learning': {
    hiddenWidth: ({ reward, hiddenLayers }) => reward === 'quadratic' || hiddenLayers === 0,
    hiddenLayers: ({ reward }) => reward === 'quadratic',
    activation: ({ reward, hiddenLayers }) => reward === 'quadratic' || hiddenLayers === 0,
    temperature: ({ sampler }) => sampler !== 'soft-actor-critic',
    policyUpdates: ({ sampler }) => sampler !== 'soft-actor-critic',
    demonstrationReplay: ({ sampler }) => sampler !== 'soft-actor-critic',
    policyWidth: ({ policyLayers }) => policyLayers === 0,
  },
  'soft-solve': {
    // Answered by the first question.
    reward: () => true,
    temperature: ({ method }) => method === 'value-iteration',
  },
  'soft-actor-critic': {
    targetEntropy: ({ temperatureMode }, { actions }) =>
      temperatureMode === 'fixed' || actions === 'discrete',
    targetEntropyShare: ({ temperatureMode }, { actions }) =>
      temperatureMode === 'fixed' || actions === 'continuous',
    temperatureStepSize: ({ temperatureMode }) => temperatureMode === 'fixed',
    hiddenWidth: ({ hiddenLayers }) => hiddenLayers === 0,
    activation: ({ hiddenLayers }) => hiddenLayers === 0,
    huberWidth: ({ loss }) => loss === 'squared',
    demonstrationStarts: noDemonstrations,
  },
  'soft-q-learning': {
    hiddenUnits: ({ hiddenLayers }) => hiddenLayers === 0,
    activation: ({ hiddenLayers }) => hiddenLayers === 0,
    huberWidth: ({ loss }) => loss === 'squared',
    demonstrationStarts: noDemonstrations,
    targetRate: ({ targetUpdate }) => targetUpdate === 'copy',
    targetInterval: ({ targetUpdate }) => targetUpdate === 'polyak',
    valueSamples: (_, { actions }) => actions === 'discrete',
    proposal: (_, { actions }) => actions === 'discrete',
    particles: (_, { actions }) => actions === 'discrete',
    samplerLearningRate: (_, { actions }) => actions === 'discrete',
  },
  'soft-policy-gradient': {
    baseline: ({ advantage }) => advantage !== 'reward-to-go',
    steps: ({ advantage }) => advantage !== 'n-step',
    lambda: ({ advantage }) => advantage !== 'gae',
    epochs: ({ update }) => update === 'gradient',
    clipRange: ({ update }) => update === 'gradient',
    valueStepSize: (settings) => !hasValueNetwork(settings),
    valueEpochs: (settings) => !hasValueNetwork(settings),
    valueLayers: (settings) => !hasValueNetwork(settings),
    minibatch: (settings) => settings.update === 'gradient' && !hasValueNetwork(settings),
    units: (settings) => isLinear(settings),
    activation: (settings) => isLinear(settings),
    demonstrationStarts: noDemonstrations,
  },
};

const hasValueNetwork = ({ advantage, baseline }: SettingsFor<'soft-policy-gradient'>) =>
  advantage !== 'reward-to-go' || baseline === 'value';
const isLinear = (settings: SettingsFor<'soft-policy-gradient'>) =>
  settings.policyLayers === 0 && (!hasValueNetwork(settings) || settings.valueLayers === 0);

/** The settings that the others, or the world, make meaningless; they are not shown. */
export function hiddenSettings<A extends Algorithm>(
  algorithm: A,
  settings: SettingsFor<A>,
  beside: Circumstances,
): string[] {
  const rules: Rules<A> = meaningless[algorithm];
  return (Object.keys(rules) as (keyof Rules<A> & string)[]).filter((key) => rules[key]?.(settings, beside));
}

/** Settings that are each in range but do not go together: the fault by key. */
export function clashes(algorithm: Algorithm, settings: AllSettings): Record<string, string> {
  if (algorithm === 'maxent-irl' || algorithm === 'deep-maxent-irl') {
    const { model, horizonKind } = settings[algorithm];
    if (model === 'posterior' && horizonKind === 'discounted')
      return { horizonKind: 'The posterior model needs a finite horizon; the causal one takes both.' };
  }
  if (algorithm === 'guided-cost-learning') {
    const { expert, temperature } = settings[algorithm];
    if (expert === 'discounted' && temperature !== 'one')
      return { temperature: 'The discounted expert needs a policy of temperature one.' };
  }
  return {};
}
