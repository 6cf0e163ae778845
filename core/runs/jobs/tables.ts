import { LabError } from '../../base/errors.ts';
import { indexProbabilities, loadPolicy, type SavedPolicy } from '../../forward/index.ts';
import { discountedOccupancy, softPolicyEvaluation } from '../../inference/index.ts';
import type { FiniteWorld } from '../../mdp/index.ts';
import type { Engine } from '../../networks/index.ts';
import type { StoredReward } from '../../store/api.ts';
import type { PolicySnapshot, TabularRewardSnapshot } from './job.ts';

const tolerance = 1e-8;

/** What a policy learned by sampling in a finite world comes to in tables. */
export interface ForwardTables {
  readonly reward: TabularRewardSnapshot;
  /** π(a|s) of every state, with its exact soft value and visits. */
  policy(saved: SavedPolicy, temperature: number, engine: Engine): PolicySnapshot;
}

/**
 * @param source the recovered reward that is solved; null for the world's own
 * @throws LabError InvalidInput where nobody knows the reward, or it belongs to another world
 */
export function forwardTables(
  world: FiniteWorld,
  source: StoredReward | null,
  discount: number,
): ForwardTables {
  const { mdp, trueReward } = world;
  const { stateCount, actionCount } = mdp;
  if (source?.kind === 'function')
    throw new LabError('InvalidInput', 'This reward is a function of observations, not of states.', {
      where: 'sourceRunId',
      remedy: 'Choose a run of this environment that recovered a reward of its states.',
    });
  const reward = source === null ? trueReward : source.reward;
  if (reward === null)
    throw new LabError('InvalidInput', 'Nobody knows the true reward of this world.', {
      where: 'sourceRunId',
      remedy: 'Choose the run whose reward is to be solved.',
    });
  if (reward.length !== stateCount * actionCount)
    throw new LabError('InvalidInput', 'The recovered reward belongs to a world of another size.', {
      where: 'sourceRunId',
      remedy: 'Choose a run of this environment as it is now.',
    });
  const states = Float32Array.from({ length: stateCount }, (_, s) => s);
  const meanOverActions = (s: number) => {
    const row = reward.subarray(s * actionCount, (s + 1) * actionCount);
    return row.reduce((sum, r) => sum + r, 0) / actionCount;
  };
  return {
    reward: {
      kind: 'tabular',
      iteration: 0,
      weights: new Float64Array(0),
      parameterNames: [],
      stateReward: Float64Array.from({ length: stateCount }, (_, s) => meanOverActions(s)),
      reward: reward.slice(),
    },
    policy(saved, temperature, engine) {
      const acting = loadPolicy(saved, engine);
      const policy = indexProbabilities(acting, states, stateCount, actionCount);
      acting.dispose();
      if (policy === null) throw new LabError('Internal', 'A policy of a finite world has no probabilities.');
      const problem = { mdp, reward, policy, discount, temperature, prior: null, tolerance };
      return {
        kind: 'tabular',
        horizon: 0,
        temperature,
        discount,
        policy,
        value: softPolicyEvaluation(problem).value,
        visitation: discountedOccupancy({ mdp, policy, discount, tolerance }),
      };
    },
  };
}
