import { SoftQLearningTrainer } from '../../core/forward/soft-q-learning/index.ts';
import { cartPoleSettings, fourGoalsSettings } from '../soft-q-learning/settings.ts';
import type { Entry } from './entry.ts';

export const softQLearningEntries: readonly Entry[] = [
  {
    id: 'soft-q-cart-pole',
    algorithm: 'Soft Q-learning',
    task: 'CartPole-v1',
    environment: { kind: 'classic-control', id: 'CartPole-v1' },
    seeds: [1, 2, 3],
    trainer: (start) => new SoftQLearningTrainer({ ...start, settings: cartPoleSettings() }, null),
    evaluation: { episodes: 100, choosing: 'mode' },
    threshold: 475,
    remark:
      'The smaller of two Q functions. Q overshoots all the same while it is learned, and episodes get shorter for some thousand steps until it has come down.',
  },
  {
    id: 'soft-q-four-goals',
    algorithm: 'Soft Q-learning',
    task: 'Four goals',
    environment: { kind: 'four-goals' },
    seeds: [1, 2, 3],
    trainer: (start) => new SoftQLearningTrainer({ ...start, settings: fourGoalsSettings() }, null),
    evaluation: { episodes: 100, choosing: 'sample' },
    threshold: -25,
    remark:
      'Half the steps at random; which goals it reaches is in [soft Q-learning, measured](soft-q-learning.md).',
  },
];
