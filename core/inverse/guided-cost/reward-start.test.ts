import { expect, test } from 'vitest';
import { horizonOf } from './reward-start.ts';
import { guidedCostDefaults } from './spec.ts';

const world = { actionWidth: 2, maxSteps: 200 };
const demonstration = (steps: number, terminated: boolean) => ({
  observations: new Float32Array(4 * (steps + 1)),
  actions: new Float32Array(2 * steps),
  terminated,
});

test('episodes are compared over the longest demonstration, and over the time limit where some end and rest', () => {
  const settings = guidedCostDefaults();
  const cut = [demonstration(30, false), demonstration(70, false)];
  const ended = [...cut, demonstration(50, true)];
  expect(horizonOf(settings, world, cut)).toBe(70);
  expect(horizonOf(settings, world, ended)).toBe(200);
  expect(horizonOf({ ...settings, ending: 'cut' }, world, ended)).toBe(70);
  expect(horizonOf({ ...settings, horizon: 90 }, world, ended)).toBe(90);
});
