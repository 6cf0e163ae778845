import { expect, test } from 'vitest';
import { createFusedEngine } from '../../networks/index.ts';
import { maximumLikelihood, recoverCost, softOptimalEpisodes, trueCost } from './testing/linear-quadratic.ts';

const error = (found: number, right: number) => Math.abs(found / right - 1);

test('the quadratic cost behind 200 demonstrations of soft-optimal control is found within 10 %', async () => {
  const engine = await createFusedEngine();
  const demonstrations = softOptimalEpisodes(200, 4);
  const found = recoverCost(demonstrations, 1, engine);
  expect(error(found.q / found.r, trueCost.q / trueCost.r)).toBeLessThan(0.1);
  // At temperature 1 the scale is known too.
  expect(error(found.r, trueCost.r)).toBeLessThan(0.1);
  // What these demonstrations say exactly; sampling should add little to it.
  const best = maximumLikelihood(demonstrations);
  expect(error(found.r, best.r)).toBeLessThan(0.02);
  expect(error(found.q, best.q)).toBeLessThan(0.06);
  expect(found.effectiveSampleSize).toBeGreaterThan(0.9);
  engine.dispose();
}, 300_000);
