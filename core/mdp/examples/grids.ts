/** Painted worlds of the gallery. */
import type { GridworldSpec } from '../spec.ts';

type Settings = Pick<GridworldSpec, 'terrains' | 'slip' | 'wind' | 'moves' | 'maxSteps'>;

/** What a symbol of a map stands for beside `#` (wall), `S` (start) and `.` (terrain 0). */
interface Legend {
  /** Symbol to terrain. */
  readonly terrain: Readonly<Record<string, number>>;
  /** Symbol to goal reward. */
  readonly goals: Readonly<Record<string, number>>;
  /** Symbols that end the episode. */
  readonly ends: string;
}

/** A gridworld drawn in text, one symbol a cell. */
function drawn(map: readonly string[], legend: Legend, settings: Settings): GridworldSpec {
  const text = [...map.join('')];
  const where = (symbols: string) => text.flatMap((c, cell) => (symbols.includes(c) ? [cell] : []));
  return {
    kind: 'gridworld',
    rows: map.length,
    columns: map[0].length,
    cells: text.map((c) => legend.terrain[c] ?? 0),
    walls: where('#'),
    goals: text.flatMap((c, cell) => (c in legend.goals ? [{ cell, reward: legend.goals[c] }] : [])),
    terminals: where(legend.ends),
    starts: where('S'),
    features: 'terrain',
    ...settings,
  };
}

const still = (columns: number) => new Array<number>(columns).fill(0);

// Acting costs more than the entropy that a temperature of 1 pays for it (log A), so experts head for the goal.
const grass = { name: 'grass', reward: -2, colour: '#a8c686' };
const flowers = { name: 'flowers', reward: -4, colour: '#d9a5c7' };
const mud = { name: 'mud', reward: -6, colour: '#9c7a54' };
const water = { name: 'water', reward: -10, colour: '#6fa8d6' };
const floor = { name: 'floor', reward: -2, colour: '#e4dccb' };
const carpet = { name: 'carpet', reward: -1.5, colour: '#c98f8f' };
const planks = { name: 'planks', reward: -2, colour: '#c8a97e' };

export const meadow = drawn(
  ['........', '.S..f...', '.mm.....', '.mm..wf.', '.....w..', '..f..wG.', '..f..m..', '........'],
  { terrain: { f: 1, m: 2, w: 3 }, goals: { G: 20 }, ends: 'G' },
  {
    terrains: [grass, flowers, mud, water],
    slip: 0.05,
    wind: [0, 0, 0, 1, 1, 0, 0, 0],
    moves: 'four',
    maxSteps: 60,
  },
);

export const fourRooms = drawn(
  [
    'S....#.....',
    '.....#.....',
    '...c...cc..',
    '.....#.....',
    '.....#.....',
    '#.####.....',
    '.....###.##',
    '.cc..#.....',
    '.....#..c..',
    '.........c.',
    '.....#....G',
  ],
  { terrain: { c: 1 }, goals: { G: 40 }, ends: 'G' },
  { terrains: [floor, carpet], slip: 0.1, wind: still(11), moves: 'four', maxSteps: 120 },
);

export const bridge = drawn(
  ['.........', '.wwwwwww.', '.wwwwwww.', 'Sbbbbbbb.', '.wwwwwww.', '.wwwwwwwG', '.........'],
  { terrain: { b: 1, w: 2 }, goals: { G: 20 }, ends: 'G' },
  { terrains: [grass, planks, water], slip: 0.2, wind: still(9), moves: 'four-and-stay', maxSteps: 80 },
);

export const orchard = drawn(
  ['.......g', '.#.#.#..', '........', '.#.#.#..', 'S.......', '.#.#.#..', '....B...'],
  { terrain: {}, goals: { g: 2, B: 0.5 }, ends: '' },
  {
    terrains: [{ name: 'grass', reward: -0.1, colour: '#a8c686' }],
    slip: 0.05,
    wind: still(8),
    moves: 'eight',
    maxSteps: 40,
  },
);

export const harbour = drawn(
  ['..r...r..', '.........', '.........', '..#......', '..#......', 'S........', '......H..', '.........'],
  { terrain: { r: 1 }, goals: { H: 20 }, ends: 'Hr' },
  {
    terrains: [
      { name: 'sea', reward: -2, colour: '#8fbcd4' },
      { name: 'rocks', reward: -20, colour: '#6b6f76' },
    ],
    slip: 0.1,
    wind: [0, 0, 1, 1, 2, 2, 1, 0, -1],
    moves: 'four-and-stay',
    maxSteps: 80,
  },
);
