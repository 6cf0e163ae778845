import type { Environment } from '../../environments/index.ts';
import type { EngineWish, NetworkShape } from '../../networks/index.ts';
import { encodedWidth, encodingOf } from '../encoding.ts';
import { headOf } from '../policies/head.ts';
import type { SoftPolicyGradientSettings } from './spec.ts';

/** Observation (encoded) -> parameters of the action distribution. */
export function policyShape(
  { observationSpace, actionSpace }: Pick<Environment, 'observationSpace' | 'actionSpace'>,
  settings: SoftPolicyGradientSettings,
): NetworkShape {
  return {
    inputs: encodedWidth(encodingOf(observationSpace)),
    hidden: new Array<number>(settings.policyLayers).fill(settings.units),
    outputs: headOf(actionSpace).outputs,
    activation: settings.activation,
  };
}

/** Observation (encoded) -> V. */
export function valueShape(
  { observationSpace }: Pick<Environment, 'observationSpace'>,
  settings: SoftPolicyGradientSettings,
): NetworkShape {
  return {
    inputs: encodedWidth(encodingOf(observationSpace)),
    hidden: new Array<number>(settings.valueLayers).fill(settings.units),
    outputs: 1,
    activation: settings.activation,
  };
}

/** Whether these settings train a value network at all. */
export const usesValue = ({ advantage, baseline }: SoftPolicyGradientSettings): boolean =>
  advantage !== 'reward-to-go' || baseline === 'value';

/** What `createEngine` asks: the largest network, and the rows of its passes. */
export function softPolicyGradientEngineWish(
  environment: Pick<Environment, 'observationSpace' | 'actionSpace'>,
  settings: SoftPolicyGradientSettings,
): EngineWish {
  return {
    preference: settings.engine,
    shape: policyShape(environment, settings),
    rows: settings.update === 'gradient' ? settings.batchSteps : settings.minibatch,
  };
}
