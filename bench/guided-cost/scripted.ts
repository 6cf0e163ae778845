import { deriveSeed } from '../../core/base/random.ts';
import {
  type ContinuousSpec,
  createExpert,
  type Episode,
  expertsOf,
  type Simulation,
} from '../../core/environments/index.ts';

const demonstrationCount = 5;

/** One episode of a world's first scripted expert, with a little noise. */
export function expertEpisode(environment: Simulation, spec: ContinuousSpec, seed: number): Episode {
  const settings = { noise: 0.05, temperature: 1, discount: 0.99 };
  const expert = createExpert(spec, expertsOf(spec)[0].id, settings);
  let observation: ArrayLike<number> = environment.reset(seed);
  expert.begin(seed);
  const observations = Array.from(observation);
  const actions: number[] = [];
  const rewards: number[] = [];
  for (;;) {
    const action = expert.act(observation, environment.state);
    const result = environment.step(action);
    observation = result.observation;
    observations.push(...Array.from(observation));
    actions.push(...action);
    rewards.push(result.reward);
    const { terminated, truncated } = result;
    if (terminated || truncated)
      return {
        seed,
        observations: Float32Array.from(observations),
        actions: Float32Array.from(actions),
        rewards: Float64Array.from(rewards),
        terminated,
        truncated,
      };
  }
}

/** Five demonstrations, equal for equal seeds. */
export const demonstrationsOf = (environment: Simulation, spec: ContinuousSpec, seed: number): Episode[] =>
  Array.from({ length: demonstrationCount }, (_, k) =>
    expertEpisode(environment, spec, deriveSeed(seed, 'demo', k)),
  );
