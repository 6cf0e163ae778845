/** Rewards and policies that are functions, asked in every state of a finite world, to be drawn as maps. */
import { type LabClient, mostRows } from '../../../../core/contract/index.ts';
import type { FiniteWorld } from '../../../../core/mdp/index.ts';

type Runs = Pick<LabClient['runs'], 'rewardValues' | 'act'>;

const states = (count: number) => Int32Array.from({ length: count }, (_, s) => s);

/** [S] the reward of each state, averaged over actions where it depends on them; null for a world too large to ask about. */
export async function stateRewardOf(
  runs: Runs,
  id: string,
  { mdp }: Pick<FiniteWorld, 'mdp'>,
  inputs: 'state' | 'state-action',
): Promise<Float64Array | null> {
  const { stateCount, actionCount } = mdp;
  const perState = inputs === 'state' ? 1 : actionCount;
  const rows = stateCount * perState;
  if (rows > mostRows) return null;
  const values = await runs.rewardValues({
    id,
    rows,
    observations: Int32Array.from({ length: rows }, (_, i) => Math.floor(i / perState)),
    actions: inputs === 'state' ? null : Int32Array.from({ length: rows }, (_, i) => i % perState),
  });
  return Float64Array.from({ length: stateCount }, (_, s) => {
    const row = values.subarray(s * perState, (s + 1) * perState);
    return row.reduce((sum, value) => sum + value, 0) / perState;
  });
}

/** [S*A] the probability of each action in each state; null for a world too large to ask about. */
export async function policyTableOf(
  runs: Runs,
  id: string,
  { mdp }: Pick<FiniteWorld, 'mdp'>,
): Promise<Float64Array | null> {
  const rows = mdp.stateCount;
  if (rows > mostRows) return null;
  const acted = await runs.act({ id, observations: states(rows), rows, samples: 1, seed: 0 });
  return acted.probabilities;
}
