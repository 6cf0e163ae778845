/** How far two episodes of a continuous world are apart, step by step, and where that begins and ends. */

/** Numbers that hardly vary count by at least this share of their size. */
const leastSpread = 1e-3;

/**
 * Standard deviation of each number over the rows of all episodes, the unit that distances are measured in. Numbers that
 * never vary get a spread of a thousandth of their size (at least of 1).
 *
 * @param episodes [rows * width] each
 */
export function spreads(episodes: readonly ArrayLike<number>[], width: number): Float64Array {
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  let rows = 0;
  for (const episode of episodes) rows += Math.floor(episode.length / width);
  for (const episode of episodes)
    for (let k = 0; k < episode.length; k++) mean[k % width] += episode[k] / rows;
  for (const episode of episodes)
    for (let k = 0; k < episode.length; k++) square[k % width] += (episode[k] - mean[k % width]) ** 2 / rows;
  return Float64Array.from(square, (v, i) =>
    Math.max(Math.sqrt(v), leastSpread * Math.max(1, Math.abs(mean[i]))),
  );
}

/**
 * [min(T1, T2) + 1] root mean square over the numbers of (a_t - b_t) / spread, while both episodes go on.
 *
 * @param a [(T1 + 1) * width]
 * @param b [(T2 + 1) * width]
 */
export function distances(a: ArrayLike<number>, b: ArrayLike<number>, spread: Float64Array): Float64Array {
  const width = spread.length;
  const rows = Math.min(Math.floor(a.length / width), Math.floor(b.length / width));
  return Float64Array.from({ length: rows }, (_, t) => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += ((a[t * width + i] - b[t * width + i]) / spread[i]) ** 2;
    return Math.sqrt(sum / width);
  });
}

/** Further apart than this, in spreads, two states are told apart. */
export const apart = 0.25;
/** Nearer than this they are together again: less than `apart`, so that no tick flickers. */
const together = 0.12;

export interface Divergence {
  readonly at: number;
  readonly kind: 'parted' | 'met' | 'furthest' | 'expert-ended' | 'learned-ended';
}

/** Where two episodes part, are furthest apart, meet again, and where the shorter one ends. */
export function divergences(
  distance: ArrayLike<number>,
  lengths: { readonly expert: number; readonly learned: number },
): Divergence[] {
  const found: Divergence[] = [];
  let near = true;
  let furthest = 0;
  for (let t = 0; t < distance.length; t++) {
    if (near ? distance[t] > apart : distance[t] < together) {
      near = !near;
      found.push({ at: t, kind: near ? 'met' : 'parted' });
    }
    if (distance[t] > distance[furthest]) furthest = t;
  }
  if (distance.length > 0 && distance[furthest] > apart) found.push({ at: furthest, kind: 'furthest' });
  if (lengths.expert !== lengths.learned)
    found.push({
      at: Math.min(lengths.expert, lengths.learned),
      kind: lengths.expert < lengths.learned ? 'expert-ended' : 'learned-ended',
    });
  return found.toSorted((a, b) => a.at - b.at);
}

const words: Readonly<Record<Divergence['kind'], string>> = {
  parted: 'they part',
  met: 'together again',
  furthest: 'furthest apart',
  'expert-ended': 'the expert’s episode ends',
  'learned-ended': 'the learned episode ends',
};
/** More ticks than this are a stripe, not marks. */
const mostTicks = 60;

/** Divergences as ticks of a timeline: one per step, in words. */
export function timelineTicks(
  found: readonly Divergence[],
): { readonly at: number; readonly label: string }[] {
  const said = new Map<number, string[]>();
  for (const { at, kind } of found) said.set(at, [...(said.get(at) ?? []), words[kind]]);
  return [...said].slice(0, mostTicks).map(([at, all]) => ({ at, label: `Step ${at}: ${all.join(', ')}` }));
}
