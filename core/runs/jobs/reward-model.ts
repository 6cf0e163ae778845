import type { RewardModel } from '../../forward/index.ts';
import { decodeReward, loadReward } from '../../inverse/reward-network/index.ts';
import type { Engine } from '../../networks/index.ts';
import type { StoredReward } from '../../store/api.ts';

/**
 * A recovered reward as forward methods are given it. A table pays r(s, a), and the reward of the terminal state on
 * arrival there, as finite worlds do.
 */
export function rewardModel(artifact: StoredReward, engine: Engine): RewardModel {
  if (artifact.kind === 'function') return loadReward(decodeReward(artifact.body), engine);
  const { reward, stateReward } = artifact;
  const actions = reward.length / stateReward.length;
  return {
    rewards: ({ rows, observations, actions: taken, nextObservations, terminated }) =>
      Float32Array.from({ length: rows }, (_, row) => {
        const paid = reward[observations[row] * actions + taken[row]];
        return terminated[row] === 1 ? paid + reward[nextObservations[row] * actions] : paid;
      }),
  };
}
