import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildWorld, type FiniteMdp, type FiniteWorld, type GridworldSpec, parseWorldSpec } from './index.ts';
import { type GoldenMdp, golden, goldenMdp } from './testing/golden.ts';

const plain = (rows: number, columns: number): GridworldSpec => ({
  kind: 'gridworld',
  rows,
  columns,
  terrains: [
    { name: 'grass', reward: -1, colour: '#a8c686' },
    { name: 'mud', reward: -3, colour: '#9c7a54' },
  ],
  cells: new Array(rows * columns).fill(0),
  walls: [],
  goals: [],
  terminals: [],
  starts: [],
  slip: 0,
  wind: new Array(columns).fill(0),
  moves: 'four',
  features: 'terrain',
  maxSteps: 10,
});

const row = (mdp: FiniteMdp, s: number, a: number) =>
  new Map(
    Array.from(
      { length: mdp.rowStart[s * mdp.actionCount + a + 1] - mdp.rowStart[s * mdp.actionCount + a] },
      (_, k) => {
        const at = mdp.rowStart[s * mdp.actionCount + a] + k;
        return [mdp.successor[at], mdp.probability[at]] as const;
      },
    ),
  );

/** Where a move leads for sure, by cell. */
function leadsTo(world: FiniteWorld, cell: number, action: string): number {
  const { layout, mdp, actions } = world;
  const successors = row(
    mdp,
    layout!.stateOfCell[cell],
    actions.findIndex(({ name }) => name === action),
  );
  expect([...successors.values()]).toEqual([1]);
  return layout!.cellOfState[[...successors.keys()][0]];
}

interface GoldenGrid extends GoldenMdp {
  readonly grid: {
    readonly height: number;
    readonly width: number;
    readonly slip: number;
    readonly walls?: number[];
  };
}
const grids = [
  ...golden<{ cases: GoldenGrid[] }>('soft-values-infinite-horizon').cases,
  ...golden<{ cases: GoldenGrid[] }>('maxent-irl').cases,
];

test.each(grids.map((c, i) => [i, c] as const))(
  'golden grid %i is rebuilt: action order, edges, slip and walls are the same',
  (_i, c) => {
    const { height, width, slip, walls = [] } = c.grid;
    const { mdp, layout } = buildWorld({
      ...plain(height, width),
      slip,
      walls,
      moves: 'four-and-stay',
    });
    const reference = goldenMdp(c);
    expect(mdp.stateCount).toBe(c.nStates - walls.length);
    for (let s = 0; s < mdp.stateCount; s++)
      for (let a = 0; a < 5; a++) {
        // The golden file keeps a wall as a state that nothing enters.
        const expected = row(reference, layout!.cellOfState[s], a);
        const actual = row(mdp, s, a);
        expect(actual.size).toBe(expected.size);
        for (const [next, p] of actual) expect(p).toBeCloseTo(expected.get(layout!.cellOfState[next])!, 13);
      }
  },
);

