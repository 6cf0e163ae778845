import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ContinuousExample,
  continuousExamples,
  createContinuousEnvironment,
} from '../../../../core/environments/index.ts';
import type { Theme } from '../theme.ts';
import { actionMarks, shares } from './action-mark.ts';
import { actionText, labelParts, namedValues, rangeText, steady } from './describe-scene.ts';
import { ghostShapes } from './draw-scene.ts';
import { paletteOf } from './palette.ts';
import { placeScene } from './placement.ts';
import { handleOf, squeezed, trailCorners } from './trail.ts';

const sides = fc.record({
  left: fc.double({ min: -100, max: 0, noNaN: true }),
  right: fc.double({ min: 0.1, max: 100, noNaN: true }),
  bottom: fc.double({ min: -100, max: 0, noNaN: true }),
  top: fc.double({ min: 0.1, max: 100, noNaN: true }),
});
const boxes = fc.record({
  width: fc.integer({ min: 20, max: 4000 }),
  height: fc.integer({ min: 20, max: 4000 }),
});

test('a view fits its box in the middle, keeps its proportions, and y points up', () => {
  fc.assert(
    fc.property(sides, boxes, (view, box) => {
      const place = placeScene(view, box, 2, 2);
      const wide = view.right - view.left;
      const high = view.top - view.bottom;
      expect(place.width / place.height).toBeCloseTo(wide / high, 6);
      expect(place.left).toBeGreaterThanOrEqual(1.4);
      expect(place.top).toBeGreaterThanOrEqual(1.4);
      expect(Math.min(place.left, place.top)).toBeLessThan(2.6);
      expect(place.toX(view.right)).toBeCloseTo(place.left + place.width, 6);
      expect(place.toY(view.top)).toBeCloseTo(place.top, 6);
      expect(place.toY(view.bottom)).toBeGreaterThan(place.toY(view.top));
    }),
    { numRuns: 60 },
  );
});

test('a point on screen is the point of the world that is drawn there', () => {
  fc.assert(
    fc.property(sides, boxes, fc.double({ min: -1, max: 1, noNaN: true }), (view, box, at) => {
      const place = placeScene(view, box, 2, 1);
      const point = place.toWorld(place.toX(at), place.toY(-at));
      expect(point.x).toBeCloseTo(at, 6);
      expect(point.y).toBeCloseTo(-at, 6);
    }),
    { numRuns: 40 },
  );
});

test('a trail keeps its ends and drops corners that nobody could see', () => {
  const place = placeScene({ left: 0, right: 1, bottom: 0, top: 1 }, { width: 104, height: 104 }, 2, 1);
  const points = Float64Array.from({ length: 2002 }, (_, i) => Math.floor(i / 2) / 1000);
  const corners = trailCorners({ points, count: 1001 }, place, { x: 0, y: 0 });
  expect(corners.slice(0, 2)).toEqual([2, 102]);
  expect(corners.slice(-2)).toEqual([102, 2]);
  expect(corners.length).toBeLessThan(2 * 120);
  expect(trailCorners({ points, count: 0 }, place, { x: 0, y: 0 })).toEqual([]);
  // Seen from a camera further right, all of it lies further left.
  expect(trailCorners({ points, count: 1 }, place, { x: 0.5, y: 0 })[0]).toBeCloseTo(-48, 9);
});

const flat = continuousExamples.filter(({ spec }) => spec.kind !== 'mujoco');
const each = flat.map((one): [string, ContinuousExample] => [one.id, one]);

test.each(each)('%s: what is driven is a part of the scene, with its handle in sight', (_, { spec }) => {
  const simulation = createContinuousEnvironment(spec);
  simulation.reset(3);
  const scene = simulation.scene();
  const ghost = ghostShapes(scene);
  expect(ghost.some(({ role }) => role === 'agent')).toBe(true);
  expect(ghost.every(({ role }) => role === 'agent' || role === 'part' || role === 'shade')).toBe(true);
  expect(ghost.length).toBeLessThanOrEqual(12);
  const { view, handle, hinges } = scene;
  expect(handle.x >= view.left && handle.x <= view.right).toBe(true);
  expect(handle.y >= view.bottom && handle.y <= view.top).toBe(true);
  if (hinges) expect(hinges.length).toBe(simulation.actionWidth);
});

