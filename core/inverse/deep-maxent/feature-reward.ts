import type { StateFeatures } from '../../mdp/finite-mdp.ts';
import type { EngineWish, NetworkShape } from '../../networks/index.ts';
import type { DeepMaxEntSettings } from './spec.ts';

/**
 * The network's inputs for every state: the features, each moved and scaled to mean 0 and deviation 1 over the states,
 * so that distances in cells and indicators speak equally loud; a feature that does not vary becomes 0.
 *
 * @returns [S * F]
 */
export function standardised({ count, values }: StateFeatures): Float32Array {
  const states = values.length / count;
  const out = new Float32Array(values.length);
  for (let f = 0; f < count; f++) {
    let mean = 0;
    for (let s = 0; s < states; s++) mean += values[s * count + f] / states;
    let square = 0;
    for (let s = 0; s < states; s++) square += (values[s * count + f] - mean) ** 2 / states;
    const deviation = Math.sqrt(square);
    if (deviation <= 1e-9 * Math.max(1, Math.abs(mean))) continue;
    for (let s = 0; s < states; s++) out[s * count + f] = (values[s * count + f] - mean) / deviation;
  }
  return out;
}

/** features -> r */
export function rewardShape({ count }: StateFeatures, settings: DeepMaxEntSettings): NetworkShape {
  return {
    inputs: count,
    hidden: new Array<number>(settings.hiddenLayers).fill(settings.hiddenWidth),
    outputs: 1,
    activation: settings.activation,
  };
}

/** What `createEngine` has to know of the work to come: a pass is over all states. */
export function deepMaxEntEngineWish(
  features: StateFeatures,
  stateCount: number,
  settings: DeepMaxEntSettings,
): EngineWish {
  return { preference: settings.engine, shape: rewardShape(features, settings), rows: stateCount };
}
