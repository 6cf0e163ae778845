import { expect, test } from 'vitest';
import { Random } from '../../base/random.ts';
import type { ActionRange } from '../policies/action-range.ts';
import { excesses, heldWithin, logWalls, reachOf } from './reach.ts';
import { normals } from './rows.ts';

const [rows, m] = [4000, 2];
const range: ActionRange = { center: [0, 0], half: [null, 1] };
const deviation = 0.3;

/** a = 0.5 + 2 s_1 - s_2 + 0.3 ξ in states N(0, I); the second number is bounded and has no reach. */
function experience() {
  const random = Random.fromSeed(1);
  const states = normals(rows * 2, random);
  const y = Float32Array.from({ length: rows * m }, (_, at) => {
    const row = at >> 1;
    if (at % m === 1) return 2 * random.uniform() - 1;
    return 0.5 + 2 * states[2 * row] - states[2 * row + 1] + deviation * random.normal();
  });
  return { states, y, rows };
}

test('actions that follow the state: reach follows it too, and is as wide as what is left', () => {
  const reach = reachOf(experience(), range);
  if (reach === null) throw new Error('There is an unbounded number.');
  expect(Math.abs(reach.deviation[0] / deviation - 1)).toBeLessThan(0.05);
  // In state (1, 1) actions were taken about 1.5: within 1.5 +- 1.2.
  const y = Float32Array.of(1.5, 9, 2.6, -9, 3.7, 0, -0.7, 0);
  const beyond = excesses({ y, states: Float32Array.of(1, 1), rows: 1 }, reach);
  [0, 0, 0, 0, 1, 0, -1, 0].forEach((x, at) => {
    expect(Math.abs(beyond[at] - x)).toBeLessThan(0.1);
  });
  const held = heldWithin(y, beyond);
  expect(Array.from(excesses({ y: held, states: Float32Array.of(1, 1), rows: 1 }, reach))).toEqual(
    Array.from(held, () => expect.closeTo(0, 5)),
  );
  const walls = logWalls(beyond, reach, m);
  expect(walls.length).toBe(4);
  for (const at of [0, 1, 2, 3])
    expect(walls[at]).toBeCloseTo(-((beyond[2 * at] / reach.deviation[0]) ** 2) / 2, 9);
});

test('bounded actions have no reach', () => {
  const reach = reachOf(experience(), { center: [0, 0], half: [1, 1] });
  expect(reach).toBe(null);
  const y = Float32Array.of(5, -5);
  const beyond = excesses({ y, states: new Float32Array(2), rows: 1 }, reach);
  expect(heldWithin(y, beyond)).toEqual(y);
  expect(logWalls(beyond, reach, m)).toEqual(new Float64Array(1));
});

test('fewer rows than numbers of the state, and states that never change, are no obstacle', () => {
  const one: ActionRange = { center: [0], half: [null] };
  for (const states of [new Float32Array(12).fill(3), normals(12, Random.fromSeed(2))]) {
    const reach = reachOf({ y: Float32Array.of(1, 2), states, rows: 2 }, one);
    expect(reach?.weights.every(Number.isFinite)).toBe(true);
    expect(reach?.deviation[0]).toBeGreaterThan(0);
  }
});
