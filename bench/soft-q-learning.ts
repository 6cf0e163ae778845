/** Soft Q-learning against closed forms and published results; writes docs/soft-q-learning.md and its figures. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Benchmark, Measurement } from './benchmark.ts';
import { actionsFigure, pathsFigure } from './soft-q-learning/figures.ts';
import { trainFourGoals } from './soft-q-learning/four-goals.ts';
import { trainLinearQuadratic } from './soft-q-learning/linear-quadratic.ts';
import { type Kept, page } from './soft-q-learning/page.ts';
import { fourGoalsSettings } from './soft-q-learning/settings.ts';

const images = new URL('../docs/images/four-goals/', import.meta.url);
const keptAt = new URL('results.json', images);

function keep(part: Partial<Kept>): void {
  mkdirSync(images, { recursive: true });
  const before: Kept = existsSync(keptAt)
    ? JSON.parse(readFileSync(keptAt, 'utf8'))
    : { linearQuadratic: [], fourGoals: null };
  const kept = { ...before, ...part };
  writeFileSync(keptAt, `${JSON.stringify(kept, null, 1)}\n`);
  writeFileSync(new URL('../docs/soft-q-learning.md', import.meta.url), page(kept));
}

async function linearQuadratic(): Promise<readonly Measurement[]> {
  const results = await trainLinearQuadratic();
  keep({ linearQuadratic: results });
  const measure = (name: string, value: number, target: number): Measurement => ({
    name,
    value: 100 * value,
    unit: '%',
    better: 'lower',
    target,
  });
  return results.flatMap(({ name, gain, deviation, value }) => [
    measure(`${name}: distance of the gain`, gain, 10),
    measure(`${name}: distance of the standard deviation`, deviation, 15),
    measure(`${name}: distance of the value`, value, 5),
  ]);
}

async function fourGoals(): Promise<readonly Measurement[]> {
  const result = await trainFourGoals(1);
  const { paths: _, maps, ...facts } = result;
  mkdirSync(images, { recursive: true });
  writeFileSync(new URL('paths.svg', images), pathsFigure(result));
  writeFileSync(new URL('actions.svg', images), actionsFigure(maps, fourGoalsSettings().temperature));
  keep({ fourGoals: facts });
  return [
    {
      name: 'four goals: episodes of 100 at the goal that is reached least',
      value: Math.min(...result.reached),
      unit: 'episodes',
      better: 'higher',
      target: 10,
    },
    { name: 'four goals: training', value: result.seconds, unit: 's', better: 'lower', target: 180 },
  ];
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'linear-quadratic', run: linearQuadratic },
  { name: 'four-goals', run: fourGoals },
];
