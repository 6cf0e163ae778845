import { ticks } from 'd3-array';
import { format } from 'd3-format';
import { scaleLinear } from 'd3-scale';
import { bandOf } from './band.ts';
import type { Entry, SeedResult } from './entry.ts';

const size = { width: 640, height: 320 };
const inner = { left: 64, right: 606, top: 36, bottom: 276 };
/** Colours that can be read on white and on black: the page behind is whatever the reader has. */
const colours = { line: '#3b82f6', text: '#7d8590', grid: '#7d859040', threshold: '#e0712b' };

/** Return over environment steps: the mean of the seeds, their range as a band, the threshold dashed. */
export function chart({ algorithm, task, threshold }: Entry, results: readonly SeedResult[]): string {
  const band = bandOf(results, 120);
  const values = [...band.flatMap(({ low, high }) => [low, high]), threshold];
  const x = scaleLinear([0, Math.max(...band.map(({ steps }) => steps))], [inner.left, inner.right]);
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [inner.bottom, inner.top]).nice(5);
  const point = (steps: number, value: number) => `${x(steps).toFixed(1)},${y(value).toFixed(1)}`;
  const upper = band.map(({ steps, high }) => point(steps, high));
  const lower = band.map(({ steps, low }) => point(steps, low)).reverse();
  const [y0, y1] = y.domain();
  const text = (at: { x: number; y: number; anchor: string }, what: string) =>
    `<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" text-anchor="${at.anchor}">${what}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" role="img" font-family="system-ui, sans-serif" font-size="12" fill="${colours.text}">`,
    `<title>${algorithm} on ${task}: return over environment steps, mean and range of ${results.length} seeds</title>`,
    text({ x: inner.left, y: 20, anchor: 'start' }, `${algorithm}, ${task}: return`),
    ...ticks(y0, y1, 5).flatMap((value) => [
      `<path d="M${inner.left} ${y(value).toFixed(1)}H${inner.right}" stroke="${colours.grid}"/>`,
      text({ x: inner.left - 8, y: y(value) + 4, anchor: 'end' }, format(',')(value)),
    ]),
    ...ticks(0, x.domain()[1], 5).map((value) =>
      text({ x: x(value), y: inner.bottom + 20, anchor: 'middle' }, format(',')(value)),
    ),
    text({ x: inner.right, y: inner.bottom + 38, anchor: 'end' }, 'environment steps'),
    `<polygon points="${[...upper, ...lower].join(' ')}" fill="${colours.line}" fill-opacity="0.25"/>`,
    `<polyline points="${band.map(({ steps, mean }) => point(steps, mean)).join(' ')}" fill="none" stroke="${colours.line}" stroke-width="2"/>`,
    `<path d="M${inner.left} ${y(threshold).toFixed(1)}H${inner.right}" stroke="${colours.threshold}" stroke-dasharray="5 4"/>`,
    '</svg>\n',
  ].join('\n');
}
