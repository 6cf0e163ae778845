import { deriveSeed, Random } from '../../base/random.ts';

/**
 * Which of `rounds` + 1 remembered rounds is forgotten so that the newest and an even draw from all before it stay:
 * reservoir sampling (Vitter, 1985). Of the t rounds before the newest each is held with probability (rounds - 1) / t.
 *
 * @param iteration of the newest round, counted from 0; earlier ones numbered alike
 * @returns its place, the oldest first; the newest stands last
 */
export function reservoirPlace(rounds: number, iteration: number, seed: number): number {
  if (rounds === 1) return 0;
  // The round before the newest stands at rounds - 1, behind the reservoir, and is the iteration-th to come to it.
  const place = Random.fromSeed(deriveSeed(seed, 'forgotten', iteration)).integer(iteration);
  return Math.min(place, rounds - 1);
}
