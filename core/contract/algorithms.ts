/** Every algorithm of the contract: what it is called, what it needs, and its settings, for whoever offers them. */
import type { SettingsDefinition } from '../base/settings.ts';
import { sacDefaults, sacDefinition, sacSettings } from '../forward/soft-actor-critic/spec.ts';
import { sacForLearned } from '../forward/soft-actor-critic/spec-learned.ts';
import {
  softPolicyGradientDefaults,
  softPolicyGradientDefinition,
  softPolicyGradientSettings,
} from '../forward/soft-policy-gradient/spec.ts';
import { softPolicyGradientForLearned } from '../forward/soft-policy-gradient/spec-learned.ts';
import { softQDefaults, softQDefinition, softQSettings } from '../forward/soft-q-learning/spec.ts';
import { softSolveDefaults, softSolveDefinition, softSolveSettings } from '../inference/soft-solve/spec.ts';
import { deepMaxEntDefaults, deepMaxEntDefinition, deepMaxEntSettings } from '../inverse/deep-maxent/spec.ts';
import { guidedCostDefaults, guidedCostDefinition, guidedCostSettings } from '../inverse/guided-cost/spec.ts';
import { guidedCostSteady } from '../inverse/guided-cost/spec-steady.ts';
import { maxEntDefaults, maxEntDefinition, maxEntSettings } from '../inverse/maxent/spec.ts';
import type { RunSpec } from './runs.ts';

export type Algorithm = RunSpec['algorithm'];
type SettingsFor<A extends Algorithm> = Extract<RunSpec, { algorithm: A }>['settings'];

/** Complete settings for one use of an algorithm. */
export interface SettingsPreset<Settings> {
  readonly id: string;
  readonly label: string;
  /** One sentence: when to take them. */
  readonly help: string;
  readonly settings: () => Settings;
  /** Where it should be started from, and why, as a clause. */
  readonly suits: (use: SettingsUse) => boolean;
  readonly because: string;
}

/** What settings are chosen for. */
export interface SettingsUse {
  /** The time limit of a world in motion, in steps; null in others. */
  readonly episodeSteps: number | null;
  /** Whose reward is solved; null where one is learned. */
  readonly rewardOf: 'environment' | 'run' | null;
}

/** Steps from which on importance weights rest on a trajectory or two. */
const longEpisode = 30;

/** What presets for rewards that a run recovered have in common. */
const forLearned = {
  id: 'learned',
  label: 'Learned rewards',
  suits: ({ episodeSteps, rewardOf }: SettingsUse) => episodeSteps !== null && rewardOf === 'run',
  because: 'the reward was learned',
} as const;

/** What is known of an algorithm before it runs. */
export interface AlgorithmFacts<Settings> {
  readonly name: string;
  /** As it stands in the name of a run. */
  readonly short: string;
  /** One sentence: what it does and when to choose it. */
  readonly help: string;
  /** Inverse methods learn a reward from demonstrations, forward ones solve a reward. */
  readonly learnsFrom: 'demonstrations' | 'reward';
  /** Where it works; exact methods need states that can be counted. */
  readonly worlds: 'finite' | 'any';
  readonly definition: SettingsDefinition;
  readonly schema: { safeParse(value: unknown): { readonly success: boolean; readonly data?: Settings } };
  readonly defaults: () => Settings;
  /** What else to start from, the defaults aside; most have none. */
  readonly presets?: readonly SettingsPreset<Settings>[];
}

