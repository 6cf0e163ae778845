import { LabError } from '../base/errors.ts';
import { deriveSeed } from '../base/random.ts';
import { checkTrajectories } from '../inverse/maxent/index.ts';
import { pearson, spearman } from '../numerics/index.ts';
import {
  type ActCounts,
  actCounts,
  featureCounts,
  observedShares,
  startShares,
  stateVisits,
  trueReturn,
} from './demonstrated.ts';
import { normalised } from './distances.ts';
import { epicDistanceOfStateActions } from './epic.ts';
import { discountWeights, expectedVisits, optimalValue, policyValue } from './expected-visits.ts';
import { actDistances, distanceEstimate, meanEstimate, ratioEstimate } from './intervals.ts';
import { actLogLikelihood } from './likelihood.ts';
import { uniformPolicy } from './policy-table.ts';
import { trueRewardReference } from './reference.ts';
import { comparisonRemarks } from './remarks.ts';
import { rollOut } from './rollouts.ts';
import type { ComparedRow, CompareInput, CompareOutput, PolicyTable, Subject } from './types.ts';

/** What every row needs, worked out once. */
interface Shared {
  readonly input: CompareInput;
  /** Longest demonstration: the length of an episode in this comparison. */
  readonly steps: number;
  readonly start: Float64Array;
  readonly observed: Float64Array;
  readonly acts: ActCounts;
  readonly counts: readonly Float64Array[];
  readonly optimal: number | null;
}

interface Candidate {
  readonly subject: Subject;
  readonly label: string;
  readonly table: PolicyTable;
  readonly recovered: Float64Array | null;
  readonly judgedOn: readonly number[];
}

function checkPolicy(input: CompareInput, table: PolicyTable, label: string): void {
  const { stateCount, actionCount } = input.world.mdp;
  const wanted = Math.max(1, table.horizon) * stateCount * actionCount;
  if (table.policy.length === wanted) return;
  throw new LabError('InvalidInput', `The policy of ${label} is not one of this environment.`, {
    where: 'runs',
    remedy: 'Compare runs of the same environment as the dataset.',
  });
}

/** Expected counts of a policy that starts where the demonstrations do and is seen for as long as they are. */
function behaviour(shared: Shared, table: PolicyTable) {
  const { world, discount } = shared.input;
  const { mdp, features } = world;
  const common = { mdp, table, steps: shared.steps, start: shared.start };
  const plain = expectedVisits({ ...common, weight: shared.observed });
  const weights = discountWeights(shared.steps, discount);
  const scaled =
    discount === 1
      ? plain
      : expectedVisits({ ...common, weight: shared.observed.map((c, t) => c * weights[t]) });
  const states = new Float64Array(mdp.stateCount);
  const expected = new Float64Array(features.count);
  for (let s = 0; s < mdp.stateCount; s++) {
    let count = discount * scaled.arrivals[s];
    for (let row = s * mdp.actionCount; row < (s + 1) * mdp.actionCount; row++) {
      states[s] += plain.acts[row];
      count += scaled.acts[row];
    }
    states[s] += plain.arrivals[s];
    if (count === 0) continue;
    for (let f = 0; f < features.count; f++) expected[f] += count * features.values[s * features.count + f];
  }
  return { acts: plain.acts, visitation: normalised(states), expected };
}

const orNull = (x: number) => (Number.isFinite(x) ? x : null);

function rewardDistances(input: CompareInput, recovered: Float64Array | null) {
  const { mdp, trueReward } = input.world;
  if (recovered === null || trueReward === null) return { epic: null, pearson: null, spearman: null };
  const { stateCount, actionCount } = mdp;
  const pair = { first: recovered, second: trueReward };
  return {
    epic: orNull(epicDistanceOfStateActions({ stateCount, actionCount, discount: input.discount, ...pair })),
    pearson: orNull(pearson(recovered, trueReward)),
    spearman: orNull(spearman(recovered, trueReward)),
  };
}

