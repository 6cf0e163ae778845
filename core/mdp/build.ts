import { buildExplicit } from './builders/explicit.ts';
import { buildGridworld } from './builders/gridworld.ts';
import { buildObjectworld } from './builders/objectworld.ts';
import { buildPublished } from './builders/published.ts';
import { buildRandom } from './builders/random.ts';
import type { WorldSpec } from './spec.ts';
import type { FiniteWorld } from './world.ts';

/**
 * The world that a spec describes. Pure: equal specs give equal worlds.
 *
 * @throws LabError InvalidInput, `where` pointing at the entry of the spec
 */
export function buildWorld(spec: WorldSpec): FiniteWorld {
  switch (spec.kind) {
    case 'gridworld':
      return buildGridworld(spec);
    case 'published':
      return buildPublished(spec);
    case 'objectworld':
      return buildObjectworld(spec);
    case 'random':
      return buildRandom(spec);
    case 'explicit':
      return buildExplicit(spec);
  }
}
