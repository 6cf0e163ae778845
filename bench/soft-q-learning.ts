/** Soft Q-learning against closed forms and published results; writes docs/soft-q-learning.md and its figures. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Benchmark, Measurement } from './benchmark.ts';
import { actionsFigure, pathsFigure } from './soft-q-learning/figures.ts';
import { trainFourGoals } from './soft-q-learning/four-goals.ts';
import {
  type LinearQuadraticResult,
  linearQuadraticNames,
  trainLinearQuadratic,
} from './soft-q-learning/linear-quadratic.ts';
import { type Kept, page } from './soft-q-learning/page.ts';
import { fourGoalsSettings } from './soft-q-learning/settings.ts';

const images = new URL('../docs/images/four-goals/', import.meta.url);
const keptAt = new URL('results.json', images);

const seeds = [1, 2, 3];
/** More where three would hide how much chance has to say. */
const fourGoalsSeeds = [1, 2, 3, 4, 5];

/** Writes what is kept from before, changed, and the page. */
function keep(change: (before: Kept) => Kept): void {
  mkdirSync(images, { recursive: true });
  const before: Kept = existsSync(keptAt)
    ? JSON.parse(readFileSync(keptAt, 'utf8'))
    : { linearQuadratic: [], fourGoals: [] };
  const kept = change(before);
  writeFileSync(keptAt, `${JSON.stringify(kept, null, 1)}\n`);
  writeFileSync(new URL('../docs/soft-q-learning.md', import.meta.url), page(kept));
}

/** In place of the one of the same name and seed. */
const replaced = <T extends { readonly name?: string; readonly seed: number }>(all: readonly T[], one: T) =>
  [...all.filter(({ name, seed }) => name !== one.name || seed !== one.seed), one].sort(
    (a, b) => a.seed - b.seed,
  );

async function linearQuadratic(name: string): Promise<readonly Measurement[]> {
  const results: LinearQuadraticResult[] = [];
  for (const seed of seeds) {
    const result = await trainLinearQuadratic(name, seed);
    results.push(result);
    keep((kept) => ({ ...kept, linearQuadratic: replaced(kept.linearQuadratic, result) }));
  }
  const measure = (
    what: string,
    of: (one: LinearQuadraticResult) => number,
    target: number,
  ): Measurement => ({
    name: `${name}: distance of the ${what}, worst of ${seeds.length} seeds`,
    value: 100 * Math.max(...results.map(of)),
    unit: '%',
    better: 'lower',
    target,
  });
  return [
    measure('gain', ({ gain }) => gain, 10),
    measure('standard deviation', ({ deviation }) => deviation, 15),
    measure('value', ({ value }) => value, 5),
  ];
}

async function fourGoals(): Promise<readonly Measurement[]> {
  const results = [];
  for (const seed of fourGoalsSeeds) {
    const result = await trainFourGoals(seed);
    const { paths: _, maps, ...facts } = result;
    results.push(facts);
    mkdirSync(images, { recursive: true });
    if (seed === fourGoalsSeeds[0]) {
      writeFileSync(new URL('paths.svg', images), pathsFigure(result));
      writeFileSync(new URL('actions.svg', images), actionsFigure(maps, fourGoalsSettings().temperature));
    }
    keep((kept) => ({ ...kept, fourGoals: replaced(kept.fourGoals, facts) }));
  }
  return [
    {
      name: `four goals: episodes of 100 at the goal that is reached least, worst of ${fourGoalsSeeds.length} seeds`,
      value: Math.min(...results.flatMap(({ reached }) => reached)),
      unit: 'episodes',
      better: 'higher',
      target: 10,
    },
    {
      name: 'four goals: training',
      value: Math.max(...results.map(({ seconds }) => seconds)),
      unit: 's',
      better: 'lower',
      target: 180,
    },
  ];
}

export const benchmarks: readonly Benchmark[] = [
  ...linearQuadraticNames.map((name) => ({
    name: `linear-quadratic, ${name}`,
    run: () => linearQuadratic(name),
  })),
  { name: 'four-goals', run: fourGoals },
];
