/**
 * Demonstrations as CSV: a row per step, and one more for the observation after the last, whose action, reward and time
 * are empty. All rows of a demonstration follow one another. `content_hash` stands in its first row.
 */
export const leading = ['demonstration', 'seed', 'step', 'time_ms'] as const;
export const trailing = ['reward', 'content_hash'] as const;
export const observationPrefix = 'observation: ';
export const actionPrefix = 'action: ';

/** A number so that it reads back bit for bit; -0 keeps its sign. */
export const exact = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** Nine significant digits say exactly which f32 it was; toPrecision forgets the sign of -0. */
export const shortFloat = (value: number): string =>
  exact(value === 0 ? value : Number(value.toPrecision(9)));
