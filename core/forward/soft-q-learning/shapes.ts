import type { Environment } from '../../environments/index.ts';
import type { EngineWish, NetworkShape } from '../../networks/index.ts';
import { encodedWidth, encodingOf } from '../encoding.ts';
import type { SoftQSettings } from './spec.ts';

const hiddenOf = ({ hiddenLayers, hiddenUnits }: SoftQSettings) =>
  new Array<number>(hiddenLayers).fill(hiddenUnits);

/** Q: s -> [actions] for discrete actions, (s, a) -> [1] for continuous ones. */
export function softQShape(environment: Environment, settings: SoftQSettings): NetworkShape {
  const states = encodedWidth(encodingOf(environment.observationSpace));
  const { actionSpace, actionWidth } = environment;
  const hidden = hiddenOf(settings);
  const { activation } = settings;
  return actionSpace.kind === 'discrete'
    ? { inputs: states, hidden, outputs: actionSpace.n, activation }
    : { inputs: states + actionWidth, hidden, outputs: 1, activation };
}

/** The sampler for continuous actions: (s, ξ) -> [m], with as much noise as there are numbers per action. */
export function samplerShape(environment: Environment, settings: SoftQSettings): NetworkShape {
  const states = encodedWidth(encodingOf(environment.observationSpace));
  const { actionWidth } = environment;
  const { activation } = settings;
  return { inputs: states + actionWidth, hidden: hiddenOf(settings), outputs: actionWidth, activation };
}

/** What `createEngine` should know: the largest network and the rows of its largest batch. */
export function softQWish(environment: Environment, settings: SoftQSettings): EngineWish {
  const { batchSize, particles, valueSamples } = settings;
  const perRow = environment.actionSpace.kind === 'discrete' ? 1 : Math.max(particles, valueSamples);
  return {
    preference: settings.engine,
    shape: softQShape(environment, settings),
    rows: batchSize * perRow,
  };
}
