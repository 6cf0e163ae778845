import { deriveSeed, Random } from '../../base/random.ts';

/**
 * Splits demonstrations 0..count-1 into training and held-out ones, by a seeded shuffle.
 *
 * @param share of demonstrations to hold out, in [0, 1); rounded to whole demonstrations, at least one stays in training
 * @returns both lists ascending
 */
export function splitHeldOut(
  count: number,
  share: number,
  seed: number,
): { train: number[]; heldOut: number[] } {
  const random = Random.fromSeed(deriveSeed(seed, 'held-out'));
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const heldOutCount = Math.max(0, Math.min(count - 1, Math.round(count * share)));
  const ascending = (a: number, b: number) => a - b;
  return {
    train: order.slice(heldOutCount).sort(ascending),
    heldOut: order.slice(0, heldOutCount).sort(ascending),
  };
}
