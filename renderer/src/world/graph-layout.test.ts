import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromTransitions } from '../../../core/mdp/index.ts';
import { graphEdges, largestGraph, layersOf, layOutGraph } from './graph-layout.ts';

/** 0 -> 1 -> 2 by action 0; action 1 stays. */
const chain = fromTransitions({
  stateCount: 3,
  actionCount: 2,
  transitions: [
    [0, 0, 1, 1],
    [0, 1, 0, 1],
    [1, 0, 2, 1],
    [1, 1, 1, 1],
  ],
  initial: [1, 0, 0],
  terminal: [2],
});

const ring = (count: number) =>
  fromTransitions({
    stateCount: count,
    actionCount: 1,
    transitions: Array.from({ length: count }, (_, s) => [s, 0, (s + 1) % count, 1] as const),
    initial: Array.from({ length: count }, (_, s) => (s === 0 ? 1 : 0)),
    terminal: [],
  });

test('edges average the actions and leave self-loops out', () => {
  expect(graphEdges(chain)).toEqual([
    { from: 0, to: 1, weight: 0.5 },
    { from: 1, to: 2, weight: 0.5 },
  ]);
});

test('layers count the steps from where episodes start', () => {
  expect([...layersOf(chain, graphEdges(chain))]).toEqual([0, 1, 2]);
});

test('equal worlds give equal layouts inside the unit square, with all states apart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), (count) => {
      const layout = layOutGraph(ring(count));
      expect(layOutGraph(ring(count))).toEqual(layout);
      for (const v of [...layout.x, ...layout.y]) expect(v >= 0 && v <= 1).toBe(true);
      expect(layout.spacing).toBeGreaterThan(0.3 / count);
    }),
    { numRuns: 12 },
  );
});

test('a graph too large for edges is packed in rows, every state in a place of its own', () => {
  const layout = layOutGraph(ring(largestGraph + 1));
  expect(layout.edges).toEqual([]);
  expect(new Set(Array.from(layout.x, (x, s) => `${x},${layout.y[s]}`)).size).toBe(largestGraph + 1);
});

test('episodes that may start anywhere still unfold into a plane', () => {
  const count = 24;
  const everywhere = fromTransitions({
    stateCount: count,
    actionCount: 1,
    transitions: Array.from({ length: count }, (_, s) => [s, 0, (s * 7 + 3) % count, 1] as const),
    initial: Array.from({ length: count }, () => 1 / count),
    terminal: [],
  });
  const layout = layOutGraph(everywhere);
  const spread = (values: Float64Array) => Math.max(...values) - Math.min(...values);
  expect(spread(layout.x)).toBeGreaterThan(0.5);
  expect(layout.spacing).toBeGreaterThan(0.04);
});
