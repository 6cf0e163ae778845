/** What the tests of the experts share. */
import { continuousExamples, createContinuousEnvironment } from '../continuous.ts';
import type { Simulation } from '../simulation.ts';
import { type ContinuousSpec, type ContinuousSpecInput, continuousSpec } from '../spec.ts';
import { createExpert, type ExpertSettings } from './index.ts';

/** No noise, temperature 0.05, discount 0.99. */
export const quiet: ExpertSettings = { noise: 0, temperature: 0.05, discount: 0.99 };

export const exampleSpec = (id: string): ContinuousSpec =>
  continuousExamples.find((one) => one.id === id)?.spec ?? continuousSpec.parse(null);

/** How one episode went. */
export interface Played {
  readonly seed: number;
  readonly total: number;
  readonly steps: number;
  readonly terminated: boolean;
  /** [(steps + 1)][stateWidth] */
  readonly states: readonly Float64Array[];
  readonly actions: readonly Float32Array[];
}

/** Plays the seeds 0 to count - 1. */
export function playSeeds(
  input: ContinuousSpecInput,
  { expert: id, settings, count }: { expert: string; settings: ExpertSettings; count: number },
): Played[] {
  const spec = continuousSpec.parse(input);
  const simulation = createContinuousEnvironment(spec);
  const expert = createExpert(spec, id, settings);
  return Array.from({ length: count }, (_, seed) => {
    expert.begin(seed);
    return play(simulation, seed, expert.act);
  });
}

function play(
  simulation: Simulation,
  seed: number,
  act: (observation: ArrayLike<number>, state: Float64Array) => Float32Array,
): Played {
  let observation: ArrayLike<number> = simulation.reset(seed);
  const states = [simulation.state];
  const actions: Float32Array[] = [];
  for (let total = 0; ; ) {
    const action = act(observation, simulation.state);
    const result = simulation.step(action);
    total += result.reward;
    observation = result.observation;
    actions.push(action);
    states.push(simulation.state);
    const { terminated, truncated } = result;
    if (terminated || truncated) return { seed, total, steps: actions.length, terminated, states, actions };
  }
}

/** The mean return. */
export const meanReturn = (played: readonly Played[]): number =>
  played.reduce((sum, one) => sum + one.total, 0) / played.length;

/** The share of episodes for which something holds. */
export const share = (played: readonly Played[], holds: (one: Played) => boolean): number =>
  played.filter(holds).length / played.length;

/** The state an episode ended in. */
export const lastState = ({ states }: Played): Float64Array => states[states.length - 1];
