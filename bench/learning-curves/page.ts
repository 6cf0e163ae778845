import { format } from 'd3-format';
import type { Entry, SeedResult } from './entry.ts';

export type Judged = readonly [entry: Entry, results: readonly SeedResult[]];

/** How many seeds reached the threshold. */
export const passed = (entry: Entry, results: readonly SeedResult[]): number =>
  results.filter(({ mean }) => mean >= entry.threshold).length;

const number = format(',.4~r');

/** The page of all learning curves, Markdown. */
export function page(judged: readonly Judged[]): string {
  return [
    '# Learning curves',
    '',
    'Made by `npm run bench learning-curves` (a word after it chooses by name). Every seed is trained afresh with the fused',
    'engine, then its policy plays episodes that training has not seen; “mean” is the mean return of those, averaged over',
    'seeds, ± their standard deviation. “Worst” is the seed that did worst. Charts show the returns during training: the mean of',
    'the seeds, their range, and the threshold dashed.',
    '',
    '| Task | Algorithm | Steps | Mean | Worst | Threshold | Seeds that reach it | Seconds a seed |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...judged.map(([entry, results]) => row(entry, results)),
    '',
    ...judged.flatMap(([entry]) => section(entry)),
  ].join('\n');
}

function row(entry: Entry, results: readonly SeedResult[]): string {
  const means = results.map(({ mean }) => mean);
  const mean = average(means);
  const deviation = Math.sqrt(average(means.map((x) => (x - mean) ** 2)));
  const cells = [
    entry.task,
    entry.algorithm,
    number(results[0].steps),
    `${number(mean)} ± ${number(deviation)}`,
    number(Math.min(...means)),
    number(entry.threshold),
    `${passed(entry, results)} of ${results.length}`,
    number(Math.round(average(results.map(({ seconds }) => seconds)))),
  ];
  return `| ${cells.join(' | ')} |`;
}

function section({ id, algorithm, task, remark, evaluation }: Entry): string[] {
  const judged = evaluation.choosing === 'mode' ? 'without its noise' : 'with its noise';
  return [
    `## ${task}: ${algorithm.toLowerCase()}`,
    '',
    `${remark} Judged over ${evaluation.episodes} episodes, ${judged}.`.trim(),
    '',
    `![Return over environment steps](images/learning-curves/${id}.svg)`,
    '',
  ];
}

const average = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
