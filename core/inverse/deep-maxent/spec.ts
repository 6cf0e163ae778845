import { choice, defaultSettings, number, type SettingsOf, settingsSchema } from '../../base/settings.ts';
import { engineSetting } from '../../networks/engine-setting.ts';
import { maxEntDefinition } from '../maxent/index.ts';

const { model, objective, horizonKind, discount, temperature, heldOut } = maxEntDefinition;

/** The settings of deep maximum-entropy IRL; what it shares with the linear one means the same there. */
export const deepMaxEntDefinition = {
  hiddenWidth: number({
    label: 'Width of hidden layers',
    help: 'Units in every hidden layer between the features and the reward.',
    level: 'basic',
    default: 32,
    min: 1,
    max: 4096,
    scale: 'integer',
  }),
  hiddenLayers: number({
    label: 'Hidden layers',
    help: 'How many hidden layers the reward has; 0 makes it linear in the features.',
    level: 'basic',
    default: 2,
    min: 0,
    max: 8,
    scale: 'integer',
  }),
  activation: choice({
    label: 'Activation',
    help: 'What bends between the layers.',
    level: 'advanced',
    default: 'relu',
    options: [
      { value: 'relu', label: 'ReLU', help: 'Piecewise linear; right for thresholds on features.' },
      { value: 'tanh', label: 'tanh', help: 'Smooth and bounded.' },
    ],
  }),
  model,
  objective,
  horizonKind,
  discount,
  temperature,
  l2: number({
    label: 'L2 penalty λ',
    help: 'Pulls the network’s parameters towards zero (λ/2‖θ‖²); more of it keeps few demonstrations from being learnt by heart.',
    level: 'basic',
    default: 0.01,
    min: 0,
    max: 1000,
    scale: 'linear',
  }),
  stepSize: number({
    label: 'Step size',
    help: 'Step size of Adam.',
    level: 'basic',
    default: 0.01,
    min: 1e-6,
    max: 1,
    scale: 'log',
  }),
  maxIterations: number({
    label: 'Iterations at most',
    help: 'The run stops here even when the gradient is not yet small.',
    level: 'basic',
    default: 300,
    min: 1,
    max: 100_000,
    scale: 'integer',
  }),
  gradientTolerance: number({
    label: 'Gradient tolerance',
    help: 'Converged when no component of the gradient is larger than this.',
    level: 'advanced',
    default: 1e-3,
    min: 1e-6,
    max: 1,
    scale: 'log',
  }),
  heldOut,
  engine: engineSetting,
} as const;

export type DeepMaxEntSettings = SettingsOf<typeof deepMaxEntDefinition>;
export const deepMaxEntSettings = settingsSchema(deepMaxEntDefinition);
export const deepMaxEntDefaults = (): DeepMaxEntSettings => defaultSettings(deepMaxEntDefinition);
