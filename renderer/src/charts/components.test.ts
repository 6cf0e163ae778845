import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, test } from 'vitest';
import Histogram from './Histogram.svelte';
import IntervalDots from './IntervalDots.svelte';
import LineChart from './LineChart.svelte';

let mounted: ReturnType<typeof mount>[] = [];
afterEach(() => {
  for (const one of mounted) void unmount(one);
  mounted = [];
  document.body.replaceChildren();
});

const series = {
  id: 'a',
  name: 'Training',
  colour: 'red',
  dash: null,
  x: Float64Array.of(0, 1, 2),
  y: Float64Array.of(-3, Number.NaN, -1.23456),
};

test('a line chart reads its values out by keyboard and offers them as a table', () => {
  mounted.push(
    mount(LineChart, {
      target: document.body,
      props: { title: 'Likelihood', series: [series], xLabel: 'iteration', unit: 'nats', yScale: 'linear' },
    }),
  );
  flushSync();
  const svg = document.querySelector('svg[role=img]');
  svg?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
  flushSync();
  expect(document.querySelector('[aria-live]')?.textContent).toBe('iteration 0: Training \u22123\u00a0nats');
  svg?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
  flushSync();
  expect(document.querySelector('[aria-live]')?.textContent).toContain('\u22121.235');
  expect(document.querySelector('figcaption data')?.getAttribute('value')).toBe('-1.23456');
  expect(document.querySelectorAll('table tbody tr')).toHaveLength(3);
});

test('a bar of a histogram is picked with the keyboard', () => {
  const picked: number[] = [];
  mounted.push(
    mount(Histogram, {
      target: document.body,
      props: {
        title: 'Length',
        samples: [{ id: 'a', name: 'Expert', colour: 'red', pattern: 'plain', values: [1, 2, 2, 9] }],
        counts: 'demonstration',
        unit: 'steps',
        mode: 'stacked',
        measure: 'counts',
        onselect: (bin) => picked.push(bin.low),
      },
    }),
  );
  flushSync();
  const bars = document.querySelectorAll('[role=button]');
  bars[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  expect(picked).toEqual([1]);
  expect(bars[0].getAttribute('aria-label')).toContain('1\u00a0demonstration');
});

test('interval dots say their intervals', () => {
  mounted.push(
    mount(IntervalDots, {
      target: document.body,
      props: {
        title: 'Likelihood',
        unit: 'nats',
        origin: 'data',
        rows: [{ id: 'a', label: 'Run', value: -0.5, low: -0.6, high: -0.4, colour: 'red' }],
      },
    }),
  );
  flushSync();
  expect(document.body.textContent).toContain('95 % interval \u22120.600 to \u22120.400');
});
