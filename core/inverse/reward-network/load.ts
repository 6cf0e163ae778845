import type { RewardModel, TransitionBatch } from '../../forward/index.ts';
import type { Engine, Network } from '../../networks/index.ts';
import { rewardInputRows } from './inputs.ts';
import type { SavedReward } from './saved.ts';

/** A recovered reward that answers: to policies being trained, and to whoever draws it. */
export interface LoadedReward extends RewardModel {
  /**
   * r for rows of raw numbers, [rows].
   *
   * @param observations [rows * observation width]
   * @param actions [rows * action width]; null for no action (see `rewardInputRows`); not looked at where the reward is
   *   one of the state alone
   */
  evaluate(observations: ArrayLike<number>, actions: ArrayLike<number> | null, rows: number): Float32Array;
  /** Gives its network back. */
  dispose(): void;
}

/** A reward that answers, from what was saved of it. */
export function loadReward(saved: SavedReward, engine: Engine): LoadedReward {
  const network = engine.load(saved.network);
  return { ...rewardBy(network, saved), dispose: () => network.dispose() };
}

/**
 * The reward that a network makes. A transition earns r(s, a); one that terminates earns `holdSteps` · r(s', no action)
 * on top, for resting in s' for ever after.
 */
export function rewardBy(
  network: Network,
  { inputs, holdSteps }: Pick<SavedReward, 'inputs' | 'holdSteps'>,
): Pick<LoadedReward, 'rewards' | 'evaluate'> {
  const evaluate = (observations: ArrayLike<number>, actions: ArrayLike<number> | null, rows: number) =>
    network.predict(rewardInputRows(inputs, observations, actions, rows), rows);
  return {
    evaluate,
    rewards(batch: TransitionBatch): Float32Array {
      const rewards = evaluate(batch.observations, batch.actions, batch.rows);
      if (holdSteps === 0 || !batch.terminated.some((ended) => ended === 1)) return rewards;
      const after = evaluate(batch.nextObservations, null, batch.rows);
      for (let row = 0; row < batch.rows; row++)
        if (batch.terminated[row] === 1) rewards[row] += holdSteps * after[row];
      return rewards;
    },
  };
}
