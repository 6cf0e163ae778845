import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ContinuousExample,
  continuousExamples,
  createContinuousEnvironment,
  type Simulation,
} from '../../../../../core/environments/index.ts';
import { reservedKeys } from '../keymap.ts';
import { fullScale, type Scheme, schemeOf } from './scheme.ts';
import {
  ActionMaker,
  keyTargets,
  pointerTargets,
  ramp,
  type Sight,
  stickTargets,
  withoutDeadZone,
} from './steer.ts';

const plain = continuousExamples.filter(({ spec }) => spec.kind !== 'mujoco');
const each = plain.map((one): [string, ContinuousExample] => [one.id, one]);

function sizeOf(simulation: Simulation): number {
  const { view } = simulation.scene();
  return Math.max(view.right - view.left, view.top - view.bottom) / 2;
}

function made(id: string): { simulation: Simulation; scheme: Scheme; maker: ActionMaker } {
  const { spec } = plain.find((one) => one.id === id) as ContinuousExample;
  const simulation = createContinuousEnvironment(spec);
  simulation.reset(1);
  const size = sizeOf(simulation);
  const scheme = schemeOf(spec, simulation.actionSpace, size);
  const full = fullScale(spec, simulation.actionSpace, size, simulation.rate);
  return { simulation, scheme, maker: new ActionMaker(simulation.actionSpace, full) };
}

const sightOf = (simulation: Simulation): Sight => ({
  scene: simulation.scene(),
  state: simulation.state,
  velocity: { x: 0, y: 0 },
});

test.each(each)('%s: every axis has two keys of its own, none of them reserved', (id) => {
  const { scheme } = made(id);
  const codes = scheme.controls.flatMap((control) => control.codes);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.filter((code) => reservedKeys.includes(code) || code === 'Space')).toEqual([]);
  for (let axis = 0; axis < scheme.axes; axis++)
    expect(
      scheme.controls
        .filter((control) => control.axis === axis)
        .map(({ sign }) => sign)
        .sort(),
    ).toEqual([-1, 1]);
});

test.each(each)('%s: whatever the devices say is an action that the world takes', (id) => {
  const { simulation, scheme, maker } = made(id);
  const codes = scheme.controls.flatMap((control) => control.codes);
  const unit = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.subarray(codes),
      fc.record({
        x: fc.double({ min: -50, max: 50, noNaN: true }),
        y: fc.double({ min: -50, max: 50, noNaN: true }),
      }),
      fc.array(unit, { minLength: 4, maxLength: 4 }),
      (keys, pointer, sticks) => {
        simulation.reset(2);
        const sight = sightOf(simulation);
        const parts = [
          keyTargets(scheme, new Set(keys), (i) => scheme.controls[i].codes),
          pointerTargets(scheme, pointer, sight),
          stickTargets(scheme, sticks),
        ];
        for (const part of parts) {
          expect(part.every((value) => Math.abs(value) <= 1)).toBe(true);
          const { reward } = simulation.step(maker.make(part));
          expect(Number.isFinite(reward)).toBe(true);
          simulation.reset(2);
        }
      },
    ),
    { numRuns: 20 },
  );
});

/** Steers towards a fixed pointer for some steps; how far the handle is from it before and after. */
function led(id: string, pointer: { x: number; y: number }, steps: number): [number, number] {
  const { simulation, scheme, maker } = made(id);
  const distance = () => {
    const { handle } = simulation.scene();
    return Math.hypot(handle.x - pointer.x, handle.y - pointer.y);
  };
  const before = distance();
  let last = simulation.scene().handle;
  for (let t = 0; t < steps; t++) {
    const { handle } = simulation.scene();
    const velocity = {
      x: (handle.x - last.x) * simulation.rate,
      y: (handle.y - last.y) * simulation.rate,
    };
    last = handle;
    const { terminated } = simulation.step(
      maker.make(pointerTargets(scheme, pointer, { ...sightOf(simulation), velocity })),
    );
    if (terminated) break;
  }
  return [before, distance()];
}

