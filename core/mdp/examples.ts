import type { GridworldSpec, WorldSpec } from './spec.ts';

/** A world of the gallery. */
export interface WorldExample {
  readonly id: string;
  readonly name: string;
  /** One or two sentences: what it shows. */
  readonly description: string;
  readonly spec: WorldSpec;
}

/** A gridworld drawn in text: `#` wall, `S` start, `G` goal (terminal), digits terrain, `.` terrain 0. */
function drawn(
  map: readonly string[],
  rest: Pick<GridworldSpec, 'terrains' | 'slip' | 'wind' | 'moves' | 'maxSteps'> & { readonly goal: number },
): GridworldSpec {
  const columns = map[0].length;
  const text = map.join('');
  const where = (symbol: string) => [...text].flatMap((c, cell) => (c === symbol ? [cell] : []));
  const { goal, ...settings } = rest;
  return {
    kind: 'gridworld',
    rows: map.length,
    columns,
    cells: [...text].map((c) => (c >= '0' && c <= '9' ? Number(c) : 0)),
    walls: where('#'),
    goals: where('G').map((cell) => ({ cell, reward: goal })),
    terminals: where('G'),
    starts: where('S'),
    features: 'terrain',
    ...settings,
  };
}

const grass = { name: 'grass', reward: -0.1, colour: '#a8c686' };
const mud = { name: 'mud', reward: -1, colour: '#9c7a54' };
const flowers = { name: 'flowers', reward: -0.5, colour: '#d9a5c7' };
const water = { name: 'water', reward: -2, colour: '#6fa8d6' };
const path = { name: 'path', reward: -0.05, colour: '#d8c9a3' };

const windyMeadow = drawn(
  ['........', '.S..2...', '..11....', '..11..2.', '....3...', '....3.G.', '.2..3...', '........'],
  {
    terrains: [grass, mud, flowers, water],
    goal: 5,
    slip: 0.05,
    wind: [0, 0, 0, 1, 1, 0, 0, 0],
    moves: 'four',
    maxSteps: 60,
  },
);

/** The gallery, in the order shown. */
export const examples: readonly WorldExample[] = [
  {
    id: 'windy-meadow',
    name: 'Windy meadow',
    description:
      'A meadow with mud, flowers and a stream, and a wind that pushes up in two columns. A good first world: the way round says what you like to walk on.',
    spec: windyMeadow,
  },
];
void path;
