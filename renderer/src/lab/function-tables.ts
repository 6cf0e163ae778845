/** Functions that were learned in a finite world, as tables: asked at all of its states. */
import {
  type LabClient,
  mostRows,
  type PolicyArtifact,
  type RewardArtifact,
  type TabularReward,
} from '../../../core/contract/index.ts';
import { tableOf } from './tables.ts';

interface Size {
  readonly stateCount: number;
  readonly actionCount: number;
}

/** The reward as a table: itself, or the function's values; a state's is the mean over actions. Null for no reward. */
export async function rewardTable(
  runs: Pick<LabClient['runs'], 'rewardValues'>,
  artifact: RewardArtifact | null,
  { stateCount, actionCount }: Size,
): Promise<TabularReward | null> {
  if (artifact?.kind !== 'function') return tableOf(artifact);
  const { runId, iteration, inputs } = artifact;
  const perState = inputs === 'state' ? 1 : actionCount;
  const values = new Float64Array(stateCount * perState);
  for (let from = 0; from < values.length; from += mostRows) {
    const rows = Math.min(mostRows, values.length - from);
    const observations = Int32Array.from({ length: rows }, (_, k) => Math.floor((from + k) / perState));
    const actions =
      inputs === 'state' ? null : Int32Array.from({ length: rows }, (_, k) => (from + k) % perState);
    values.set(await runs.rewardValues({ id: runId, observations, rows, actions }), from);
  }
  const reward = Float64Array.from({ length: stateCount * actionCount }, (_, k) =>
    perState === 1 ? values[Math.floor(k / actionCount)] : values[k],
  );
  const stateReward = Float64Array.from({ length: stateCount }, (_, s) => {
    let sum = 0;
    for (let a = 0; a < perState; a++) sum += values[s * perState + a];
    return sum / perState;
  });
  return {
    kind: 'tabular',
    runId,
    iteration,
    weights: new Float64Array(),
    parameterNames: [],
    stateReward,
    reward,
  };
}

/** [S * A] the probabilities of a policy that is a function; null for one that cannot tell them. */
export async function policyProbabilities(
  runs: Pick<LabClient['runs'], 'act'>,
  artifact: Extract<PolicyArtifact, { kind: 'function' }>,
  { stateCount, actionCount }: Size,
): Promise<Float64Array | null> {
  const policy = new Float64Array(stateCount * actionCount);
  for (let from = 0; from < stateCount; from += mostRows) {
    const rows = Math.min(mostRows, stateCount - from);
    const observations = Int32Array.from({ length: rows }, (_, k) => from + k);
    const { probabilities } = await runs.act({ id: artifact.runId, observations, rows, samples: 1, seed: 0 });
    if (!probabilities) return null;
    policy.set(probabilities, from * actionCount);
  }
  return policy;
}
