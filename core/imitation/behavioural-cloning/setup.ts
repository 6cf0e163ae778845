import type { Environment } from '../../environments/index.ts';
import { encodedWidth, encodingOf, headOf } from '../../forward/index.ts';
import type { EngineWish, NetworkShape } from '../../networks/index.ts';
import type { BehaviouralCloningSettings } from './spec.ts';

export type Spaces = Pick<Environment, 'observationSpace' | 'actionSpace'>;

/** Observation (encoded) -> parameters of the action distribution. */
export function cloneShape(
  { observationSpace, actionSpace }: Spaces,
  { layers, units, activation }: BehaviouralCloningSettings,
): NetworkShape {
  return {
    inputs: encodedWidth(encodingOf(observationSpace)),
    hidden: new Array<number>(layers).fill(units),
    outputs: headOf(actionSpace).outputs,
    activation,
  };
}

/** What `createEngine` asks. */
export function behaviouralCloningEngineWish(
  spaces: Spaces,
  settings: BehaviouralCloningSettings,
): EngineWish {
  return { preference: settings.engine, shape: cloneShape(spaces, settings), rows: settings.minibatch };
}
