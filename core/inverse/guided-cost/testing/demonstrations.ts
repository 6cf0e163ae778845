/** Episodes of scripted experts, for tests and benchmarks. */
import { deriveSeed } from '../../../base/random.ts';
import {
  type ContinuousSpec,
  type ContinuousSpecInput,
  createContinuousEnvironment,
  createExpert,
  type Episode,
  expertsOf,
  parseContinuousSpec,
  type Simulation,
} from '../../../environments/index.ts';

/** One episode that the best scripted expert of an environment plays, with a little noise. */
export function expertEpisode(environment: Simulation, spec: ContinuousSpec, seed: number): Episode {
  const expert = createExpert(spec, expertsOf(spec)[0].id, { noise: 0.05, temperature: 1, discount: 0.99 });
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

/** Several of them, equal for equal seeds. */
export function expertEpisodes(input: ContinuousSpecInput, count: number, seed: number): Episode[] {
  const spec = parseContinuousSpec(input);
  const environment = createContinuousEnvironment(spec);
  return Array.from({ length: count }, (_, k) =>
    expertEpisode(environment, spec, deriveSeed(seed, 'demonstration', k)),
  );
}
