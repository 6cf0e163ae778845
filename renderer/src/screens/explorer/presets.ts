/** Worlds that the explorer brings along: the lottery, and the gallery's for whoever has not added them. */
import { type ExplicitSpec, examples, type WorldExample } from '../../../../core/mdp/index.ts';

/**
 * Buying costs 1 and wins once in a hundred; whoever loses pays 8 a step from then on. Passing costs 0.1 and leaves the
 * choice open. Posterior inference takes the win for granted.
 */
const lotterySpec: ExplicitSpec = {
  kind: 'explicit',
  states: ['Undecided', 'Won', 'Lost'],
  actions: ['buy', 'pass'],
  transitions: [
    { from: 'Undecided', action: 'buy', to: 'Won', probability: 0.01 },
    { from: 'Undecided', action: 'buy', to: 'Lost', probability: 0.99 },
    { from: 'Undecided', action: 'pass', to: 'Undecided', probability: 1 },
    { from: 'Won', action: 'buy', to: 'Won', probability: 1 },
    { from: 'Won', action: 'pass', to: 'Won', probability: 1 },
    { from: 'Lost', action: 'buy', to: 'Lost', probability: 1 },
    { from: 'Lost', action: 'pass', to: 'Lost', probability: 1 },
  ],
  rewards: [
    { state: 'Undecided', action: 'buy', reward: -1 },
    { state: 'Undecided', action: 'pass', reward: -0.1 },
    { state: 'Lost', reward: -8 },
  ],
  initial: { Undecided: 1 },
  terminal: [],
  features: {},
  maxSteps: 12,
};

/** A world of the explorer, with the settings that show its point. */
export interface Preset extends WorldExample {
  readonly horizon: number | null;
}

export const lottery: Preset = {
  id: 'lottery',
  name: 'The lottery',
  description: 'One choice under chance: why posterior inference is optimistic.',
  spec: lotterySpec,
  horizon: 3,
};

/** The lottery first, then the gallery. */
export const presets: readonly Preset[] = [
  lottery,
  ...examples.map((example) => ({ ...example, horizon: null })),
];
