import { choice, defaultSettings, number, type SettingsOf, settingsSchema } from '../../base/settings.ts';

/** The settings of maximum-entropy IRL. */
export const maxEntDefinition = {
  reward: choice({
    label: 'Reward',
    help: 'What the reward may depend on: weights on the environment’s features generalise, one number per state fits anything.',
    level: 'basic',
    default: 'linear',
    options: [
      {
        value: 'linear',
        label: 'Linear in features',
        help: 'r(s) = φ(s)·w; few weights, identified from little data.',
      },
      {
        value: 'state',
        label: 'One number per state',
        help: 'r(s) free for every state; needs L2 and coverage.',
      },
    ],
  }),
  model: choice({
    label: 'Model of the expert',
    help: 'How the expert is assumed to treat chance: causal experts cannot wish for lucky outcomes.',
    level: 'basic',
    default: 'causal',
    options: [
      {
        value: 'causal',
        label: 'Causal entropy',
        help: 'The policy reacts to chance but does not bend it; right for slippery or windy worlds.',
      },
      {
        value: 'posterior',
        label: 'Posterior (trajectory)',
        help: 'Ziebart 2008: p(τ) ∝ p(dynamics) exp r(τ); optimistic under chance, the same when nothing is random.',
      },
    ],
  }),
  objective: choice({
    label: 'Objective',
    help: 'What is maximised: the exact likelihood of the demonstrations, or the match of expected features.',
    level: 'advanced',
    default: 'likelihood',
    options: [
      {
        value: 'likelihood',
        label: 'Likelihood',
        help: 'Exact gradient of the mean log-likelihood of the demonstrated actions.',
      },
      {
        value: 'feature-matching',
        label: 'Feature matching',
        help: 'Drives expected feature counts to the demonstrated ones.',
      },
    ],
  }),
  horizonKind: choice({
    label: 'Horizon',
    help: 'Finite horizons plan for the length of the demonstrations; discounted ones plan for ever with decaying weight.',
    level: 'basic',
    default: 'finite',
    options: [
      {
        value: 'finite',
        label: 'Finite',
        help: 'As many steps as the longest demonstration; shorter ones are padded with an absorbing state.',
      },
      {
        value: 'discounted',
        label: 'Discounted',
        help: 'Infinite horizon with the discount below; gives one stationary policy.',
      },
    ],
  }),
  discount: number({
    label: 'Discount γ',
    help: 'Weight of the next step relative to this one, when the horizon is discounted; 0.95 looks about 20 steps ahead.',
    level: 'basic',
    default: 0.95,
    min: 0,
    max: 0.9999,
    scale: 'linear',
  }),
  temperature: number({
    label: 'Temperature α',
    help: 'How random the expert is assumed to be; the scale of the reward moves with it, so 1 is as good as any.',
    level: 'advanced',
    default: 1,
    min: 0.001,
    max: 1000,
    scale: 'log',
  }),
  l2: number({
    label: 'L2 penalty λ',
    help: 'Pulls the reward towards zero (λ/2‖w‖²) so that what the data does not identify stays small.',
    level: 'basic',
    default: 0.01,
    min: 0,
    max: 1000,
    scale: 'linear',
  }),
  optimiser: choice({
    label: 'Optimiser',
    help: 'How the objective is climbed; L-BFGS needs no step size and converges fastest on this concave problem.',
    level: 'advanced',
    default: 'lbfgs',
    options: [
      { value: 'lbfgs', label: 'L-BFGS', help: 'Quasi-Newton with a Wolfe line search.' },
      { value: 'gradient-ascent', label: 'Gradient ascent', help: 'Plain steps of the size below.' },
      { value: 'adam', label: 'Adam', help: 'Adaptive steps of the size below.' },
    ],
  }),
  stepSize: number({
    label: 'Step size',
    help: 'Size of each step of gradient ascent or Adam; L-BFGS finds its own.',
    level: 'advanced',
    default: 0.05,
    min: 1e-6,
    max: 10,
    scale: 'log',
  }),
  maxIterations: number({
    label: 'Iterations at most',
    help: 'The run stops here even when the gradient is not yet small.',
    level: 'advanced',
    default: 500,
    min: 1,
    max: 100_000,
    scale: 'integer',
  }),
  gradientTolerance: number({
    label: 'Gradient tolerance',
    help: 'Converged when no component of the gradient is larger than this.',
    level: 'advanced',
    default: 1e-6,
    min: 1e-12,
    max: 1,
    scale: 'log',
  }),
  heldOut: number({
    label: 'Held-out share',
    help: 'Share of the demonstrations kept out of training to judge how well the reward predicts unseen behaviour.',
    level: 'basic',
    default: 0.2,
    min: 0,
    max: 0.9,
    scale: 'linear',
  }),
} as const;

export type MaxEntSettings = SettingsOf<typeof maxEntDefinition>;
export const maxEntSettings = settingsSchema(maxEntDefinition);
export const maxEntDefaults = (): MaxEntSettings => defaultSettings(maxEntDefinition);
