/** Which metrics of a run are drawn, in which chart, and what each means. */
import type { Algorithm } from '../../../../core/contract/index.ts';
import type { YScale } from '../../charts/line-geometry.ts';

/** A curve of a chart: a metric, its label, its colour and its dash. */
type Line = readonly [name: string, label: string, colour: string, dash: string | null];

export interface ChartRow {
  readonly id: string;
  readonly title: string;
  /** What it is, and what a good one looks like. */
  readonly help: string;
  readonly unit: string;
  readonly yScale: YScale;
  readonly metrics: readonly Line[];
  /** Metrics that bound an interval around the first curve. */
  readonly band?: { readonly low: string; readonly high: string; readonly name: string };
}

const learned = 'var(--learned)';
const second = 'var(--true)';
const expert = 'var(--expert)';

const one = (
  id: string,
  title: string,
  help: string,
  unit: string,
  yScale: YScale,
  metric: string,
): ChartRow => ({ id, title, help, unit, yScale, metrics: [[metric, title, learned, null]] });

const likelihood: ChartRow = {
  id: 'likelihood',
  title: 'Log-likelihood',
  help: 'How probable the demonstrated actions are under the policy of the reward so far; higher is better. Held-out demonstrations are not trained on.',
  unit: 'nats per step',
  yScale: 'linear',
  metrics: [
    ['logLikelihood', 'Training', learned, null],
    ['heldOutLogLikelihood', 'Held-out', second, '5 3'],
  ],
};
const gap = one(
  'gap',
  'Feature gap',
  'Distance between demonstrated and expected feature counts, relative to the demonstrated ones; zero is a match.',
  '',
  'log',
  'relativeFeatureGap',
);
const gradient = one(
  'gradient',
  'Gradient norm',
  'Steepness of the objective where the optimiser stands; it falls to zero at the maximum.',
  '',
  'log',
  'gradientNorm',
);
const residual = one(
  'residual',
  'Bellman residual',
  'Largest change of any value in one sweep; the solver stops when the values are within the tolerance.',
  '',
  'log',
  'residual',
);
const returned: ChartRow = {
  id: 'return',
  title: 'Return',
  help: 'Sum of the rewards of an episode, as the environment pays them: mean of the episodes that ended in an iteration. It rises while the policy learns.',
  unit: 'per episode',
  yScale: 'linear',
  metrics: [
    ['return', 'Return', learned, null],
    ['modelReturn', 'Of the reward solved', second, '5 3'],
  ],
};
const length = one(
  'length',
  'Episode length',
  'Steps until an episode ends or is cut off: mean of the episodes that ended in an iteration.',
  'steps',
  'linear',
  'length',
);
const entropy = one(
  'entropy',
  'Entropy',
  'How random the policy acts, in the units of its actions. It falls as the policy makes up its mind, and rests where more certainty would not pay.',
  'nats per step',
  'linear',
  'entropy',
);
const temperature = one(
  'temperature',
  'Temperature α',
  'What a nat of entropy is worth in units of reward. Where it is automatic it settles once the entropy is at its target.',
  'reward per nat',
  'log',
  'temperature',
);
const meanQ = one(
  'q',
  'Mean Q',
  'The soft return that the critics promise for what is done. It levels off as they learn; without end up or down means that they run away.',
  'discounted return',
  'linear',
  'meanQ',
);
const criticLoss = one(
  'critic-loss',
  'Loss of the critics',
  'How far the Q functions are from their own targets. It need not vanish: the targets move while the policy improves.',
  'return²',
  'log',
  'criticLoss',
);
const actorLoss = one(
  'actor-loss',
  'Loss of the actor',
  'Mean of α log π − Q, which the policy lowers; about minus the mean Q.',
  'discounted return',
  'linear',
  'actorLoss',
);

const sacGradients: ChartRow = {
  id: 'gradients',
  title: 'Gradient norms',
  help: 'Length of the gradients before they are cut; sudden jumps tell of unstable learning.',
  unit: '',
  yScale: 'log',
  metrics: [
    ['criticGradientNorm', 'Critics', learned, null],
    ['actorGradientNorm', 'Actor', second, '5 3'],
  ],
};
const softQGradients: ChartRow = {
  id: 'gradients',
  title: 'Gradient norms',
  help: 'Length of the gradient of Q before it is cut, and of the step that the sampler is asked for.',
  unit: '',
  yScale: 'log',
  metrics: [
    ['qGradientNorm', 'Q', learned, null],
    ['samplerNorm', 'Sampler', second, '5 3'],
  ],
};
const policyGradients: ChartRow = {
  id: 'gradients',
  title: 'Gradient norms',
  help: 'Length of the gradients before they are cut; that of the policy falls as it settles.',
  unit: '',
  yScale: 'log',
  metrics: [
    ['policyGradientNorm', 'Policy', learned, null],
    ['valueGradientNorm', 'Value', second, '5 3'],
  ],
};