function row(shared: Shared, candidate: Candidate): ComparedRow {
  const { input, steps, optimal } = shared;
  const { mdp, trueReward } = input.world;
  const { table, judgedOn } = candidate;
  const seed = (part: string) => deriveSeed(input.seed, 'bootstrap', part);
  const judged = judgedOn.map((i) => input.demonstrations[i]);
  const { acts, visitation, expected } = behaviour(shared, table);
  const played = rollOut({ mdp, reward: trueReward, table, steps, seed: input.seed, count: input.rollouts });
  const value = (reward: Float64Array) =>
    policyValue({ mdp, reward, table, steps, discount: input.discount });
  return {
    subject: candidate.subject,
    label: candidate.label,
    logLikelihood: ratioEstimate(
      Float64Array.from(judged, (t) => actLogLikelihood(mdp, table, steps, t)),
      Float64Array.from(judged, ({ actions }) => actions.length),
      seed('likelihood'),
    ),
    featureGap: distanceEstimate(shared.counts, expected, seed('features')),
    ...actDistances(shared.acts, acts, seed('visitation')),
    valueDifference:
      trueReward === null || optimal === null
        ? null
        : { value: optimal - value(trueReward), low: null, high: null, n: mdp.stateCount },
    ...rewardDistances(input, candidate.recovered),
    meanReturn: trueReward === null ? null : meanEstimate(played.returns, seed('returns')),
    successRate: meanEstimate(played.terminated, seed('success')),
    returns: played.returns,
    visitation,
  };
}

function references(input: CompareInput, steps: number): Candidate[] {
  const { mdp, trueReward } = input.world;
  const all = input.demonstrations.map((_, i) => i);
  const none = { recovered: null, judgedOn: all };
  const out: Candidate[] = [];
  if (trueReward !== null) {
    const { table, temperature } = trueRewardReference(mdp, trueReward, steps, input.demonstrations);
    const label = `True reward, soft-optimal at α = ${Number(temperature.toPrecision(2))}`;
    out.push({ subject: { kind: 'true-reward' }, label, table, ...none });
  }
  out.push({ subject: { kind: 'random' }, label: 'Random actions', table: uniformPolicy(mdp), ...none });
  return out;
}

/**
 * Everything a comparison reports, for each run and for the references (the soft-optimal policy of the true reward at
 * the temperature that fits the demonstrations best, where the truth is known; and uniformly random actions).
 *
 * An episode lasts as long as the longest demonstration. Feature counts and visitation set a policy off where the
 * demonstrations set off, under the true dynamics, exactly, and weigh each step by the share of demonstrations that
 * were not cut short by then. Values and rollouts start from p0. Intervals resample demonstrations or rollouts.
 *
 * `InvalidInput` for demonstrations or policies of another world.
 */
export function comparePolicies(input: CompareInput): CompareOutput {
  const { world, demonstrations, runs, discount } = input;
  const { mdp, trueReward, features } = world;
  if (demonstrations.length === 0) {
    throw new LabError('InvalidInput', 'There are no demonstrations to compare with.', {
      where: 'demonstrations',
    });
  }
  checkTrajectories(mdp, demonstrations, 'demonstrations');
  for (const { policy, label } of runs) checkPolicy(input, policy, label);
  const steps = Math.max(...demonstrations.map(({ actions }) => actions.length));
  const shared: Shared = {
    input,
    steps,
    start: startShares(mdp, demonstrations),
    observed: observedShares(mdp, demonstrations, steps),
    acts: actCounts(mdp, demonstrations),
    counts: demonstrations.map((t) => featureCounts(mdp, features, t, discount)),
    optimal: trueReward === null ? null : optimalValue({ mdp, reward: trueReward, steps, discount }),
  };
  const all = demonstrations.map((_, i) => i);
  const candidates: Candidate[] = runs.map((run) => ({
    subject: { kind: 'run', runId: run.runId },
    label: run.label,
    table: run.policy,
    recovered: run.recoveredReward,
    judgedOn: run.heldOut !== null && run.heldOut.length > 0 ? run.heldOut : all,
  }));
  return {
    expertVisitation: normalised(stateVisits(mdp, demonstrations)),
    expertReturns:
      trueReward === null
        ? new Float64Array(0)
        : Float64Array.from(demonstrations, (t) => trueReturn(mdp, trueReward, t)),
    rows: [...candidates, ...references(input, steps)].map((candidate) => row(shared, candidate)),
    remarks: comparisonRemarks(input, steps),
  };
}
