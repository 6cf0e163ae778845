/** What a set of demonstrations is like: how long, how good, how idle, where they go, which are the same. */
import type { Demonstration } from '../../../../core/contract/demonstrations.ts';

/** Share of steps that did not change the state; 0 for an episode without steps. */
export function idleShare(states: ArrayLike<number>): number {
  let idle = 0;
  for (let t = 1; t < states.length; t++) if (states[t] === states[t - 1]) idle++;
  return states.length > 1 ? idle / (states.length - 1) : 0;
}

/** Visits of each state over all paths, [stateCount]. States outside the world are left out. */
export function coverage(paths: Iterable<ArrayLike<number>>, stateCount: number): Float64Array {
  const visits = new Float64Array(stateCount);
  for (const states of paths)
    for (let t = 0; t < states.length; t++) if (states[t] >= 0 && states[t] < stateCount) visits[states[t]]++;
  return visits;
}

/** Ids whose path visits a state. */
export const visitorsOf = (paths: ReadonlyMap<string, ArrayLike<number>>, state: number): string[] =>
  [...paths].filter(([, states]) => Array.prototype.includes.call(states, state)).map(([id]) => id);

/** Demonstrations that equal an earlier one step by step (content hashes); the first of each stays out. */
export function repeats(rows: readonly Demonstration[]): string[] {
  const seen = new Set<string>();
  return rows
    .filter((row) => row.contentHash !== '')
    .toReversed()
    .filter((row) => {
      const known = seen.has(row.contentHash);
      seen.add(row.contentHash);
      return known;
    })
    .map((row) => row.id);
}

/** Ids of rows whose measure lies in [low, high], or in [low, high) when an upper bin follows. */
export function within(
  rows: readonly Demonstration[],
  measure: (row: Demonstration) => number | null,
  range: { readonly low: number; readonly high: number; readonly last: boolean },
): string[] {
  return rows
    .filter((row) => {
      const value = measure(row);
      if (value === null) return false;
      return value >= range.low && (range.last ? value <= range.high : value < range.high);
    })
    .map((row) => row.id);
}

/** A path that stands still for more than this share of its steps is pointed out. */
export const idleLimit = 0.3;

export interface Flag {
  readonly text: string;
  readonly about: string;
}

/** What a person should know about one demonstration before learning from it. */
export function flagsOf(
  row: Demonstration,
  known: { readonly repeat: boolean; readonly idle: number },
): Flag[] {
  const flags: Flag[] = [];
  if (known.repeat) flags.push({ text: 'repeat', about: 'Equals an earlier demonstration step by step.' });
  if (!row.terminated)
    flags.push({ text: 'cut', about: 'It did not reach an end: stopped early or out of time.' });
  if (known.idle > idleLimit)
    flags.push({ text: 'idle', about: `${Math.round(known.idle * 100)} % of its steps stay in place.` });
  if (row.cadence && row.cadence.lateTicks > 0)
    flags.push({ text: 'late', about: `${row.cadence.lateTicks} steps came late.` });
  return flags;
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
