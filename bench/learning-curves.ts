/** Learning curves: trains every entry over its seeds, and writes docs/learning-curves.md with a chart for each. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Benchmark, Measurement } from './benchmark.ts';
import { chart } from './learning-curves/chart.ts';
import { entries } from './learning-curves/entries.ts';
import type { Entry, EntryResult } from './learning-curves/entry.ts';
import { type Judged, page, passed } from './learning-curves/page.ts';
import { trainSeeds } from './learning-curves/pool.ts';

const images = new URL('../docs/images/learning-curves/', import.meta.url);
const fileOf = (id: string, ending: 'svg' | 'json') => new URL(`${id}.${ending}`, images);

async function learn(entry: Entry): Promise<readonly Measurement[]> {
  const results = await trainSeeds(entry);
  mkdirSync(images, { recursive: true });
  writeFileSync(
    fileOf(entry.id, 'json'),
    `${JSON.stringify({ id: entry.id, results } satisfies EntryResult)}\n`,
  );
  writeFileSync(fileOf(entry.id, 'svg'), chart(entry, results));
  writePage();
  const about = `${entry.algorithm}, ${entry.task}`;
  return [
    ...results.map(
      ({ seed, mean }): Measurement => ({
        name: `${about}, seed ${seed}: mean return`,
        value: mean,
        unit: '',
        better: 'higher',
        target: null,
      }),
    ),
    {
      name: `${about}: seeds that reach ${entry.threshold}`,
      value: passed(entry, results),
      unit: 'seeds',
      better: 'higher',
      target: results.length,
    },
  ];
}

/** From what is stored: entries that were trained another day keep their place. */
function writePage(): void {
  const judged = entries.flatMap((entry): Judged[] => {
    const file = fileOf(entry.id, 'json');
    if (!existsSync(file)) return [];
    const { results } = JSON.parse(readFileSync(file, 'utf8')) as EntryResult;
    return [[entry, results]];
  });
  writeFileSync(new URL('../docs/learning-curves.md', import.meta.url), page(judged));
}

export const benchmarks: readonly Benchmark[] = entries.map((entry) => ({
  name: entry.id,
  run: () => learn(entry),
}));
