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
  playEpisode,
  type Simulation,
} from '../../../environments/index.ts';

/** One episode that the best scripted expert of an environment plays, with a little noise. */
export function expertEpisode(environment: Simulation, spec: ContinuousSpec, seed: number): Episode {
  const expert = createExpert(spec, expertsOf(spec)[0].id, { noise: 0.05, temperature: 1, discount: 0.99 });
  expert.begin(seed);
  return playEpisode(environment, seed, (observation) => expert.act(observation, environment.state));
}

/** Several of them, equal for equal seeds. */
export function expertEpisodes(input: ContinuousSpecInput, count: number, seed: number): Episode[] {
  const spec = parseContinuousSpec(input);
  const environment = createContinuousEnvironment(spec);
  return Array.from({ length: count }, (_, k) =>
    expertEpisode(environment, spec, deriveSeed(seed, 'demonstration', k)),
  );
}
