import { choice, defaultSettings, number, type SettingsOf, settingsSchema } from '../../base/settings.ts';
import { engineSetting } from '../../networks/engine-setting.ts';

/** The settings of behavioural cloning. */
export const behaviouralCloningDefinition = {
  maxIterations: number({
    label: 'Iterations at most',
    help: 'The run stops here even when the held-out likelihood is still growing.',
    level: 'basic',
    default: 200,
    min: 1,
    max: 1_000_000,
    scale: 'integer',
  }),
  updates: number({
    label: 'Updates per iteration',
    help: 'Adam steps between two looks at the held-out demonstrations.',
    level: 'advanced',
    default: 50,
    min: 1,
    max: 10_000,
    scale: 'integer',
  }),
  minibatch: number({
    label: 'Minibatch',
    help: 'Demonstrated steps per Adam step, drawn evenly; all of them where there are no more than that.',
    level: 'advanced',
    default: 128,
    min: 1,
    max: 1_000_000,
    scale: 'integer',
  }),
  stepSize: number({
    label: 'Step size',
    help: 'Step size of Adam.',
    level: 'basic',
    default: 0.001,
    min: 1e-6,
    max: 1,
    scale: 'log',
  }),
  schedule: choice({
    label: 'Step size over time',
    help: 'A step that shrinks to zero by the last iteration lets the policy settle.',
    level: 'advanced',
    default: 'constant',
    options: [
      { value: 'constant', label: 'Constant', help: 'The same throughout.' },
      { value: 'linear', label: 'Linear', help: 'Falling evenly to zero at the last iteration.' },
    ],
  }),
  heldOut: number({
    label: 'Held-out share',
    help: 'Share of the demonstrations kept out of training to see when it begins to learn them by heart; 0 trains on all.',
    level: 'basic',
    default: 0.2,
    min: 0,
    max: 0.9,
    scale: 'linear',
  }),
  patience: number({
    label: 'Patience',
    help: 'Iterations without a better held-out likelihood before it stops; the best policy is kept.',
    level: 'basic',
    default: 20,
    min: 1,
    max: 1_000_000,
    scale: 'integer',
  }),
  l2: number({
    label: 'L2 penalty λ',
    help: 'Pulls the parameters towards zero (λ/2‖θ‖²); more for few demonstrations.',
    level: 'basic',
    default: 1e-4,
    min: 0,
    max: 100,
    scale: 'linear',
  }),
  gradientNorm: number({
    label: 'Gradient norm at most',
    help: 'Longer gradients are scaled down to this length.',
    level: 'advanced',
    default: 10,
    min: 1e-3,
    max: 1e6,
    scale: 'log',
  }),
  layers: number({
    label: 'Layers',
    help: 'Hidden layers of the policy; none makes it linear in what it observes.',
    level: 'advanced',
    default: 2,
    min: 0,
    max: 8,
    scale: 'integer',
  }),
  units: number({
    label: 'Units per layer',
    help: 'Width of every hidden layer.',
    level: 'basic',
    default: 64,
    min: 1,
    max: 4096,
    scale: 'integer',
  }),
  activation: choice({
    label: 'Activation',
    help: 'The bend of the hidden units.',
    level: 'advanced',
    default: 'tanh',
    options: [
      { value: 'tanh', label: 'tanh', help: 'Smooth.' },
      { value: 'relu', label: 'ReLU', help: 'Piecewise linear and faster.' },
    ],
  }),
  engine: engineSetting,
} as const;

export type BehaviouralCloningSettings = SettingsOf<typeof behaviouralCloningDefinition>;
export const behaviouralCloningSettings = settingsSchema(behaviouralCloningDefinition);
export const behaviouralCloningDefaults = (): BehaviouralCloningSettings =>
  defaultSettings(behaviouralCloningDefinition);
