/** Every algorithm of the contract: what it is called, what it needs, and its settings, for whoever offers them. */
import type { SettingsDefinition } from '../base/settings.ts';
import { softSolveDefaults, softSolveDefinition, softSolveSettings } from '../inference/soft-solve/spec.ts';
import { maxEntDefaults, maxEntDefinition, maxEntSettings } from '../inverse/maxent/spec.ts';
import type { RunSpec } from './runs.ts';

export type Algorithm = RunSpec['algorithm'];
type SettingsFor<A extends Algorithm> = Extract<RunSpec, { algorithm: A }>['settings'];

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
};

/** All of them, in the order in which they are offered. */
export const algorithmIds = Object.keys(algorithms) as Algorithm[];

/** Whether a run learns a reward from demonstrations. */
export const isInverse = (spec: RunSpec): spec is Extract<RunSpec, { datasetId: string }> =>
  'datasetId' in spec;

export type { SoftSolveSettings } from '../inference/soft-solve/spec.ts';
export type { MaxEntSettings } from '../inverse/maxent/spec.ts';
export {
  maxEntDefaults,
  maxEntDefinition,
  maxEntSettings,
  softSolveDefaults,
  softSolveDefinition,
  softSolveSettings,
};
