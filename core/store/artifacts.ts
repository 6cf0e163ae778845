/** Rewards and policies as rows: plain facts as JSON, the numbers (or a function's own bytes) as a BLOB. */
import type { StoredPolicy, StoredReward } from './api.ts';
import { packArrays, unpackArrays } from './packed-arrays.ts';

interface ArtifactRow {
  readonly facts: string;
  readonly body: Uint8Array;
}

interface Parts {
  readonly facts: { readonly runId: string };
  readonly body: Uint8Array;
}

/** Files of before there were functions hold tables that do not say so. */
const factsOf = <Facts extends { kind: string }>(row: ArtifactRow): Facts =>
  Object.assign({ kind: 'tabular' }, JSON.parse(row.facts)) as Facts;

export function rewardParts(artifact: StoredReward): Parts {
  if (artifact.kind === 'function') {
    const { body, ...facts } = artifact;
    return { facts, body };
  }
  const { weights, stateReward, reward, ...facts } = artifact;
  return { facts, body: packArrays([weights, stateReward, reward]) };
}

export function policyParts(artifact: StoredPolicy): Parts {
  if (artifact.kind === 'function') {
    const { body, ...facts } = artifact;
    return { facts, body };
  }
  const { policy, value, visitation, ...facts } = artifact;
  return { facts, body: packArrays([policy, value, visitation]) };
}

/** @throws LabError CorruptLabFile for a table whose numbers cannot be read */
export function storedReward(row: ArtifactRow): StoredReward {
  const facts = factsOf<StoredReward>(row);
  if (facts.kind === 'function') return { ...facts, body: row.body };
  const [weights, stateReward, reward] = unpackArrays(row.body, 3);
  return { ...facts, weights, stateReward, reward };
}

/** @throws LabError CorruptLabFile for a table whose numbers cannot be read */
export function storedPolicy(row: ArtifactRow): StoredPolicy {
  const facts = factsOf<StoredPolicy>(row);
  if (facts.kind === 'function') return { ...facts, body: row.body };
  const [policy, value, visitation] = unpackArrays(row.body, 3);
  return { ...facts, policy, value, visitation };
}
