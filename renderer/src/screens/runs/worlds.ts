/** Worlds of the lab file's environments, built once for each version of an environment. */
import type { FiniteEnvironmentRow } from '../../../../core/contract/index.ts';
import { buildWorld, type FiniteWorld } from '../../../../core/mdp/index.ts';

const mostKept = 24;
const built = new Map<string, FiniteWorld>();

/** The world of an environment; the same object for as long as the environment does not change. */
export function worldOf(environment: Pick<FiniteEnvironmentRow, 'id' | 'updatedAt' | 'spec'>): FiniteWorld {
  const key = `${environment.id} ${environment.updatedAt}`;
  const known = built.get(key);
  if (known) return known;
  const world = buildWorld(environment.spec);
  if (built.size >= mostKept) built.delete(built.keys().next().value ?? '');
  built.set(key, world);
  return world;
}

/** [S] the true reward of being in a state, averaged over actions; null where nobody knows it. */
export function trueStateReward(world: FiniteWorld): Float64Array | null {
  const { trueReward, mdp } = world;
  if (!trueReward) return null;
  return Float64Array.from({ length: mdp.stateCount }, (_, s) => {
    let sum = 0;
    for (let a = 0; a < mdp.actionCount; a++) sum += trueReward[s * mdp.actionCount + a];
    return sum / mdp.actionCount;
  });
}
