/** Worlds of the gallery that are named, drawn at random or written out. */

import type { ExplicitSpec, PublishedSpec } from '../spec.ts';
import type { WorldExample } from './world-example.ts';

const published = (
  world: PublishedSpec['world'],
  name: string,
  maxSteps: number,
  description: string,
): WorldExample => ({ id: world, name, description, spec: { kind: 'published', world, maxSteps } });

export const publishedWorlds: readonly WorldExample[] = [
  published(
    'sutton-gridworld-5x5',
    'Sutton & Barto’s 5×5 gridworld',
    50,
    'Example 3.5: two cells pay and throw you elsewhere. Its values are printed in the book.',
  ),
  published(
    'sutton-gridworld-4x4',
    'Sutton & Barto’s 4×4 gridworld',
    50,
    'Example 4.1: two corners end the episode, every step costs 1.',
  ),
  published(
    'windy-gridworld',
    'Windy gridworld',
    100,
    'Example 6.5: the wind in the middle columns blows the agent past the goal.',
  ),
  published(
    'cliff',
    'Cliff walk',
    100,
    'Example 6.6: the shortest way runs along a cliff, and falling is dear.',
  ),
  published('icy-grid-4x4', 'Icy grid 4×4', 100, 'FrozenLake: ice carries you sideways two times in three.'),
  published('icy-grid-8x8', 'Icy grid 8×8', 200, 'FrozenLake’s large map; patience is rewarded.'),
];

export const objectworlds: readonly WorldExample[] = [
  {
    id: 'objectworld',
    name: 'Objectworld',
    description:
      'Coloured objects; the reward depends on how near two of the colours are, which no linear reward in the distances can say.',
    spec: {
      kind: 'objectworld',
      size: 16,
      objects: 24,
      colours: 3,
      features: 'continuous',
      slip: 0.3,
      seed: 11,
      maxSteps: 60,
    },
  },
  {
    id: 'objectworld-binary',
    name: 'Objectworld, binary features',
    description: 'The same kind of world, with distances cut into indicators that a linear reward can use.',
    spec: {
      kind: 'objectworld',
      size: 12,
      objects: 16,
      colours: 2,
      features: 'binary',
      slip: 0.3,
      seed: 5,
      maxSteps: 60,
    },
  },
];

export const randomWorlds: readonly WorldExample[] = [
  {
    id: 'random',
    name: 'Random world',
    description: 'Random transitions, features and reward: no intuition helps, only the numbers do.',
    spec: {
      kind: 'random',
      states: 24,
      actions: 3,
      branching: 3,
      features: 4,
      seed: 7,
      maxSteps: 50,
    },
  },
];

/** Sutton and Barto (2nd edition), example 3.3, with alpha 0.8 and beta 0.6. */
export const robot: ExplicitSpec = {
  kind: 'explicit',
  states: ['charged', 'low'],
  actions: ['search', 'wait', 'recharge'],
  transitions: [
    { from: 'charged', action: 'search', to: 'charged', probability: 0.8 },
    { from: 'charged', action: 'search', to: 'low', probability: 0.2 },
    { from: 'charged', action: 'wait', to: 'charged', probability: 1 },
    { from: 'charged', action: 'recharge', to: 'charged', probability: 1 },
    { from: 'low', action: 'search', to: 'low', probability: 0.6 },
    { from: 'low', action: 'search', to: 'charged', probability: 0.4 },
    { from: 'low', action: 'wait', to: 'low', probability: 1 },
    { from: 'low', action: 'recharge', to: 'charged', probability: 1 },
  ],
  rewards: [
    { state: 'charged', action: 'search', reward: 4 },
    { state: 'charged', action: 'wait', reward: 1 },
    // Four cans with probability 0.6; a rescue, at -3, with probability 0.4.
    { state: 'low', action: 'search', reward: 0.6 * 4 - 0.4 * 3 },
    { state: 'low', action: 'wait', reward: 1 },
  ],
  initial: { charged: 1 },
  terminal: [],
  features: {},
  maxSteps: 50,
};
