import fc from 'fast-check';
import { expect, test } from 'vitest';
import { continuousExamples, createContinuousEnvironment } from '../../../../core/environments/index.ts';
import { replay } from '../../world/scene/replay.ts';
import {
  coverageOf,
  idleShare,
  type Motion,
  motionOf,
  rootMeanSquareJerk,
  visitorsOfCell,
} from './motion-quality.ts';

const scale = { side: 10, rate: 20 };
const path = (x: (t: number) => number, points: number) =>
  Array.from({ length: points }, (_, i) => [x(i / scale.rate), 0]).flat();

test('the jerk of x = t^3 is 6 everywhere, that of x = t^2 is 0', () => {
  expect(
    rootMeanSquareJerk(
      path((t) => t ** 3, 50),
      scale,
    ),
  ).toBeCloseTo(6 / 10, 6);
  expect(
    rootMeanSquareJerk(
      path((t) => t ** 2, 50),
      scale,
    ),
  ).toBeCloseTo(0, 6);
  expect(rootMeanSquareJerk([0, 0, 1, 1], scale)).toBe(0);
});

test('idle is where nothing is done and nothing moves; standing by effort is not', () => {
  const still = path(() => 1, 11);
  expect(idleShare(still, new Array(10).fill(0), scale)).toBe(1);
  expect(idleShare(still, new Array(10).fill(0.5), scale)).toBe(0);
  expect(
    idleShare(
      path((t) => t, 11),
      new Array(10).fill(0),
      scale,
    ),
  ).toBe(0);
  expect(idleShare([0, 0], [], scale)).toBe(0);
});

const motion = (values: readonly number[]): Motion => ({
  trail: new Float64Array(),
  observations: Float32Array.from(values),
  width: 2,
  idle: 0,
  jerk: 0,
});

test('every observation is counted once, and its cell knows who was there', () => {
  const point = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.array(point, { minLength: 2, maxLength: 40 }), { minLength: 1, maxLength: 5 }),
      (all) => {
        const motions = new Map(
          all.map((values, i) => [`d${i}`, motion(values.slice(0, 2 * Math.floor(values.length / 2)))]),
        );
        const grid = coverageOf([...motions.values()], [0, 1], 8);
        const points = [...motions.values()].reduce((sum, one) => sum + one.observations.length / 2, 0);
        expect(grid.visits.reduce((sum, count) => sum + count, 0)).toBe(points);
        grid.visits.forEach((count, cell) => {
          const found = visitorsOfCell(motions, [0, 1], grid, cell);
          expect(found.length > 0).toBe(count > 0);
        });
      },
    ),
    { numRuns: 40 },
  );
});

test('a demonstration that waits at the start is idle, and its observations are the replay’s', () => {
  const spec = continuousExamples.find(({ id }) => id === 'navigation')!.spec;
  const take = {
    actions: new Float32Array(2 * 30),
    rewards: new Float64Array(30),
    times: new Float32Array(30),
  };
  const still = motionOf(replay(createContinuousEnvironment(spec), 4, take));
  expect(still.idle).toBe(1);
  expect(still.jerk).toBeCloseTo(0, 9);
  expect(still.observations).toHaveLength(31 * 4);
  const away = {
    actions: new Float32Array(20).fill(-1),
    rewards: new Float64Array(10),
    times: new Float32Array(10),
  };
  const pushed = motionOf(replay(createContinuousEnvironment(spec), 4, away));
  expect(pushed.idle).toBe(0);
});