export const algorithms: { readonly [A in Algorithm]: AlgorithmFacts<SettingsFor<A>> } = {
  'maxent-irl': {
    name: 'Maximum-entropy IRL',
    short: 'MaxEnt IRL',
    help: 'Finds the reward under which the demonstrations are most likely, exactly, by sweeps over the states.',
    learnsFrom: 'demonstrations',
    worlds: 'finite',
    definition: maxEntDefinition,
    schema: maxEntSettings,
    defaults: maxEntDefaults,
  },
  'deep-maxent-irl': {
    name: 'Deep maximum-entropy IRL',
    short: 'Deep MaxEnt IRL',
    help: 'The same exact solver with a network of the state’s features as the reward: for rewards that no weighted sum fits.',
    learnsFrom: 'demonstrations',
    worlds: 'finite',
    definition: deepMaxEntDefinition,
    schema: deepMaxEntSettings,
    defaults: deepMaxEntDefaults,
  },
  'guided-cost-learning': {
    name: 'Guided cost learning',
    short: 'Guided cost',
    help: 'Learns a reward network from demonstrations by playing episodes itself; needs no model of the world.',
    learnsFrom: 'demonstrations',
    worlds: 'any',
    definition: guidedCostDefinition,
    schema: guidedCostSettings,
    defaults: guidedCostDefaults,
    presets: [
      {
        id: 'steady',
        label: 'Long episodes',
        help: 'Even shares, a reward of limited size and slope, a policy that begins anew: where episodes have so many steps that importance weights collapse.',
        settings: guidedCostSteady,
        suits: ({ episodeSteps }) => episodeSteps !== null && episodeSteps >= longEpisode,
        because: `episodes may have ${longEpisode} steps or more`,
      },
    ],
  },
  'soft-solve': {
    name: 'Forward soft solve',
    short: 'Solution',
    help: 'Solves a known or recovered reward exactly: its soft-optimal policy and values.',
    learnsFrom: 'reward',
    worlds: 'finite',
    definition: softSolveDefinition,
    schema: softSolveSettings,
    defaults: softSolveDefaults,
  },
  'soft-actor-critic': {
    name: 'Soft actor-critic',
    short: 'SAC',
    help: 'Learns a policy by trying, from all past steps; the first choice for continuous actions.',
    learnsFrom: 'reward',
    worlds: 'any',
    definition: sacDefinition,
    schema: sacSettings,
    defaults: sacDefaults,
    presets: [
      {
        ...forLearned,
        help: 'Huber’s loss, which keeps the large sums at the end of episodes from tearing the critics about, and half of the episodes start in states of the demonstrations.',
        settings: sacForLearned,
      },
    ],
  },
  'soft-q-learning': {
    name: 'Soft Q-learning',
    short: 'Soft Q',
    help: 'Learns the soft Q function and acts by exp(Q/α); keeps every good way of acting, not only one.',
    learnsFrom: 'reward',
    worlds: 'any',
    definition: softQDefinition,
    schema: softQSettings,
    defaults: softQDefaults,
  },
  'soft-policy-gradient': {
    name: 'Soft policy gradient',
    short: 'Policy gradient',
    help: 'Climbs the return and the entropy of its own newest episodes: REINFORCE, or actor-critic with advantages.',
    learnsFrom: 'reward',
    worlds: 'any',
    definition: softPolicyGradientDefinition,
    schema: softPolicyGradientSettings,
    defaults: softPolicyGradientDefaults,
    presets: [
      {
        ...forLearned,
        help: 'Temperature 1, at which rewards are learned, several clipped passes over each batch, and half of the episodes start in states of the demonstrations.',
        settings: softPolicyGradientForLearned,
      },
    ],
  },
};

/** All of them, in the order in which they are offered. */
export const algorithmIds = Object.keys(algorithms) as Algorithm[];

/** Whether a run learns a reward from demonstrations. */
export const isInverse = (spec: RunSpec): spec is Extract<RunSpec, { datasetId: string }> =>
  'datasetId' in spec;

export type { SoftSolveSettings } from '../inference/soft-solve/spec.ts';
export type { GuidedCostSettings } from '../inverse/guided-cost/spec.ts';
export type { MaxEntSettings } from '../inverse/maxent/spec.ts';
export {
  maxEntDefaults,
  maxEntDefinition,
  maxEntSettings,
  softSolveDefaults,
  softSolveDefinition,
  softSolveSettings,
};
