import type { SacSettings } from './spec.ts';

/** What two critics say together: the smaller of both (Fujimoto et al., 2018) or their mean. */
export type Word = SacSettings['critics'];

/** Q, written over the first critic's. */
export function together(word: Word, one: Float32Array, two: Float32Array): Float32Array {
  if (word === 'mean') for (let i = 0; i < one.length; i++) one[i] = (one[i] + two[i]) / 2;
  else for (let i = 0; i < one.length; i++) one[i] = Math.min(one[i], two[i]);
  return one;
}

/** Slopes of -mean Q by each critic's outputs, [rows] each. */
export function slopes(
  word: Word,
  one: Float32Array,
  two: Float32Array,
): readonly [Float32Array, Float32Array] {
  const rows = one.length;
  const byOne = new Float32Array(rows);
  const byTwo = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const share = word === 'mean' ? 0.5 : one[row] <= two[row] ? 1 : 0;
    byOne[row] = -share / rows;
    byTwo[row] = -(1 - share) / rows;
  }
  return [byOne, byTwo];
}
