import { LabError } from '../../base/errors.ts';
import type { ObjectworldSpec } from '../spec.ts';
import type { FiniteWorld } from '../world.ts';

export function buildObjectworld(_spec: ObjectworldSpec): FiniteWorld {
  throw new LabError('Internal', 'Not built yet.');
}
