import { LabError } from '../../base/errors.ts';
import type { RandomSpec } from '../spec.ts';
import type { FiniteWorld } from '../world.ts';

export function buildRandom(_spec: RandomSpec): FiniteWorld {
  throw new LabError('Internal', 'Not built yet.');
}
