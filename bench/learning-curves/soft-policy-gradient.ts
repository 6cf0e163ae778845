import {
  SoftPolicyGradientTrainer,
  softPolicyGradientDefaults,
} from '../../core/forward/soft-policy-gradient/index.ts';
import type { Entry } from './entry.ts';

const clipped = { ...softPolicyGradientDefaults(), update: 'clipped' } as const;

/** The soft policy gradient: actor-critic by GAE with clipped ratios, and plain REINFORCE beside it. */
export const softPolicyGradientEntries: readonly Entry[] = [
  {
    id: 'policy-gradient-cart-pole',
    algorithm: 'Soft policy gradient, actor-critic',
    task: 'CartPole-v1',
    environment: { kind: 'classic-control', id: 'CartPole-v1' },
    seeds: [1, 2, 3],
    trainer: (start) =>
      new SoftPolicyGradientTrainer({
        ...start,
        settings: { ...clipped, policyStepSize: 0.001, maxIterations: 30 },
      }),
    evaluation: { episodes: 100, choosing: 'mode' },
    threshold: 500,
    remark: 'Clipped ratios, step size 0.001, 30 batches of 2,000 steps.',
  },
  {
    id: 'reinforce-cart-pole',
    algorithm: 'Soft policy gradient, reward-to-go',
    task: 'CartPole-v1',
    environment: { kind: 'classic-control', id: 'CartPole-v1' },
    seeds: [1, 2, 3],
    trainer: (start) =>
      new SoftPolicyGradientTrainer({
        ...start,
        settings: {
          ...softPolicyGradientDefaults(),
          advantage: 'reward-to-go',
          policyStepSize: 0.01,
          maxIterations: 100,
        },
      }),
    evaluation: { episodes: 100, choosing: 'mode' },
    threshold: 500,
    remark: 'One gradient step a batch above a value network as its baseline, step size 0.01.',
  },
  {
    id: 'policy-gradient-pendulum',
    algorithm: 'Soft policy gradient, actor-critic',
    task: 'Pendulum-v1',
    environment: { kind: 'classic-control', id: 'Pendulum-v1' },
    seeds: [1, 2, 3],
    trainer: (start) =>
      new SoftPolicyGradientTrainer({
        ...start,
        settings: {
          ...clipped,
          policyStepSize: 0.002,
          discount: 0.95,
          temperature: 0.05,
          maxIterations: 100,
        },
      }),
    evaluation: { episodes: 100, choosing: 'mode' },
    threshold: -200,
    remark: 'Clipped ratios, discount 0.95, temperature 0.05, 100 batches of 2,000 steps.',
  },
];
