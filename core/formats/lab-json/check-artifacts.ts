import { LabError } from '../../base/errors.ts';
import { type EnvironmentSpec, finiteSpecOf } from '../../environments/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import type { RunJson } from './schema.ts';

/**
 * Checks that a run's curves, reward and policy have the shapes that its environment gives them ([S], [S*A], and
 * [T*S*A] with a horizon T), and that a policy is made of distributions.
 *
 * @throws LabError InvalidInput with the place inside the run, e.g. `policy.value`
 */
export function checkArtifacts({ metrics, reward, policy }: RunJson, spec: EnvironmentSpec): void {
  const { stateCount, actionCount } = buildWorld(finiteSpecOf(spec, 'run.spec.environmentId')).mdp;
  const pairs = stateCount * actionCount;
  const curves = Object.entries(metrics.values).map(
    ([name, curve]) => [`metrics.values.${name}`, curve.length, metrics.iterations.length] as const,
  );
  const shapes: (readonly [string, number, number])[] = [...curves];
  if (reward !== null)
    shapes.push(
      ['reward.stateReward', reward.stateReward.length, stateCount],
      ['reward.reward', reward.reward.length, pairs],
      ['reward.parameterNames', reward.parameterNames.length, reward.weights.length],
    );
  if (policy !== null)
    shapes.push(
      ['policy.policy', policy.policy.length, Math.max(1, policy.horizon) * pairs],
      ['policy.value', policy.value.length, stateCount],
      ['policy.visitation', policy.visitation.length, stateCount],
    );
  for (const [where, actual, expected] of shapes)
    if (actual !== expected) throw invalid(where, `There are ${actual} entries where ${expected} belong.`);
  if (policy !== null) checkDistributions(policy.policy, actionCount);
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

const invalid = (where: string, message: string) => new LabError('InvalidInput', message, { where });
