import { choice, defaultSettings, number, type SettingsOf, settingsSchema } from '../../base/settings.ts';

/** The settings of a forward solve: the soft-optimal policy of a known reward. */
export const softSolveDefinition = {
  reward: choice({
    label: 'Reward',
    help: 'Which reward to solve: the true one of the environment, or the one that an earlier run recovered.',
    level: 'basic',
    default: 'true',
    options: [
      { value: 'true', label: 'True reward', help: 'As defined by the environment.' },
      {
        value: 'recovered',
        label: 'Recovered by a run',
        help: 'The reward of the run chosen as its source.',
      },
    ],
  }),
  method: choice({
    label: 'Method',
    help: 'Soft solvers keep every good action in proportion; hard ones keep only the best.',
    level: 'basic',
    default: 'soft-q-iteration',
    options: [
      {
        value: 'soft-q-iteration',
        label: 'Soft Q-iteration',
        help: 'Repeats the soft Bellman backup until it stands still.',
      },
      {
        value: 'soft-policy-iteration',
        label: 'Soft policy iteration',
        help: 'Evaluates and improves in turn; the soft Q never falls.',
      },
      {
        value: 'value-iteration',
        label: 'Value iteration (hard)',
        help: 'Temperature zero: ordinary dynamic programming.',
      },
    ],
  }),
  discount: number({
    label: 'Discount γ',
    help: 'Weight of the next step relative to this one; 0.95 looks about 20 steps ahead.',
    level: 'basic',
    default: 0.95,
    min: 0,
    max: 0.9999,
    scale: 'linear',
  }),
  temperature: number({
    label: 'Temperature α',
    help: 'Weight of entropy: near 0 the policy is greedy, large values make it random.',
    level: 'basic',
    default: 1,
    min: 0.001,
    max: 1000,
    scale: 'log',
  }),
  tolerance: number({
    label: 'Tolerance',
    help: 'Stops when no value is further than this from the exact one.',
    level: 'advanced',
    default: 1e-9,
    min: 1e-12,
    max: 1,
    scale: 'log',
  }),
} as const;

export type SoftSolveSettings = SettingsOf<typeof softSolveDefinition>;
export const softSolveSettings = settingsSchema(softSolveDefinition);
export const softSolveDefaults = (): SoftSolveSettings => defaultSettings(softSolveDefinition);
