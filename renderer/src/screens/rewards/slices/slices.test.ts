import fc from 'fast-check';
import { expect, test } from 'vitest';
import { continuousExamples, createContinuousEnvironment } from '../../../../../core/environments/index.ts';
import {
  gridObservations,
  meanOf,
  middleOf,
  observationAt,
  projected,
  rangesOf,
  repeatedAction,
  shareOf,
  valueAt,
} from './grid.ts';
import { inside, placeSlice } from './placement.ts';
import { positionsOf } from './positions.ts';

const example = (id: string) =>
  createContinuousEnvironment(continuousExamples.find((one) => one.id === id)!.spec);

test('a grid varies two numbers over the middles of its cells and holds the others', () => {
  const across = { dimension: 2, low: 0, high: 3 };
  const up = { dimension: 0, low: -1, high: 1 };
  const rows = gridObservations([9, 8, 7, 6], across, up, 3, 2);
  expect(Array.from(rows.subarray(0, 4))).toEqual([-0.5, 8, 0.5, 6]);
  expect(Array.from(rows.subarray(4 * 5, 4 * 6))).toEqual([0.5, 8, 2.5, 6]);
  expect(rows).toHaveLength(3 * 2 * 4);
  expect(Array.from(observationAt([9, 8, 7, 6], across, up, { x: 2, y: 1 }))).toEqual([1, 8, 2, 6]);
  expect(Array.from(gridObservations([5], { ...across, dimension: 0 }, up, 3, 1))).toEqual([0.5, 1.5, 2.5]);
  expect(Array.from(repeatedAction([1, 2], 2))).toEqual([1, 2, 1, 2]);
});

test('reading a grid of a linear function gives the function between the outermost middles', () => {
  const [columns, rows] = [7, 5];
  const across = { dimension: 0, low: -2, high: 4 };
  const up = { dimension: 1, low: 1, high: 2 };
  const values: number[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      values.push(3 * middleOf(across, c, columns) - 2 * middleOf(up, r, rows) + 1);
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      (x, y) => {
        const point = { x: -2 + 6 * x, y: 1 + y };
        expect(shareOf(across, point.x)).toBeCloseTo(x, 12);
        expect(valueAt(values, columns, rows, { x, y })).toBeCloseTo(3 * point.x - 2 * point.y + 1, 9);
      },
    ),
  );
  expect(valueAt(values, columns, rows, { x: -1, y: -1 })).toBe(values[0]);
});

test('ranges are the bounds of the space, or what was seen with a margin', () => {
  const space = { low: [-1, -Infinity, 0, -Infinity], high: [1, Infinity, Infinity, Infinity] };
  const seen = [[0, 10, 1, 5, 0, 20, 2, 5]];
  expect(rangesOf(space, seen)).toEqual([
    { low: -1, high: 1 },
    { low: 8.5, high: 21.5 },
    { low: 0.85, high: 2.15 },
    { low: 4.25, high: 5.75 },
  ]);
  expect(rangesOf(space, [])[1]).toEqual({ low: -1, high: 1 });
  expect(Array.from(meanOf(rangesOf(space, seen), seen))).toEqual([0, 15, 1.5, 5]);
  expect(meanOf([{ low: 2, high: 4 }], [])[0]).toBe(3);
  expect(Array.from(projected([1, 2, 3, 4, 5, 6], 3, 2, 0))).toEqual([3, 1, 6, 4]);
});

test('the place on the map is found among the numbers of an observation', () => {
  expect(positionsOf(example('navigation'))).toEqual({ x: 0, y: 1 });
  expect(positionsOf(example('four-goals'))).toEqual({ x: 0, y: 1 });
  expect(positionsOf(example('Pendulum-v1'))).toBeNull();
  expect(positionsOf(example('CartPole-v1'))).toBeNull();
  // Travels with a camera.
  expect(positionsOf(example('highway'))).toBeNull();
});

test('a map keeps one scale, a plot fills its box, and both go to pixels and back', () => {
  const across = { low: -5, high: 5 };
  const up = { low: 0, high: 2 };
  const box = { width: 462, height: 246 };
  const map = placeSlice(across, up, box, 'map', 1);
  expect([map.scale, map.scaleY, map.width, map.height]).toEqual([40, 40, 400, 80]);
  const plot = placeSlice(across, up, box, 'plot', 1);
  expect([plot.width, plot.height]).toEqual([400, 200]);
  for (const place of [map, plot]) {
    const back = place.toWorld(place.toX(1.5), place.toY(0.25));
    expect(back.x).toBeCloseTo(1.5, 9);
    expect(back.y).toBeCloseTo(0.25, 9);
    expect(place.toY(2)).toBeLessThan(place.toY(0));
  }
  expect(inside(across, up, { x: 5, y: 0 })).toBe(true);
  expect(inside(across, up, { x: 5.1, y: 0 })).toBe(false);
});
