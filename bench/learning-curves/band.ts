import type { SeedResult } from './entry.ts';

/** Mean, least and largest return over seeds at one number of steps. */
export interface BandPoint {
  readonly steps: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The curves of all seeds as one band, each between its points on straight lines, from where all have begun. */
export function bandOf(results: readonly SeedResult[], count: number): readonly BandPoint[] {
  const curves = results.map(({ curve }) => curve).filter((curve) => curve.length > 0);
  if (curves.length === 0) return [];
  const first = Math.max(...curves.map((curve) => curve[0][0]));
  const last = Math.min(...curves.map((curve) => curve[curve.length - 1][0]));
  return Array.from({ length: count }, (_, k) => {
    const steps = first + ((last - first) * k) / (count - 1);
    const values = curves.map((curve) => at(curve, steps));
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return { steps, mean, low: Math.min(...values), high: Math.max(...values) };
  });
}

function at(curve: SeedResult['curve'], steps: number): number {
  const after = curve.findIndex(([point]) => point >= steps);
  if (after < 0) return curve[curve.length - 1][1];
  if (after === 0) return curve[0][1];
  const [x0, y0] = curve[after - 1];
  const [x1, y1] = curve[after];
  return y0 + ((y1 - y0) * (steps - x0)) / (x1 - x0);
}
