import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildWorld, examples } from '../../../core/mdp/index.ts';
import {
  colourOf,
  differenceScale,
  divergingScale,
  extent,
  parseColour,
  probabilityScale,
  sequentialScale,
  ticksOf,
  wantsDarkText,
} from './colours.ts';
import { actionShares, describeState, describeWorld, sharesInWords } from './describe.ts';
import { arrowLine, flowOf } from './draw-policy.ts';
import { figure, percent, shortFigure } from './format.ts';
import { legendOf } from './legend.ts';
import { pathOffset, pathOpacity, pathPoints, recentPath } from './path-geometry.ts';

test('a diverging scale is white at exactly zero and symmetric, whatever the values', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
      for (const scale of [divergingScale(values), differenceScale(values)]) {
        expect(scale.low).toBe(-scale.high);
        const [r, g, b] = parseColour(colourOf(scale, 0));
        expect(Math.min(r, g, b)).toBeGreaterThan(250);
        expect(ticksOf(scale)[1]).toBe(0);
      }
    }),
  );
});

test('learned minus expert: orange below zero, blue above', () => {
  const scale = differenceScale([-1, 1]);
  const [r0, , b0] = parseColour(colourOf(scale, -0.7));
  const [r1, , b1] = parseColour(colourOf(scale, 0.7));
  expect(r0).toBeGreaterThan(b0);
  expect(b1).toBeGreaterThan(r1);
});

test('extents skip what is not finite; values beyond a scale take its end', () => {
  expect(extent([Number.NaN, 2, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 2]);
  expect(extent([Number.NaN])).toEqual([0, 0]);
  expect(colourOf(probabilityScale, 7)).toBe(colourOf(probabilityScale, 1));
  expect(wantsDarkText(probabilityScale, 1)).toBe(true);
  expect(wantsDarkText(probabilityScale, 0)).toBe(false);
  expect(ticksOf(sequentialScale([-40, 4]))).toEqual([-40, -18, 4]);
  expect(sequentialScale([3, 5])).toEqual({ kind: 'viridis', low: 3, high: 5 });
});

test('figures are short, keep their sign and never lie about certainty', () => {
  expect([0, 1.2345, -0.5, 1234.5, 1e-5, 2.5e7].map(figure)).toEqual([
    '0',
    '1.23',
    '\u22120.5',
    '1235',
    '10\u207b\u2075',
    '2.5\u202f\u00d7\u202f10\u2077',
  ]);
  expect([0.001, 0.5, 0.999, 1, 0].map(percent).map((s) => s.replace('\u202f', ' '))).toEqual([
    '<1 %',
    '50 %',
    '>99 %',
    '100 %',
    '0 %',
  ]);
  for (const value of [-123.456, 0.014, 12.34, -99999, 3])
    expect(shortFigure(value, 99_999).length).toBeLessThan(7);
  expect([0.0124, -0.0004, 0.0031].map((value) => shortFigure(value, 0.0124))).toEqual([
    '0.012',
    '0',
    '0.003',
  ]);
});

test('paths keep inside their cell, and there and back are two lines', () => {
  for (const n of [1, 2, 30])
    for (let k = 0; k < n; k++) {
      const { x, y } = pathOffset(k, n, 0.3);
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(0.3);
    }
  const xs = Float64Array.of(0, 10);
  const ys = Float64Array.of(0, 0);
  const points = pathPoints([0, 1, 0], 3, xs, ys, 10, { x: 0, y: 0 });
  expect(points[3]).toBeGreaterThan(0);
  expect(points[7]).toBeLessThan(0);
  expect(pathPoints([0, 0, 0], 3, xs, ys, 10, { x: 0, y: 0 })).toEqual(Float64Array.of(0, 0, 0, 0));
  expect(pathPoints([], 0, xs, ys, 10, { x: 0, y: 0 }).length).toBe(0);
  expect(pathOpacity(1)).toBeGreaterThan(pathOpacity(50));
});

test('arrows point along the action and grow with its probability', () => {
  const [, , x1] = arrowLine({ x: 1, y: 0 }, 1, 100);
  const [, , x2] = arrowLine({ x: 1, y: 0 }, 0.2, 100);
  expect(x1).toBeGreaterThan(x2);
  expect(x1).toBeLessThan(50);
});

const meadow = buildWorld(examples[0].spec);

test('a state in words: place, ground, value, policy, who is there', () => {
  const { actionCount, stateCount } = meadow.mdp;
  const probabilities = new Float64Array(stateCount * actionCount).fill(1 / actionCount);
  const policy = { probabilities, offset: 0, role: 'learned' as const };
  const heat = { values: new Float64Array(stateCount).fill(0.25), scale: probabilityScale, label: 'Visits' };
  const lines = describeState(meadow, 0, {
    heat,
    policy,
    agents: [{ state: 0, role: 'expert', label: 'You' }],
  });
  expect(lines).toMatchObject({
    name: 'row 1, column 1',
    value: { label: 'Visits', text: '0.25' },
    here: ['You'],
  });
  expect(lines.policy).toContain('25');
  expect(describeWorld(meadow)).toContain('Wind blows in 2 columns');
});

test('shares in words add up: what is left out is named others', () => {
  const words = sharesInWords(
    [0.5, 0.3, 0.15, 0.05].map((probability, action) => ({ action, name: `a${action}`, probability })),
    2,
  );
  expect(words.replaceAll('\u202f', ' ')).toBe('a0 50 %, a1 30 %, others 20 %');
});

test('the flow along an edge is the policy times the dynamics, and sums to one', () => {
  const { actionCount, stateCount } = meadow.mdp;
  const probabilities = Float64Array.from({ length: stateCount * actionCount }, (_, i) =>
    i % actionCount === 1 ? 0.7 : 0.1,
  );
  const policy = { probabilities, offset: 0, role: 'learned' as const };
  const s = 9;
  let total = 0;
  for (let to = 0; to < stateCount; to++) total += flowOf(meadow, policy, s, to);
  expect(total).toBeCloseTo(1, 12);
  expect(actionShares(meadow, policy, s)[0].action).toBe(1);
});

test('a very long trail is drawn from its last stretch on', () => {
  const states = Int32Array.from({ length: 10_001 }, (_, t) => t);
  expect(recentPath(states, 5, 'expert')).toMatchObject({ count: 6, states });
  const late = recentPath(states, 9_000, 'learned');
  expect([late.count, late.states[0], late.states[late.count - 1]]).toEqual([3000, 6_001, 9_000]);
});

test('the legend names what occurs, and nothing else', () => {
  const { layout } = meadow;
  const items = legendOf(layout!);
  const names = layout!.terrains.map(({ name }) => name);
  expect(items.map((item) => item.text)).toEqual([...names, 'goal', 'start', 'wind']);
  const plain = { ...layout!, terrainOfCell: new Int32Array(64), marks: [], wind: new Float64Array(8) };
  expect(legendOf(plain)).toEqual([]);
});

test('colours of a minified stylesheet are read as they were written', () => {
  expect(parseColour('#fff')).toEqual([255, 255, 255]);
  expect(parseColour('#a1b')).toEqual(parseColour('#aa11bb'));
});