test('a hinge turns counterclockwise for positive actions, as its arc is drawn', () => {
  for (const id of ['Pendulum-v1', 'reach', 'Acrobot-v1']) {
    const { spec } = continuousExamples.find((one) => one.id === id) as ContinuousExample;
    const simulation = createContinuousEnvironment(spec);
    const rest = simulation.dynamics.stateLabels.map(() => 0);
    const strongest =
      simulation.actionSpace.kind === 'discrete'
        ? [simulation.actionSpace.n - 1]
        : simulation.actionSpace.high.map((_, i) => (i === simulation.actionWidth - 1 ? 1 : 0));
    simulation.resetTo(rest, 1);
    const before = simulation.scene();
    const hinge = before.hinges?.at(-1) as { x: number; y: number };
    simulation.step(strongest);
    const after = simulation.scene();
    const pivot = after.hinges?.at(-1) as { x: number; y: number };
    const a = { x: before.handle.x - hinge.x, y: before.handle.y - hinge.y };
    const b = { x: after.handle.x - pivot.x, y: after.handle.y - pivot.y };
    expect(a.x * b.y - a.y * b.x, id).toBeGreaterThan(0);
  }
});

test('the highway’s trail runs along the road while the car stands still on screen', () => {
  const { spec } = continuousExamples.find(({ id }) => id === 'highway') as ContinuousExample;
  const simulation = createContinuousEnvironment(spec);
  simulation.reset(1);
  const from = handleOf(simulation.scene());
  for (let t = 0; t < 20; t++) simulation.step([0, 0]);
  const scene = simulation.scene();
  expect(scene.handle.x).toBe(0);
  expect(handleOf(scene).x - from.x).toBeGreaterThan(20);
  const path = squeezed([from.x, from.y, handleOf(scene).x, from.y], 2, scene);
  expect([path[0], path[2]]).toEqual([scene.view.left, scene.view.right]);
});

test('actions are shares of their range', () => {
  const box = { kind: 'box', low: [-2, -Infinity], high: [2, Infinity], labels: ['a', 'b'] } as const;
  expect(shares(box, [1, 2])).toEqual([0.5, 0.5]);
  expect(shares(box, [9, -2])).toEqual([1, -0.5]);
  const choice = { kind: 'discrete', n: 3, labels: ['l', 'c', 'r'] } as const;
  expect([0, 1, 2].map((a) => shares(choice, [a])[0])).toEqual([-1, 0, 1]);
  const scene = createContinuousEnvironment({ kind: 'navigation' }).scene();
  expect(actionMarks(box, [0, 0], scene)).toEqual([]);
  expect(actionMarks(box, [1, 0], scene)).toMatchObject([{ kind: 'arrow', x: 0.5, y: 0 }]);
});

test('numbers in words keep their places, their units and their signs', () => {
  expect(labelParts('angular velocity (rad/s)')).toEqual({ name: 'angular velocity', unit: 'rad/s' });
  expect(labelParts('x')).toEqual({ name: 'x', unit: '' });
  expect([0.001, -1.5, 12.345].map(steady)).toEqual(['0.00', '\u22121.50', '12.35']);
  const { shown, more } = namedValues(['x (m)', 'y (m)', 'z'], [1, 2, 3], 2);
  expect(shown).toEqual([
    { name: 'x', text: '1.00\u202fm' },
    { name: 'y', text: '2.00\u202fm' },
  ]);
  expect(more).toBe(1);
  expect(actionText({ kind: 'discrete', n: 2, labels: ['left', 'right'] }, [1])).toBe('right');
  const box = {
    kind: 'box',
    low: [-1, -Infinity, 0],
    high: [1, Infinity, 5],
    labels: ['a', 'b', 'c'],
  } as const;
  expect([0, 1, 2].map((i) => rangeText(box, i))).toEqual(['±\u202f1', 'any number', '0 to 5']);
});

test('expert and learned differ in both themes, and so do goal and obstacle', () => {
  for (const dark of [false, true]) {
    const theme: Theme = {
      dark,
      background: dark ? [28, 28, 27] : [255, 255, 255],
      text: dark ? [237, 237, 234] : [27, 27, 25],
      muted: [120, 120, 120],
      line: [200, 200, 200],
      wall: [74, 74, 70],
      focus: [13, 110, 100],
      expert: [217, 115, 13],
      learned: [47, 111, 219],
      font: 'sans-serif',
    };
    const expert = paletteOf(theme, 'expert');
    const learned = paletteOf(theme, 'learned');
    expect(expert.agent.fill).toBe('rgb(217, 115, 13)');
    expect(learned.agent.fill).toBe('rgb(47, 111, 219)');
    expect(expert.goal).toEqual(learned.goal);
    expect(expert.goal.pattern).not.toBe(expert.obstacle.pattern);
  }
});
