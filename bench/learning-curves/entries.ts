import { SoftActorCriticTrainer, sacDefaults } from '../../core/forward/soft-actor-critic/index.ts';
import type { Entry } from './entry.ts';
import { softPolicyGradientEntries } from './soft-policy-gradient.ts';
import { softQLearningEntries } from './soft-q-learning.ts';

/** Everything that is trained by `npm run bench learning-curves`; a word after it chooses by id. */
export const entries: readonly Entry[] = [
  {
    id: 'sac-pendulum',
    algorithm: 'Soft actor-critic',
    task: 'Pendulum-v1',
    environment: { kind: 'classic-control', id: 'Pendulum-v1' },
    seeds: [1, 2, 3],
    trainer: (start) =>
      new SoftActorCriticTrainer({ ...start, settings: { ...sacDefaults(), totalSteps: 20_000 } }, null),
    evaluation: { episodes: 100, choosing: 'mode' },
    threshold: -200,
    remark: 'The default settings.',
  },
  {
    id: 'sac-mountain-car',
    algorithm: 'Soft actor-critic',
    task: 'MountainCarContinuous-v0',
    environment: { kind: 'classic-control', id: 'MountainCarContinuous-v0' },
    seeds: [1, 2, 3],
    trainer: (start) =>
      new SoftActorCriticTrainer(
        {
          ...start,
          settings: {
            ...sacDefaults(),
            totalSteps: 15_000,
            discount: 0.999,
            targetRate: 0.01,
            batchSize: 64,
            warmupSteps: 4000,
            warmupHold: 60,
          },
        },
        null,
      ),
    evaluation: { episodes: 100, choosing: 'mode' },
    threshold: 90,
    remark:
      'The reward as it is. What finds the flag is the warm-up: 4,000 steps of random throttle, each held for 60 steps.',
  },
  ...softPolicyGradientEntries,
  ...softQLearningEntries,
];
