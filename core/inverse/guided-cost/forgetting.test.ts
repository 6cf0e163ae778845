import { expect, test } from 'vitest';
import { reservoirPlace } from './forgetting.ts';

/** Which of `total` iterations are held after the last one. */
function heldAfter(total: number, rounds: number, seed: number): number[] {
  const held: number[] = [];
  for (let iteration = 0; iteration < total; iteration++) {
    held.push(iteration);
    if (held.length > rounds) held.splice(reservoirPlace(rounds, iteration, seed), 1);
  }
  return held;
}

test('the newest stays, and every earlier iteration is as likely to be held', () => {
  const [total, rounds, draws] = [13, 5, 4000];
  const counts = new Float64Array(total);
  for (let seed = 0; seed < draws; seed++) {
    const held = heldAfter(total, rounds, seed);
    expect(held).toHaveLength(rounds);
    for (const iteration of held) counts[iteration]++;
  }
  expect(counts[total - 1]).toBe(draws);
  // Four standard deviations of a share of 1/3 among 4000 draws are 0.03.
  for (let i = 0; i < total - 1; i++) expect(Math.abs(counts[i] / draws - 4 / 12)).toBeLessThan(0.03);
  expect(heldAfter(7, 1, 3)).toEqual([6]);
});
