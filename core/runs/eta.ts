/** One look at a moving run. */
export interface PaceSample {
  readonly iteration: number;
  /** When, in milliseconds of any steady clock. */
  readonly at: number;
  /** Distance from convergence as a multiple of the tolerance (1 = there); null where there is none. */
  readonly gap: number | null;
}

/** Samples that an estimate rests on: five seconds at ten a second. */
export const paceWindow = 50;

/**
 * Milliseconds left, by the pace over the given samples (oldest first).
 *
 * At most `maxIterations - iteration` iterations are left. Where the distance from convergence g_i shrinks
 * geometrically, log g falls along a line whose slope b (least squares over the samples) says that log(g) / -b are
 * left; the smaller of the two counts.
 *
 * @returns null while there is no pace yet: fewer than two samples, or none that moved
 */
export function remainingMs(samples: readonly PaceSample[], maxIterations: number): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.iteration <= first.iteration) return null;
  const pace = (last.at - first.at) / (last.iteration - first.iteration);
  const most = Math.max(0, maxIterations - last.iteration);
  return pace * Math.min(most, iterationsToConverge(samples));
}

function iterationsToConverge(samples: readonly PaceSample[]): number {
  const points = samples.flatMap(({ iteration, gap }) =>
    gap !== null && gap > 0 && Number.isFinite(gap) ? [{ x: iteration, y: Math.log(gap) }] : [],
  );
  const last = points.at(-1);
  if (last === undefined || points.length < 3) return Number.POSITIVE_INFINITY;
  if (last.y <= 0) return 0;
  const n = points.length;
  const meanX = points.reduce((sum, p) => sum + p.x, 0) / n;
  const meanY = points.reduce((sum, p) => sum + p.y, 0) / n;
  const covariance = points.reduce((sum, p) => sum + (p.x - meanX) * (p.y - meanY), 0);
  const variance = points.reduce((sum, p) => sum + (p.x - meanX) ** 2, 0);
  const slope = covariance / variance;
  return slope < 0 ? last.y / -slope : Number.POSITIVE_INFINITY;
}
