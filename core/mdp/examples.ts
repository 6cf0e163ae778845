import { objectworlds, publishedWorlds, randomWorlds, robot } from './examples/generated.ts';
import { bridge, fourRooms, harbour, meadow, orchard } from './examples/grids.ts';
import type { WorldExample } from './examples/world-example.ts';

export type { WorldExample };

/** The gallery, in the order shown. */
export const examples: readonly WorldExample[] = [
  {
    id: 'windy-meadow',
    name: 'Windy meadow',
    description:
      'A meadow with flowers, mud and a stream, and a wind that pushes up in two columns. A good first world: the way round says what you like to walk on.',
    spec: meadow,
  },
  {
    id: 'four-rooms',
    name: 'Four rooms',
    description: 'Four rooms joined by doorways. Every demonstration has to pass through the same few cells.',
    spec: fourRooms,
  },
  {
    id: 'harbour-bridge',
    name: 'Slippery bridge',
    description:
      'A narrow slippery bridge or a long way round. Here the two models of the expert differ: only one believes in luck.',
    spec: bridge,
  },
  {
    id: 'orchard',
    name: 'Orchard',
    description:
      'Eight moves, two goals of different worth and nothing that ends the episode: how far is the better tree worth going?',
    spec: orchard,
  },
  {
    id: 'harbour',
    name: 'Harbour',
    description:
      'Currents push towards the rocks; staying put is a move of its own. Several ends, some of them bad.',
    spec: harbour,
  },
  ...publishedWorlds,
  ...objectworlds,
  ...randomWorlds,
  {
    id: 'recycling-robot',
    name: 'Recycling robot',
    description:
      'Sutton and Barto’s example 3.3 as a file with named states and actions; the smallest world worth solving, drawn as a graph.',
    spec: robot,
  },
];