const logPartition: ChartRow = {
  ...one(
    'log-partition',
    'log Z',
    'Logarithm of the sum over all behaviour of exp(reward), estimated from weighted trajectories, with its 95 % interval: the narrower the better the reward is judged.',
    'nats',
    'linear',
    'logPartition',
  ),
  band: { low: 'logPartitionLow', high: 'logPartitionHigh', name: '95 % interval' },
};
const effective = one(
  'effective',
  'Effective sample size',
  'Share of the trajectories that the importance weights really rest on: 1 when all count alike, near 0 when a few outweigh the rest and the estimate is not to be trusted.',
  'of 1',
  'linear',
  'effectiveSampleSize',
);
const trajectoryLikelihood = one(
  'likelihood',
  'Log-likelihood',
  'Mean reward of a demonstration minus log Z; higher means that the demonstrations stand out more from what else could be done.',
  'nats per episode',
  'linear',
  'logLikelihood',
);
const rewards: ChartRow = {
  id: 'rewards',
  title: 'Learned reward',
  help: 'Mean learned reward of a step. The policy closes in on the demonstrations as it learns to earn what they earn.',
  unit: 'per step',
  yScale: 'linear',
  metrics: [
    ['demonstrationReward', 'Expert', expert, '5 3'],
    ['sampleReward', 'Policy', learned, null],
  ],
};

/** Charts that are seen together. */
export interface ChartTab {
  readonly id: string;
  readonly label: string;
  readonly charts: readonly ChartRow[];
}

/** What counts the points of an algorithm's curves. */
export const xMetric: Readonly<
  Record<Algorithm, { readonly metric: string | null; readonly label: string }>
> = {
  'maxent-irl': { metric: null, label: 'iteration' },
  'deep-maxent-irl': { metric: null, label: 'iteration' },
  'guided-cost-learning': { metric: null, label: 'iteration' },
  'soft-solve': { metric: null, label: 'iteration' },
  'soft-actor-critic': { metric: 'environmentSteps', label: 'environment step' },
  'soft-q-learning': { metric: 'environmentSteps', label: 'environment step' },
  'soft-policy-gradient': { metric: 'environmentSteps', label: 'environment step' },
};

const tab = (id: string, label: string, charts: readonly ChartRow[]): ChartTab => ({ id, label, charts });
const exact = [tab('fit', 'Fit', [likelihood, gap, gradient])];

/** The curves of each algorithm, at most three side by side. */
export const chartTable: Readonly<Record<Algorithm, readonly ChartTab[]>> = {
  'maxent-irl': exact,
  'deep-maxent-irl': exact,
  'soft-solve': [tab('solve', 'Solving', [residual])],
  'guided-cost-learning': [
    tab('fit', 'Fit', [trajectoryLikelihood, logPartition, effective]),
    tab('behaviour', 'Behaviour', [rewards, returned, length]),
    tab('training', 'Training', [gradient, entropy, temperature]),
    tab('losses', 'Policy losses', [
      criticLoss,
      actorLoss,
      one(
        'policy-loss',
        'Loss of the policy',
        'What the policy gradient lowers in each round.',
        '',
        'linear',
        'policyLoss',
      ),
    ]),
  ],
  'soft-actor-critic': [
    tab('behaviour', 'Behaviour', [returned, length, entropy]),
    tab('training', 'Training', [temperature, meanQ, sacGradients]),
    tab('losses', 'Losses', [criticLoss, actorLoss]),
  ],
  'soft-q-learning': [
    tab('behaviour', 'Behaviour', [returned, length, entropy]),
    tab('training', 'Training', [
      meanQ,
      one(
        'q-loss',
        'Loss of Q',
        'How far Q is from its own targets. It need not vanish: the targets move while Q improves.',
        'return²',
        'log',
        'qLoss',
      ),
      softQGradients,
    ]),
    tab('sampling', 'Sampling', [
      one(
        'effective-share',
        'Effective share of samples',
        'Share of the drawn actions that the integral of exp(Q/α) really rests on; near 0 more samples, or ones nearer the sampler, are needed.',
        'of 1',
        'linear',
        'effectiveShare',
      ),
    ]),
  ],
  'soft-policy-gradient': [
    tab('behaviour', 'Behaviour', [returned, length, entropy]),
    tab('training', 'Training', [
      policyGradients,
      one(
        'divergence',
        'Change of the policy',
        'Mean log ratio of old to new probabilities of what was done: how far one iteration moves the policy. Large values tell of steps too long.',
        'nats per step',
        'linear',
        'divergence',
      ),
      one(
        'explained',
        'Explained variance',
        'How much of the differences between returns the value network foresees: 1 is all, 0 no more than their mean.',
        'of 1',
        'linear',
        'explainedVariance',
      ),
    ]),
    tab('losses', 'Losses', [
      one(
        'policy-loss',
        'Loss of the policy',
        'Minus the weighted log-probability that the policy climbs.',
        '',
        'linear',
        'policyLoss',
      ),
      one(
        'value-loss',
        'Loss of the value',
        'Squared error of the value network, in its own scale.',
        '',
        'log',
        'valueLoss',
      ),
    ]),
  ],
};
