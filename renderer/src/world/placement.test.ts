import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildWorld, type GridworldSpec } from '../../../core/mdp/index.ts';
import { layOutGraph } from './graph-layout.ts';
import { neighbour, placeGraph, placeGrid } from './placement.ts';

const gridSpec = (rows: number, columns: number, walls: number[]): GridworldSpec => ({
  kind: 'gridworld',
  rows,
  columns,
  terrains: [{ name: 'grass', reward: 0, colour: '#aabbcc' }],
  cells: Array.from({ length: rows * columns }, () => 0),
  walls,
  goals: [],
  terminals: [],
  starts: [],
  slip: 0,
  wind: Array.from({ length: columns }, () => 0),
  moves: 'four',
  features: 'terrain',
  maxSteps: 10,
});

test('the centre of every cell is hit as that state; cells are whole device pixels inside the box', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 60, max: 1500, noNaN: true }),
      fc.double({ min: 60, max: 1000, noNaN: true }),
      fc.constantFrom(1, 1.25, 2),
      (rows, columns, width, height, ratio) => {
        const { layout, mdp } = buildWorld(gridSpec(rows, columns, []));
        const place = placeGrid(layout!, { width, height }, ratio, 2);
        expect(place.size * ratio).toBeCloseTo(Math.round(place.size * ratio), 9);
        expect(place.width).toBeLessThanOrEqual(Math.max(width, columns / ratio));
        for (let s = 0; s < mdp.stateCount; s++) expect(place.stateAt(place.x[s], place.y[s])).toBe(s);
        expect(place.stateAt(place.left - 1, place.top)).toBe(-1);
      },
    ),
    { numRuns: 30 },
  );
});

test('walls are no state, and the cursor steps over them', () => {
  const world = buildWorld(gridSpec(1, 4, [1]));
  const place = placeGrid(world.layout!, { width: 400, height: 100 }, 1, 0);
  expect(place.stateAt(150, 50)).toBe(-1);
  expect(neighbour(world, place, 0, { x: 1, y: 0 })).toBe(1);
  expect(neighbour(world, place, 0, { x: -1, y: 0 })).toBe(0);
});

test('on a graph the cursor goes to the nearest node in that direction', () => {
  const world = buildWorld({
    kind: 'random',
    states: 12,
    actions: 2,
    branching: 3,
    features: 2,
    seed: 1,
    maxSteps: 10,
  });
  const place = placeGraph(layOutGraph(world.mdp), { width: 600, height: 400 }, 10);
  for (let s = 0; s < 12; s++) {
    const right = neighbour(world, place, s, { x: 1, y: 0 });
    if (right !== s) expect(place.x[right]).toBeGreaterThan(place.x[s]);
    expect(place.stateAt(place.x[s], place.y[s])).toBe(s);
  }
});
