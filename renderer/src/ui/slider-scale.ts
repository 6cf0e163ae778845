/** Where a value lies on a slider of 1000 positions, and back. */

export const positions = 1000;

/** Position in [0, 1000] of a value; logarithmic scales need min > 0. */
export function positionOf(value: number, min: number, max: number, scale: 'linear' | 'log'): number {
  if (max <= min) return 0;
  const share = scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.round(Math.min(1, Math.max(0, share)) * positions);
}

/** The value at a position, rounded to three significant digits of the range so that it reads well. */
export function valueAt(position: number, min: number, max: number, scale: 'linear' | 'log'): number {
  const share = position / positions;
  if (share <= 0) return min;
  if (share >= 1) return max;
  const raw = scale === 'log' ? min * (max / min) ** share : min + share * (max - min);
  const digits = scale === 'log' ? 3 : Math.max(1, 3 + magnitude(raw) - magnitude(max - min));
  return Math.min(max, Math.max(min, Number(raw.toPrecision(Math.min(21, digits)))));
}

function magnitude(value: number): number {
  return value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
}
