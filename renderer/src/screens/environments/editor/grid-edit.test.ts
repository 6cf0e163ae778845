import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type GridworldSpec, parseWorldSpec } from '../../../../../core/mdp/index.ts';
import {
  addTerrain,
  blankGrid,
  cellsBetween,
  changeTerrain,
  paint,
  paintLine,
  removeTerrain,
  resize,
  setWind,
  type Tool,
} from './grid-edit.ts';
import { advance, amend, redo, startHistory, undo } from './history.ts';

type Edit = (spec: GridworldSpec) => GridworldSpec;

const tool: fc.Arbitrary<Tool> = fc.oneof(
  fc.record({ kind: fc.constant('terrain' as const), terrain: fc.nat(8) }),
  fc.record({ kind: fc.constant('goal' as const), reward: fc.integer({ min: -9, max: 9 }) }),
  fc.constantFrom<Tool>({ kind: 'wall' }, { kind: 'terminal' }, { kind: 'start' }, { kind: 'erase' }),
);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.nat(99), tool).map(
    ([cell, t]) =>
      (spec: GridworldSpec) =>
        paint(spec, cell, t),
  ),
  fc.tuple(fc.nat(999), fc.nat(999), tool).map(([a, b, t]) => (spec: GridworldSpec) => {
    const size = spec.rows * spec.columns;
    return paintLine(spec, a % size, b % size, t);
  }),
  fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })).map(
    ([rows, columns]) =>
      (spec: GridworldSpec) =>
        resize(spec, rows, columns),
  ),
  fc.tuple(fc.nat(9), fc.integer({ min: -5, max: 5 })).map(
    ([column, strength]) =>
      (spec: GridworldSpec) =>
        setWind(spec, column, strength),
  ),
  fc.constant((spec: GridworldSpec) => addTerrain(spec, { name: 'sand', reward: -0.3, colour: '#e0d0a0' })),
  fc.nat(9).map((index) => (spec: GridworldSpec) => removeTerrain(spec, index)),
);

test('no sequence of edits makes a contradiction: all that can be wrong is that nowhere is left to start', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
      const spec = edits.reduce((made, apply) => apply(made), blankGrid(5, 6));
      try {
        expect(parseWorldSpec(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
      } catch (error) {
        expect((error as Error).message).toBe('There is no cell to start in.');
      }
    }),
  );
});

test('undoing every step gives the very first spec, redoing every step the last one', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
      const first = blankGrid(4, 4);
      const done = edits.reduce(
        (history, apply) => advance(history, apply(history.present)),
        startHistory(first),
      );
      let history = done;
      for (let i = 0; i < edits.length; i++) history = undo(history);
      expect(history.present).toBe(first);
      for (let i = 0; i < edits.length; i++) history = redo(history);
      expect(history).toEqual(done);
    }),
  );
});

test('an edit never changes the spec it was given', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 10 }), edit, (edits, last) => {
      const spec = edits.reduce((made, apply) => apply(made), blankGrid(4, 5));
      const before = JSON.stringify(spec);
      last(spec);
      expect(JSON.stringify(spec)).toBe(before);
    }),
  );
});

test('a stroke is one step to undo', () => {
  const first = blankGrid(4, 4);
  let history = advance(startHistory(first), paint(first, 5, { kind: 'wall' }));
  for (const cell of [6, 7, 8]) history = amend(history, paint(history.present, cell, { kind: 'wall' }));
  expect(history.present.walls).toEqual([5, 6, 7, 8]);
  expect(undo(history).present).toBe(first);
});

test('a step after an undo forgets what could have been redone', () => {
  const history = undo(advance(startHistory(1), 2));
  expect(redo(advance(history, 3)).present).toBe(3);
});

test('lines have no gaps and both ends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(399), fc.nat(399), (columns, from, to) => {
      const cells = cellsBetween(columns, from, to);
      expect([cells[0], cells.at(-1)]).toEqual([from, to]);
      for (let i = 1; i < cells.length; i++) {
        expect(Math.abs((cells[i] % columns) - (cells[i - 1] % columns))).toBeLessThanOrEqual(1);
        expect(
          Math.abs(Math.floor(cells[i] / columns) - Math.floor(cells[i - 1] / columns)),
        ).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('growing and shrinking back keeps everything', () => {
  const spec = setWind(paint(blankGrid(4, 5), 7, { kind: 'wall' }), 2, 1);
  expect(resize(resize(spec, 9, 9), 4, 5)).toEqual(spec);
});

test('cells of a removed terrain get the first one, later terrains move up', () => {
  const spec = paint(paint(blankGrid(3, 3), 0, { kind: 'terrain', terrain: 1 }), 8, {
    kind: 'terrain',
    terrain: 2,
  });
  const removed = removeTerrain(spec, 1);
  expect([removed.cells[0], removed.cells[8]]).toEqual([0, 1]);
  expect(removed.terrains.map(({ name }) => name)).toEqual(['grass', 'water']);
  expect(changeTerrain(removed, 1, { reward: 3 }).terrains[1].reward).toBe(3);
});

test('walls take what stood in the cell; a start opens a wall and is no end', () => {
  const goal = blankGrid(4, 4).goals[0].cell;
  const walled = paint(blankGrid(4, 4), goal, { kind: 'wall' });
  expect([walled.goals, walled.terminals]).toEqual([[], []]);
  const started = paint(paint(walled, goal, { kind: 'terminal' }), goal, { kind: 'start' });
  expect([started.walls, started.terminals, started.starts.includes(goal)]).toEqual([[], [], true]);
});
