/** What a demonstration of a continuous world is like: how idle, how jerky, where its observations lie. */
import { shares } from '../../world/scene/action-mark.ts';
import type { Replay } from '../../world/scene/replay.ts';

export interface Motion {
  /** [2 (T + 1)] the handle's way. */
  readonly trail: Float64Array;
  /** [(T + 1) * width] */
  readonly observations: Float32Array;
  readonly width: number;
  /** Share of steps without action and without movement, 0 to 1. */
  readonly idle: number;
  /** Root mean square jerk of the handle, in sides of the picture per second cubed. */
  readonly jerk: number;
}

/** An action below this share of its range, and a movement below this share of the picture a second, are none. */
const nothing = 0.02;

/**
 * Share of steps in which the action is nearly none and the handle nearly stands.
 *
 * @param trail [2 (T + 1)]
 * @param pushes [T] the largest share of its range that any number of an action takes
 * @param side larger side of the picture, world units
 * @param rate steps per second
 */
export function idleShare(
  trail: ArrayLike<number>,
  pushes: ArrayLike<number>,
  { side, rate }: { readonly side: number; readonly rate: number },
): number {
  const steps = pushes.length;
  if (steps === 0) return 0;
  let idle = 0;
  for (let t = 0; t < steps; t++) {
    const moved = Math.hypot(trail[2 * t + 2] - trail[2 * t], trail[2 * t + 3] - trail[2 * t + 1]);
    if (pushes[t] < nothing && moved * rate < nothing * side) idle++;
  }
  return idle / steps;
}

/**
 * Root mean square of the third differences of a path, x''' = (x_3 - 3 x_2 + 3 x_1 - x_0) rate^3, per side of the picture.
 * 0 for paths of fewer than four points.
 */
export function rootMeanSquareJerk(
  trail: ArrayLike<number>,
  { side, rate }: { readonly side: number; readonly rate: number },
): number {
  const points = trail.length / 2;
  if (points < 4) return 0;
  let sum = 0;
  for (let t = 0; t + 3 < points; t++)
    for (let k = 0; k < 2; k++) {
      const i = 2 * t + k;
      sum += (trail[i + 6] - 3 * trail[i + 4] + 3 * trail[i + 2] - trail[i]) ** 2;
    }
  return (Math.sqrt(sum / (points - 3)) * rate ** 3) / side;
}

export function motionOf({ simulation, trail, observations, actions, length }: Replay): Motion {
  const { actionSpace, actionWidth, observationWidth: width, rate } = simulation;
  const { left, right, bottom, top } = simulation.scene().view;
  const scale = { side: Math.max(right - left, top - bottom), rate };
  const pushes = Array.from({ length }, (_, t) => {
    const action = Array.from({ length: actionWidth }, (_, i) => actions[t * actionWidth + i]);
    return Math.max(...shares(actionSpace, action).map(Math.abs));
  });
  return {
    trail,
    observations,
    width,
    idle: idleShare(trail, pushes, scale),
    jerk: rootMeanSquareJerk(trail, scale),
  };
}

export interface CoverageGrid {
  readonly bins: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** [bins * bins] visits, row 0 at the bottom. */
  readonly visits: Float64Array;
}

/** The cell of a point, -1 outside. */
function cellOf({ bins, x, y }: CoverageGrid, px: number, py: number): number {
  const column = Math.min(bins - 1, Math.floor(((px - x[0]) / (x[1] - x[0])) * bins));
  const row = Math.min(bins - 1, Math.floor(((py - y[0]) / (y[1] - y[0])) * bins));
  return column >= 0 && row >= 0 ? row * bins + column : -1;
}

function range(motions: Iterable<Motion>, dimension: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { observations, width } of motions)
    for (let i = dimension; i < observations.length; i += width) {
      low = Math.min(low, observations[i]);
      high = Math.max(high, observations[i]);
    }
  if (!(low <= high)) return [0, 1];
  return low < high ? [low, high] : [low - 0.5, high + 0.5];
}

/** How often each cell over two numbers of the observation is visited. */
export function coverageOf(
  motions: readonly Motion[],
  dimensions: readonly [number, number],
  bins: number,
): CoverageGrid {
  const grid = {
    bins,
    x: range(motions, dimensions[0]),
    y: range(motions, dimensions[1]),
    visits: new Float64Array(bins * bins),
  };
  for (const { observations, width } of motions)
    for (let t = 0; t < observations.length; t += width) {
      const cell = cellOf(grid, observations[t + dimensions[0]], observations[t + dimensions[1]]);
      if (cell >= 0) grid.visits[cell]++;
    }
  return grid;
}

/** Ids of the demonstrations that visit a cell. */
export function visitorsOfCell(
  motions: ReadonlyMap<string, Motion>,
  dimensions: readonly [number, number],
  grid: CoverageGrid,
  cell: number,
): string[] {
  return [...motions]
    .filter(([, { observations, width }]) => {
      for (let t = 0; t < observations.length; t += width)
        if (cellOf(grid, observations[t + dimensions[0]], observations[t + dimensions[1]]) === cell)
          return true;
      return false;
    })
    .map(([id]) => id);
}
