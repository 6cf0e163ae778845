import { LabError } from '../../base/errors.ts';
import type { ExplicitSpec } from '../spec.ts';
import type { FiniteWorld } from '../world.ts';

export function buildExplicit(_spec: ExplicitSpec): FiniteWorld {
  throw new LabError('Internal', 'Not built yet.');
}
