import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, plotLines, spread } from './line-geometry.ts';
import type { Series } from './series.ts';

const box: Box = { width: 400, height: 200, left: 50, right: 80, top: 10, bottom: 20 };
const series = (x: number[], y: number[]): Series => ({
  id: 'a',
  name: 'A',
  colour: 'red',
  dash: null,
  x: Float64Array.from(x),
  y: Float64Array.from(y),
});

test('a curve spans the box and ends at its last finite point', () => {
  const plot = plotLines([series([0, 1, 2], [0, 10, Number.NaN])], box, 'linear');
  expect(plot.x(0)).toBe(50);
  expect(plot.x(2)).toBe(320);
  expect(plot.y(10)).toBe(10);
  expect(plot.y(0)).toBe(180);
  expect(plot.curves[0].end).toEqual({ x: 185, y: 10 });
  expect(plot.xAt(185)).toBeCloseTo(1, 12);
});

test('gaps split the path', () => {
  const plot = plotLines([series([0, 1, 2, 3, 4], [1, 2, Number.NaN, 2, 1])], box, 'linear');
  expect(plot.curves[0].path.match(/M/g)).toHaveLength(2);
});

test('on a log scale what is not positive is a gap, and ticks are decades', () => {
  const plot = plotLines([series([0, 1, 2, 3], [1, 0, -1, 1e-4])], box, 'log');
  expect(plot.curves[0].path.match(/M/g)).toHaveLength(2);
  expect(plot.yTicks.map((tick) => tick.label)).toContain('10\u207b\u00b2');
  expect(plot.yTicks.length).toBeGreaterThan(1);
  expect(plot.yTicks.length).toBeLessThan(8);
});

test('a flat, an empty and a single-point curve are drawn without NaN', () => {
  for (const one of [series([0, 1], [3, 3]), series([], []), series([5], [0]), series([0], [Number.NaN])])
    for (const scale of ['linear', 'log'] as const) {
      const plot = plotLines([one], box, scale);
      expect(plot.curves[0].path).not.toContain('NaN');
      for (const tick of [...plot.xTicks, ...plot.yTicks]) expect(Number.isFinite(tick.at)).toBe(true);
    }
});

test('labels keep their distance, order and the box', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: 0, max: 300 }), { maxLength: 15 }), (positions) => {
      const placed = spread(positions, 14, 0, 300);
      const order = positions.map((_, i) => i).sort((a, b) => positions[a] - positions[b] || a - b);
      for (let k = 0; k < order.length; k++) {
        expect(placed[order[k]]).toBeGreaterThanOrEqual(-1e-9);
        expect(placed[order[k]]).toBeLessThanOrEqual(300 + 1e-9);
        if (k > 0) expect(placed[order[k]] - placed[order[k - 1]]).toBeGreaterThanOrEqual(14 - 1e-9);
      }
    }),
  );
});

test('a band widens the scale to its bounds, and thin curves take no label’s place', () => {
  const box = { width: 200, height: 100, left: 10, right: 10, top: 10, bottom: 10 };
  const x = Float64Array.of(0, 1);
  const one = (id: string, y: number[]) => ({
    id,
    name: id,
    colour: 'red',
    dash: null,
    x,
    y: Float64Array.from(y),
  });
  const alone = plotLines([one('a', [1, 1])], box, 'linear');
  const band = {
    id: 'b',
    name: 'b',
    colour: 'red',
    x,
    low: Float64Array.of(-8, -8),
    high: Float64Array.of(9, 9),
  };
  const plot = plotLines([one('a', [1, 1])], box, 'linear', [band]);
  expect(alone.regions).toEqual([]);
  expect(plot.regions[0].path).toMatch(/^M.*Z$/);
  expect(plot.y(9)).toBeGreaterThanOrEqual(box.top);
  expect(plot.y(-8)).toBeLessThanOrEqual(box.height - box.bottom);
  const thin = { ...one('t', [1, 1]), weight: 'thin' as const };
  const both = plotLines([thin, one('a', [1, 1])], box, 'linear');
  expect(both.curves[1].labelY).toBe(both.curves[1].end?.y);
});