test('the pointer leads the point masses, the peg and the arm to where it is', () => {
  for (const [id, pointer, steps] of [
    ['navigation', { x: -3, y: 3 }, 120],
    ['four-goals', { x: 2, y: -2 }, 25],
    ['peg-insertion', { x: 0.4, y: 0.6 }, 120],
    ['reach', { x: 0.3, y: 0.6 }, 190],
    ['double-integrator', { x: 1, y: 0 }, 120],
  ] as const) {
    const [before, after] = led(id, pointer, steps);
    expect(after, id).toBeLessThan(0.35 * before);
  }
});

test('in the car, a point to the left of the lane steers left, and one near the car brakes', () => {
  const { simulation, scheme } = made('highway');
  const sight = sightOf(simulation);
  const { handle } = sight.scene;
  expect(pointerTargets(scheme, { x: 25, y: handle.y + 4 }, sight)).toEqual([0, 1]);
  expect(pointerTargets(scheme, { x: 0, y: handle.y }, sight)).toEqual([-1, 0]);
});

test('keys that are opposite cancel; a key belongs to its axis', () => {
  const { scheme } = made('navigation');
  const codesOf = (i: number) => scheme.controls[i].codes;
  expect(keyTargets(scheme, new Set(['ArrowLeft']), codesOf)).toEqual([-1, 0]);
  expect(keyTargets(scheme, new Set(['ArrowUp', 'KeyD']), codesOf)).toEqual([1, 1]);
  expect(keyTargets(scheme, new Set(['ArrowLeft', 'ArrowRight']), codesOf)).toEqual([0, 0]);
});

test('the arrow to the left turns the pendulum counterclockwise, and so does the stick', () => {
  const { scheme } = made('Pendulum-v1');
  expect(keyTargets(scheme, new Set(['ArrowLeft']), (i) => scheme.controls[i].codes)).toEqual([1]);
  expect(stickTargets(scheme, [-1, 0, 0, 0])).toEqual([1]);
});

test('a deflection grows and falls over a tenth of a second and never overshoots', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.constantFrom(-1, 0, 1),
      fc.double({ min: 0.001, max: 0.1, noNaN: true }),
      (value, target, seconds) => {
        const next = ramp(value, target, seconds);
        expect(Math.abs(next - target)).toBeLessThanOrEqual(Math.abs(value - target));
        expect((next - target) * (value - target)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
  expect(ramp(0, 1, 0.06)).toBeCloseTo(0.5, 9);
  expect(ramp(1, 0, 0.04)).toBeCloseTo(0.5, 9);
});

test('a stick within its dead zone is at rest, and there is no jump at its edge', () => {
  expect([0.1, -0.12, 1, -1].map(withoutDeadZone)).toEqual([0, 0, 1, -1]);
  expect(withoutDeadZone(0.13)).toBeLessThan(0.02);
});

test('a choice follows the keys at once, half a push is every other one, and none is both in turn', () => {
  const two = new ActionMaker({ kind: 'discrete', n: 2, labels: ['left', 'right'] }, [1]);
  const run = (maker: ActionMaker, value: number, steps: number) =>
    Array.from({ length: steps }, () => maker.make([value])[0]);
  expect(run(two, 1, 3)).toEqual([1, 1, 1]);
  expect(run(two, -1, 3)).toEqual([0, 0, 0]);
  const rest = run(two, 0, 10);
  expect(rest.reduce((sum, action) => sum + action, 0)).toBe(5);
  const three = new ActionMaker({ kind: 'discrete', n: 3, labels: ['left', 'none', 'right'] }, [1]);
  expect(run(three, 0, 3)).toEqual([1, 1, 1]);
  expect(run(three, 1, 2)).toEqual([2, 2]);
  const half = run(three, 0.5, 8);
  expect(half.reduce((sum, action) => sum + action - 1, 0)).toBe(4);
});
