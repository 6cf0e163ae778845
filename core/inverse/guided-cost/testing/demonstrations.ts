/** Episodes of scripted experts, for tests. */
import { deriveSeed } from '../../../base/random.ts';
import {
  type ContinuousSpecInput,
  createContinuousEnvironment,
  createExpert,
  type Episode,
  expertsOf,
  parseContinuousSpec,
} from '../../../environments/index.ts';

/** Episodes that the best scripted expert of an environment plays. */
export function expertEpisodes(input: ContinuousSpecInput, count: number, seed: number): Episode[] {
  const spec = parseContinuousSpec(input);
  const environment = createContinuousEnvironment(spec);
  const expert = createExpert(spec, expertsOf(spec)[0].id, { noise: 0.05, temperature: 1, discount: 0.99 });
  return Array.from({ length: count }, (_, k) => {
    const episodeSeed = deriveSeed(seed, 'demonstration', k);
    let observation: ArrayLike<number> = environment.reset(episodeSeed);
    expert.begin(episodeSeed);
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
      if (result.terminated || result.truncated)
        return {
          seed: episodeSeed,
          observations: Float32Array.from(observations),
          actions: Float32Array.from(actions),
          rewards: Float64Array.from(rewards),
          terminated: result.terminated,
          truncated: result.truncated,
        };
    }
  });
}
