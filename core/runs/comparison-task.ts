import type { Comparison } from '../contract/index.ts';
import { comparePolicies } from '../evaluation/index.ts';
import { buildWorld } from '../mdp/index.ts';
import type { ComparisonInput } from './comparison-input.ts';

/** Episodes are compared as they were driven, over their own length: every step counts alike. */
const discount = 1;

/** The whole comparison; pure, and seconds long for many rollouts. */
export function computeComparison({ world, demonstrations, runs, header }: ComparisonInput): Comparison {
  const { seed, rollouts } = header;
  const compared = comparePolicies({
    world: buildWorld(world),
    demonstrations,
    runs,
    discount,
    seed,
    rollouts,
  });
  return { ...header, ...compared };
}
