import { LabError } from '../../base/errors.ts';
import type { PublishedSpec } from '../spec.ts';
import type { FiniteWorld } from '../world.ts';

export function buildPublished(_spec: PublishedSpec): FiniteWorld {
  throw new LabError('Internal', 'Not built yet.');
}
