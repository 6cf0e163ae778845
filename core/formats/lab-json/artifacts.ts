/** Rewards and policies between the lab file and JSON: tables as lists of numbers, functions as base64. */
import { Buffer } from 'node:buffer';
import type { StoredPolicy, StoredReward } from '../../store/api.ts';
import type { RunJson } from './schema.ts';

const list = (values: ArrayLike<number>): number[] => Array.from(values);
const f64 = (values: readonly number[]): Float64Array => Float64Array.from(values);
/** A function's own bytes as text, and back. */
export const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const fromText = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

export function rewardJson({ runId: _, ...reward }: StoredReward): NonNullable<RunJson['reward']> {
  if (reward.kind === 'function') return { ...reward, body: toText(reward.body) };
  return {
    ...reward,
    weights: list(reward.weights),
    stateReward: list(reward.stateReward),
    reward: list(reward.reward),
  };
}

export function policyJson({ runId: _, ...policy }: StoredPolicy): NonNullable<RunJson['policy']> {
  if (policy.kind === 'function') return { ...policy, body: toText(policy.body) };
  return {
    ...policy,
    policy: list(policy.policy),
    value: list(policy.value),
    visitation: list(policy.visitation),
  };
}

export function storedReward(runId: string, reward: NonNullable<RunJson['reward']>): StoredReward {
  if (reward.kind === 'function') return { ...reward, runId, body: fromText(reward.body) };
  return {
    ...reward,
    runId,
    weights: f64(reward.weights),
    stateReward: f64(reward.stateReward),
    reward: f64(reward.reward),
  };
}

export function storedPolicy(runId: string, policy: NonNullable<RunJson['policy']>): StoredPolicy {
  if (policy.kind === 'function') return { ...policy, runId, body: fromText(policy.body) };
  return {
    ...policy,
    runId,
    policy: f64(policy.policy),
    value: f64(policy.value),
    visitation: f64(policy.visitation),
  };
}
