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
  ...softPolicyGradientEntries,
  ...softQLearningEntries,
];
