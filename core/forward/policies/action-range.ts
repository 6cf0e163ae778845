import type { BoxSpace } from '../../environments/index.ts';

/**
 * Where actions lie, number by number: between center - half and center + half, or anywhere where half is null
 * (JSON knows no infinity).
 */
export interface ActionRange {
  /** [m] 0 where unbounded. */
  readonly center: readonly number[];
  /** [m] */
  readonly half: readonly (number | null)[];
}

/** The range of a box. A number bounded on one side only counts as unbounded: the environment clips it. */
export function actionRange({ low, high }: BoxSpace): ActionRange {
  const bounded = low.map((from, i) => Number.isFinite(from) && Number.isFinite(high[i]));
  return {
    center: low.map((from, i) => (bounded[i] ? (from + high[i]) / 2 : 0)),
    half: low.map((from, i) => (bounded[i] ? (high[i] - from) / 2 : null)),
  };
}
