/** Worlds of the lab's environments, built once per version of each. */
import type { FiniteEnvironmentRow } from '../../../core/contract/environments.ts';
import { buildWorld, type FiniteWorld } from '../../../core/mdp/index.ts';

const most = 24;
const built = new Map<string, FiniteWorld>();

/** The world of an environment; equal versions give the same object, so pictures and layouts are reused. */
export function worldOf(row: Pick<FiniteEnvironmentRow, 'id' | 'updatedAt' | 'spec'>): FiniteWorld {
  const key = `${row.id}@${row.updatedAt}`;
  const world = built.get(key) ?? buildWorld(row.spec);
  // Re-inserting keeps the most recently used last.
  built.delete(key);
  built.set(key, world);
  if (built.size > most) built.delete(built.keys().next().value as string);
  return world;
}