describe('moves', () => {
  test('the eight moves go where they say, and stop at edges and walls', () => {
    const world = buildWorld({ ...plain(3, 3), moves: 'eight', walls: [2] });
    const ends = {
      up: 1,
      right: 5,
      down: 7,
      left: 3,
      'up-right': 4,
      'down-right': 8,
      'down-left': 6,
      'up-left': 0,
    };
    for (const [action, cell] of Object.entries(ends)) expect(leadsTo(world, 4, action)).toBe(cell);
    expect(leadsTo(world, 0, 'up')).toBe(0);
    expect(leadsTo(world, 0, 'up-left')).toBe(0);
    expect(leadsTo(world, 1, 'right')).toBe(1);
    expect(leadsTo(world, 5, 'up')).toBe(5);
  });

  test('the wind of the column that is left pushes up, a wall stops it, a move down cancels it', () => {
    const world = buildWorld({ ...plain(5, 4), wind: [0, 1, 2, -1], walls: [6], moves: 'four-and-stay' });
    expect(leadsTo(world, 17, 'stay')).toBe(13);
    expect(leadsTo(world, 17, 'up')).toBe(9);
    expect(leadsTo(world, 17, 'down')).toBe(17);
    expect(leadsTo(world, 17, 'right')).toBe(14);
    // Wind of the column left behind, not of the one entered.
    expect(leadsTo(world, 16, 'right')).toBe(17);
    // Two cells up from row 4 of column 2, but the wall is in row 1.
    expect(leadsTo(world, 18, 'stay')).toBe(10);
    expect(leadsTo(world, 14, 'stay')).toBe(10);
    expect(leadsTo(world, 10, 'up')).toBe(10);
    // Negative wind pushes down, as far as the edge.
    expect(leadsTo(world, 7, 'stay')).toBe(11);
    expect(leadsTo(world, 19, 'stay')).toBe(19);
  });

  test('rows are distributions over open cells, whatever the grid', () => {
    const spec = fc
      .record({
        rows: fc.integer({ min: 1, max: 5 }),
        columns: fc.integer({ min: 2, max: 5 }),
        slip: fc.constantFrom(0, 0.2, 1),
        moves: fc.constantFrom('four' as const, 'four-and-stay' as const, 'eight' as const),
        wind: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 5 }),
        walls: fc.array(fc.nat(24), { maxLength: 4 }),
      })
      .map(
        ({ rows, columns, wind, walls, ...rest }): GridworldSpec => ({
          ...plain(rows, columns),
          ...rest,
          wind: wind.slice(0, columns),
          walls: walls.filter((cell) => cell > 0 && cell < rows * columns),
        }),
      );
    fc.assert(
      fc.property(spec, (drawn) => {
        const { mdp } = buildWorld(parseWorldSpec(drawn));
        for (let r = 0; r < mdp.stateCount * mdp.actionCount; r++) {
          const p = mdp.probability.slice(mdp.rowStart[r], mdp.rowStart[r + 1]);
          expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
          expect(p.every((x) => x > 0)).toBe(true);
        }
        expect(mdp.successor.every((s) => s >= 0 && s < mdp.stateCount)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

test('terrain and goals are the features, and the true reward is linear in them', () => {
  const spec: GridworldSpec = {
    ...plain(2, 3),
    cells: [0, 1, 0, 1, 0, 0],
    walls: [4],
    goals: [{ cell: 3, reward: 7 }],
    terminals: [3],
    starts: [0, 2, 2],
  };
  const { mdp, features, trueReward, layout, stateNames } = buildWorld(spec);
  expect(features.names).toEqual(['grass', 'mud', 'goal']);
  expect(Array.from(features.values)).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0]);
  expect([0, 1, 2, 3, 4].map((s) => trueReward![s * 4 + 2])).toEqual([-1, -3, -1, 7, -1]);
  expect([...mdp.terminal]).toEqual([0, 0, 0, 1, 0]);
  expect(mdp.rowStart[3 * 4 + 4]).toBe(mdp.rowStart[3 * 4]);
  expect([...mdp.initial]).toEqual([0.5, 0, 0.5, 0, 0]);
  expect([...layout!.stateOfCell]).toEqual([0, 1, 2, 3, -1, 4]);
  expect([...layout!.cellOfState]).toEqual([0, 1, 2, 3, 5]);
  expect(stateNames[4]).toBe('row 2, column 3');
  const byCell = buildWorld({ ...spec, features: 'cell' }).features;
  expect(byCell.count).toBe(5);
  expect(byCell.values[6]).toBe(1);
  expect(byCell.values.reduce((sum, x) => sum + x, 0)).toBe(5);
});

test('without starts an episode begins in any open cell that is not terminal', () => {
  const { mdp } = buildWorld({ ...plain(1, 4), walls: [0], terminals: [3] });
  expect([...mdp.initial]).toEqual([0.5, 0.5, 0]);
});

test.each([
  ['too few cells', { cells: [0] }, 'cells'],
  ['an unknown terrain', { cells: [0, 0, 2, 0] }, 'cells[2]'],
  ['wind of the wrong width', { wind: [0] }, 'wind'],
  ['a wall outside', { walls: [0, 4] }, 'walls[1]'],
  ['a goal outside', { goals: [{ cell: 9, reward: 1 }] }, 'goals[0].cell'],
  ['a goal in a wall', { walls: [1], goals: [{ cell: 1, reward: 1 }] }, 'goals[0].cell'],
  [
    'two goals in a cell',
    {
      goals: [
        { cell: 1, reward: 1 },
        { cell: 1, reward: 2 },
      ],
    },
    'goals[1].cell',
  ],
  ['a terminal in a wall', { walls: [1], terminals: [1] }, 'terminals[0]'],
  ['a start in a wall', { walls: [1], starts: [0, 1] }, 'starts[1]'],
  ['a start in a terminal', { terminals: [1], starts: [1] }, 'starts[0]'],
  ['nowhere to start', { walls: [0, 1], terminals: [2, 3] }, 'walls'],
  ['a slip above 1', { slip: 1.2 }, 'slip'],
  ['NaN slip', { slip: Number.NaN }, 'slip'],
  ['a colour that is none', { terrains: [{ name: 'x', reward: 0, colour: 'red' }] }, 'terrains[0].colour'],
  ['an unknown key', { slippery: true }, ''],
])('%s is refused, with its place', (_what, change, where) => {
  expect(() => parseWorldSpec({ ...plain(2, 2), ...change })).toThrow(
    expect.objectContaining({ code: 'InvalidInput', where }),
  );
});

test('cell features of a large grid are refused before they fill the memory', () => {
  expect(() => parseWorldSpec({ ...plain(100, 100), features: 'cell' })).toThrow(
    expect.objectContaining({ where: 'features' }),
  );
});
