import { expect, test } from 'vitest';
import { comparison as comparisonSchema } from '../../contract/index.ts';
import { examples } from '../../mdp/index.ts';
import { csvField, csvReport, htmlReport } from '../index.ts';
import { binShares, commonBins } from './histogram.ts';
import { hostileName, sampleComparison } from './sample-comparison.ts';
import { shortNumber } from './text.ts';

const windy = sampleComparison({ kind: 'published', world: 'windy-gridworld', maxSteps: 50 });

test('the page is one file: no scripts, no requests, nothing unescaped', () => {
  const page = htmlReport(windy.comparison, windy.context);
  expect(comparisonSchema.parse(windy.comparison)).toEqual(windy.comparison);
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).not.toMatch(/<script|https?:|url\(|NaN|undefined|Infinity/);
  expect(page).toContain('Windy &lt;meadow&gt;');
  expect(page).toContain('&lt;script&gt;alert(1)');
  expect(page.length).toBeLessThan(200_000);
});

test('every picture has a description, every table its headings', () => {
  const page = htmlReport(windy.comparison, windy.context);
  const pictures = page.match(/<svg[^>]*>/g) ?? [];
  // The demonstrations' map, a map and a difference for each row, a histogram for each and the demonstrations.
  expect(pictures).toHaveLength(1 + 4 + 4 + 5);
  for (const picture of pictures) expect(picture).toMatch(/role="img" aria-label="[^"]+"/);
  expect(page.match(/<th scope="col">/g)?.length).toBe(11);
  expect(page.match(/<th scope="row">/g)?.length).toBe(4);
});

test('the best run of a column is marked in words too, references do not compete', () => {
  const page = htmlReport(windy.comparison, windy.context);
  const rows = page.match(/<tr class="(run|true-reward|random)">.*?<\/tr>/g) ?? [];
  expect(rows.map((row) => row.split('(best)').length - 1)).toEqual([9, 0, 0, 0]);
});

test.each(examples.map((example) => [example.name, example.spec] as const))(
  'a report of %s can be written',
  (_, spec) => {
    const { comparison, context } = sampleComparison(spec);
    const page = htmlReport(comparison, context);
    expect(page).not.toMatch(/NaN|undefined/);
    expect(page.length).toBeLessThan(2_000_000);
  },
);

test('a comparison without returns, truth or runs has no empty parts', () => {
  const bare = {
    ...windy.comparison,
    runIds: [],
    remarks: [],
    expertReturns: new Float64Array(0),
    rows: windy.comparison.rows
      .slice(3)
      .map((row) => ({ ...row, returns: new Float64Array(0), valueDifference: null, meanReturn: null })),
  };
  const page = htmlReport(bare, windy.context);
  expect(page).not.toContain('What they earn');
  expect(page).not.toContain('Read this first');
  expect(page).not.toContain('<abbr title="True value');
  expect(page).not.toContain('NaN');
});

test('CSV holds full precision, intervals, and no formulas', () => {
  const lines = csvReport(windy.comparison).split('\r\n');
  expect(lines).toHaveLength(6);
  expect(lines[0].split(',').slice(0, 5)).toEqual([
    'kind',
    'run_id',
    'label',
    'log_likelihood',
    'log_likelihood_low',
  ]);
  expect(lines[1].startsWith(`run,run_0123456789abcdef,"Linear, causal",${-1.6 + 0.93},`)).toBe(true);
  expect(csvField(hostileName)).toBe(`"'=cmd|""<script>alert(1)</script>&"`);
  expect(lines[4].endsWith(',,,')).toBe(true);
  expect(csvField(-1.5)).toBe('-1.5');
});

test('histograms share bins and lose nothing', () => {
  const samples = [Float64Array.of(-3, 0, 5), Float64Array.of(5, 5)];
  const bins = commonBins(samples);
  expect(bins).toMatchObject({ low: -3, high: 5 });
  for (const sample of samples)
    expect(binShares(sample, bins!).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(commonBins([new Float64Array(0)])).toBeNull();
  expect(binShares(Float64Array.of(2, 2), commonBins([Float64Array.of(2, 2)])!)).toEqual(Float64Array.of(1));
});

test('numbers are short and honest', () => {
  expect([0, -1.23456, 12345.678, 1e-7, 3e9, Number.NaN].map(shortNumber)).toEqual([
    '0',
    '−1.235',
    '12346',
    '1.00e−7',
    '3.00e+9',
    '—',
  ]);
});
