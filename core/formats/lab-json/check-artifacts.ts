import { LabError } from '../../base/errors.ts';
import { type EnvironmentSpec, finiteSpecOf } from '../../environments/index.ts';
import { decodePolicy } from '../../forward/index.ts';
import { decodeReward } from '../../inverse/reward-network/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import { fromText } from './artifacts.ts';
import type { RunJson } from './schema.ts';

type Shape = readonly [where: string, actual: number, expected: number];

/**
 * Checks that a run's curves, reward and policy have the shapes that its environment gives them ([S], [S*A], and
 * [T*S*A] with a horizon T), that a tabular policy is made of distributions, and that a function can be read and is what the file says it is.
 *
 * @throws LabError InvalidInput with the place inside the run, e.g. `policy.value`
 */
export function checkArtifacts({ metrics, reward, policy }: RunJson, spec: EnvironmentSpec): void {
  const shapes: Shape[] = Object.entries(metrics.values).map(([name, curve]) => [
    `metrics.values.${name}`,
    curve.length,
    metrics.iterations.length,
  ]);
  const world = () => buildWorld(finiteSpecOf(spec, 'run.spec.environmentId')).mdp;
  if (reward?.kind === 'tabular') {
    const { stateCount, actionCount } = world();
    shapes.push(
      ['reward.stateReward', reward.stateReward.length, stateCount],
      ['reward.reward', reward.reward.length, stateCount * actionCount],
      ['reward.parameterNames', reward.parameterNames.length, reward.weights.length],
    );
  }
  if (policy?.kind === 'tabular') {
    const { stateCount, actionCount } = world();
    shapes.push(
      ['policy.policy', policy.policy.length, Math.max(1, policy.horizon) * stateCount * actionCount],
      ['policy.value', policy.value.length, stateCount],
      ['policy.visitation', policy.visitation.length, stateCount],
    );
  }
  for (const [where, actual, expected] of shapes)
    if (actual !== expected) throw invalid(where, `There are ${actual} entries where ${expected} belong.`);
  if (policy?.kind === 'tabular') checkDistributions(policy.policy, world().actionCount);
  if (policy?.kind === 'function') {
    const { kind } = readable('policy.body', () => decodePolicy(fromText(policy.body)));
    if (kind !== policy.family) throw invalid('policy.family', `The bytes hold a policy of kind ${kind}.`);
  }
  if (reward?.kind === 'function') {
    const { inputs } = readable('reward.body', () => decodeReward(fromText(reward.body)));
    if (inputs.dependsOn !== reward.inputs)
      throw invalid('reward.inputs', `The bytes hold a reward of ${inputs.dependsOn}.`);
  }
}

/** Rows of zeros belong to terminal states. */
function checkDistributions(policy: readonly number[], actionCount: number): void {
  for (let from = 0; from < policy.length; from += actionCount) {
    const row = policy.slice(from, from + actionCount);
    const sum = row.reduce((total, p) => total + p, 0);
    if (row.every((p) => p >= 0) && (sum === 0 || Math.abs(sum - 1) < 1e-6)) continue;
    throw invalid(`policy.policy[${from}]`, 'These probabilities of actions are no distribution.');
  }
}

function readable<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw invalid(where, 'These bytes are no function that this version can read.');
  }
}

const invalid = (where: string, message: string) => new LabError('InvalidInput', message, { where });
