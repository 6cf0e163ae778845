import { deriveSeed, Random } from '../base/random.ts';
import type { Environment } from '../environments/index.ts';
import type { ForwardProblem } from './trainer.ts';

/**
 * The problem with an environment in which a share of the episodes begins in one of the states that came with the reward,
 * each as likely as any other (reference state initialisation; Peng et al., 2018), and the rest as the environment has it.
 * Which episodes and which states follows from their seeds. Where there are no states, or the share is 0, nothing changes.
 */
export function withStarts<Settings extends { readonly demonstrationStarts: number }>(
  problem: ForwardProblem<Settings>,
): ForwardProblem<Settings> {
  const { environment, reward, settings } = problem;
  const states = reward?.starts ?? [];
  if (states.length === 0 || settings.demonstrationStarts === 0) return problem;
  return { ...problem, environment: startingAmong(states, settings.demonstrationStarts, environment) };
}

/** The environment itself in everything but how its episodes begin. */
function startingAmong(
  states: readonly ArrayLike<number>[],
  share: number,
  environment: Environment,
): Environment {
  const { observationWidth, actionWidth, dtype, observationSpace, actionSpace, rate, maxSteps } = environment;
  return {
    observationWidth,
    actionWidth,
    dtype,
    observationSpace,
    actionSpace,
    rate,
    maxSteps,
    reset(seed) {
      const random = Random.fromSeed(deriveSeed(seed, 'start'));
      if (random.uniform() >= share) return environment.reset(seed);
      return environment.resetTo(states[random.integer(states.length)], seed);
    },
    resetTo: (state, seed) => environment.resetTo(state, seed),
    step: (action) => environment.step(action),
    save: () => environment.save(),
    restore: (saved) => environment.restore(saved),
  };
}
