/** Times and sizes as a person reads them. */

const units: readonly (readonly [limit: number, size: number, unit: string])[] = [
  [60_000, 1000, 's'],
  [3_600_000, 60_000, 'min'],
  [86_400_000, 3_600_000, 'h'],
  [Number.POSITIVE_INFINITY, 86_400_000, 'd'],
];

/** A span of milliseconds in one or two units: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const at = units.findIndex(([limit]) => ms < limit);
  const [, size, unit] = units[at];
  const whole = Math.floor(ms / size);
  if (at === 0 || whole >= 10) return `${whole} ${unit}`;
  const [, smaller, smallerUnit] = units[at - 1];
  const rest = Math.floor((ms - whole * size) / smaller);
  return rest === 0 ? `${whole} ${unit}` : `${whole} ${unit} ${rest} ${smallerUnit}`;
}

/** How long ago, loosely: `just now`, `5 min ago`, `3 d ago`. */
export function relativeTime(at: number, now: number): string {
  const ago = now - at;
  if (ago < 45_000) return 'just now';
  const [, size, unit] = units.find(([limit]) => ago < limit) ?? units[3];
  return `${Math.max(1, Math.floor(ago / size))} ${unit} ago`;
}

export function exactTime(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}

export function showBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}
