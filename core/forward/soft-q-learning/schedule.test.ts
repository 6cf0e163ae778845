import { expect, test } from 'vitest';
import { scheduleOf } from './schedule.ts';
import { softQDefaults } from './spec.ts';

const settings = { ...softQDefaults(), discount: 0.99, learningRate: 0.1, samplerLearningRate: 0.2 };

test('constant: what the settings say, throughout', () => {
  for (const progress of [0, 0.3, 1])
    expect(scheduleOf(settings, progress)).toEqual({ q: 0.1, sampler: 0.2, discount: 0.99 });
});

test('linear steps, rising discount: a horizon of 10, of 10^1.5 at a quarter, of 100 from half of the steps', () => {
  const at = (progress: number) =>
    scheduleOf({ ...settings, learningRateSchedule: 'linear', discountSchedule: 'rising' }, progress);
  const horizons = [0, 0.25, 0.5, 1].map((progress) => 1 / (1 - at(progress).discount));
  [10, 10 ** 1.5, 100, 100].forEach((x, k) => {
    expect(horizons[k]).toBeCloseTo(x, 6);
  });
  expect(at(0.25).q).toBeCloseTo(0.075, 12);
  expect(at(1).sampler).toBeCloseTo(0.002, 12);
});

test('a discount that is small already never rises from below 0', () => {
  const { discount } = scheduleOf({ ...settings, discount: 0.5, discountSchedule: 'rising' }, 0);
  expect(discount).toBe(0);
});
