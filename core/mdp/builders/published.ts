import type { PublishedSpec } from '../spec.ts';
import type { FiniteWorld } from '../world.ts';
import { cliff } from './published/cliff.ts';
import { icyGrid } from './published/icy-grid.ts';
import { suttonGridworld4x4, suttonGridworld5x5, windyGridworld } from './published/sutton.ts';

/** A published world, exactly as printed; its rewards are r(s,a), so published values hold. */
export function buildPublished({ world, maxSteps }: PublishedSpec): FiniteWorld {
  switch (world) {
    case 'sutton-gridworld-5x5':
      return suttonGridworld5x5(maxSteps);
    case 'sutton-gridworld-4x4':
      return suttonGridworld4x4(maxSteps);
    case 'windy-gridworld':
      return windyGridworld(maxSteps);
    case 'cliff':
      return cliff(maxSteps);
    case 'icy-grid-4x4':
      return icyGrid(['SFFF', 'FHFH', 'FFFH', 'HFFG'], maxSteps);
    case 'icy-grid-8x8':
      return icyGrid(
        ['SFFFFFFF', 'FFFFFFFF', 'FFFHFFFF', 'FFFFFHFF', 'FFFHFFFF', 'FHHFFFHF', 'FHFFHFHF', 'FFFHFFFG'],
        maxSteps,
      );
  }
}
