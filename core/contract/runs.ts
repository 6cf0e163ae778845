/** Runs: training jobs, their progress, and what they produced. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { sacSettings } from '../forward/soft-actor-critic/spec.ts';
import { softPolicyGradientSettings } from '../forward/soft-policy-gradient/spec.ts';
import { softQSettings } from '../forward/soft-q-learning/spec.ts';
import { softSolveSettings } from '../inference/soft-solve/spec.ts';
import { deepMaxEntSettings } from '../inverse/deep-maxent/spec.ts';
import { guidedCostSettings } from '../inverse/guided-cost/spec.ts';
import { maxEntSettings } from '../inverse/maxent/spec.ts';
import { labErrorData } from './errors.ts';
import {
  byId,
  byIds,
  float32Array,
  float64Array,
  id,
  name,
  nothing,
  seed,
  timestamp,
  valueArray,
} from './schemas.ts';

/** What every forward method by sampling names: an environment, and the run whose reward is solved (null: its own). */
const sampled = { environmentId: id, sourceRunId: id.nullable(), seed };

/** Everything that decides a run's numbers. */
export const runSpec = z.discriminatedUnion('algorithm', [
  z.strictObject({
    algorithm: z.literal('maxent-irl'),
    environmentId: id,
    datasetId: id,
    settings: maxEntSettings,
    seed,
  }),
  z.strictObject({
    algorithm: z.literal('soft-solve'),
    environmentId: id,
    /** The run whose reward is solved; null for the true reward. */
    sourceRunId: id.nullable(),
    settings: softSolveSettings,
    seed,
  }),
  z.strictObject({
    algorithm: z.literal('deep-maxent-irl'),
    environmentId: id,
    datasetId: id,
    settings: deepMaxEntSettings,
    seed,
  }),
  z.strictObject({
    algorithm: z.literal('guided-cost-learning'),
    environmentId: id,
    datasetId: id,
    settings: guidedCostSettings,
    seed,
  }),
  z.strictObject({ algorithm: z.literal('soft-actor-critic'), ...sampled, settings: sacSettings }),
  z.strictObject({ algorithm: z.literal('soft-q-learning'), ...sampled, settings: softQSettings }),
  z.strictObject({
    algorithm: z.literal('soft-policy-gradient'),
    ...sampled,
    settings: softPolicyGradientSettings,
  }),
]);

/** queued and running move; the other five are ends. interrupted runs (crash, restart) can be resumed. */
export const runStatus = z.enum([
  'queued',
  'running',
  'finished',
  'failed',
  'cancelled',
  'interrupted',
  'paused',
]);

/** Plain-words facts about a reward of an exact method, none of which need the true one. */
export const exactDiagnostics = z.strictObject({
  converged: z.boolean(),
  iterations: z.int(),
  /** Mean log-likelihood per step on the training and the held-out demonstrations; null when nothing was held out. */
  logLikelihood: z.number(),
  heldOutLogLikelihood: z.number().nullable(),
  /** Euclidean distance between demonstrated and expected feature counts per demonstration, and relative to the former. */
  featureGap: z.number(),
  relativeFeatureGap: z.number(),
  gradientNorm: z.number(),
  /** What the demonstrations can and cannot tell apart. */
  identification: z.strictObject({
    /** Rank of the reward's identifiable directions, of `parameters`. */
    rank: z.int(),
    parameters: z.int(),
    /** Sentences: what the reward is identified up to. */
    upTo: z.array(z.string()),
    /** Parameters that nothing in the data moves. */
    unidentified: z.array(z.string()),
  }),
  /** Things a person should know: lengths differ and were padded, states never visited, … */
  remarks: z.array(z.string()),
});

/** Plain-words facts about a reward that was learned by sampling. */
export const sampledDiagnostics = z.strictObject({
  kind: z.literal('sampled'),
  iterations: z.int(),
  /** Mean reward of a demonstration minus log Z, nats per demonstration. */
  logLikelihood: z.number().nullable(),
  /** log Z by importance sampling, with a 95 % interval. */
  logPartition: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Trajectories that the estimate rests on, as a share of all. */
  effectiveSampleSize: z.number().nullable(),
  remarks: z.array(z.string()),
});

export const diagnostics = z.union([sampledDiagnostics, exactDiagnostics]);

export const run = z.strictObject({
  id,
  name,
  status: runStatus,
  spec: runSpec,
  datasetHash: z.string().nullable(),
  engine: z.string(),
  versions: z.record(z.string(), z.string()),
  createdAt: timestamp,
  startedAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
  iteration: z.int(),
  /** Why it failed, when it did. */
  error: labErrorData.nullable(),
  diagnostics: diagnostics.nullable(),
});

/** About ten a second while a run moves. */
export const runProgress = z.strictObject({
  runId: id,
  status: runStatus,
  iteration: z.int(),
  maxIterations: z.int(),
  /** Milliseconds left by the pace so far; null while unknown. */
  etaMs: z.number().nullable(),
  /** Latest value of each metric. */
  metrics: z.record(z.string(), z.number()),
});

/** Metric curves in columns: `iterations[i]` goes with `values[name][i]` (NaN where a metric was not reported). */
export const metrics = z.strictObject({
  iterations: float64Array,
  values: z.record(z.string(), float64Array),
});

/** A reward over the states of a finite world, as a run recovered it (or has so far). */
export const tabularReward = z.strictObject({
  kind: z.literal('tabular'),
  runId: id,
  iteration: z.int(),
  /** Weights by parameter; for a per-state reward, one per state. */
  weights: float64Array,
  parameterNames: z.array(z.string()),
  /** [S] the reward of each state. */
  stateReward: float64Array,
  /** [S*A] the whole reward. */
  reward: float64Array,
});

/** A reward that is a function of observations; ask for its values with `rewardValues`. */
export const functionReward = z.strictObject({
  kind: z.literal('function'),
  runId: id,
  iteration: z.int(),
  /** What it depends on; a state's reward needs no actions. */
  inputs: z.enum(['state', 'state-action']),
});

export const rewardArtifact = z.discriminatedUnion('kind', [tabularReward, functionReward]);

/** The soft-optimal policy of a tabular reward, as the run's own model defines it. */
export const tabularPolicy = z.strictObject({
  kind: z.literal('tabular'),
  runId: id,
  /** Steps of a finite-horizon policy; 0 for a stationary one. */
  horizon: z.int(),
  temperature: z.number(),
  discount: z.number(),
  /** Stationary [S*A], or [T*S*A] by time step. */
  policy: float64Array,
  /** [S] value of each state (at the first step, for a finite horizon). */
  value: float64Array,
  /** [S] expected visits of each state by the policy. */
  visitation: float64Array,
});

/** A policy that is a function of observations; ask it to act with `act`, to play with `rollouts`. */
export const functionPolicy = z.strictObject({
  kind: z.literal('function'),
  runId: id,
  iteration: z.int(),
  /** The family of distributions that it draws actions from. */
  family: z.enum(['squashed-gaussian', 'categorical', 'implicit']),
});

/** A policy of many steps in a large world is paged: this many probabilities travel in one call. */
export const mostPolicyNumbers = 2 ** 20;

/** Some time steps of a policy; a stationary one is a single step. */
export const tabularPolicyPage = tabularPolicy.extend({
  /** First time step in `policy`, and how many follow, it included. */
  from: z.int(),
  count: z.int(),
});
export const policyPage = z.discriminatedUnion('kind', [tabularPolicyPage, functionPolicy]);

/** How a policy chooses while it is watched: as it was trained, or without its noise. */
export const choosing = z.enum(['sample', 'mode']);

/** What a policy does at some observations. Rows are observations. */
export const acted = z.strictObject({
  /** [rows * samples * actionWidth] draws. */
  actions: float32Array,
  /** [rows * actionWidth] the action without noise. */
  mode: float32Array,
  /** [rows * actionWidth] mean and [rows * actionWidth^2] covariance of the draws. */
  mean: float64Array,
  covariance: float64Array,
  /** [rows * n] probabilities, where actions are n indices. */
  probabilities: float64Array.nullable(),
});

/** An episode that a policy played. */
export const playedEpisode = z.strictObject({
  seed,
  /** [(T+1) * observationWidth] */
  observations: valueArray,
  /** [T * actionWidth] */
  actions: valueArray,
  /** [T] what the environment paid. */
  rewards: float64Array,
  terminated: z.boolean(),
  truncated: z.boolean(),
});

/** Rows of observations that one call may ask about. */
export const mostRows = 65_536;
/** Actions that one call may draw, all observations together. */
export const mostDraws = 2 ** 20;

const rows = z.int().min(1).max(mostRows);

export const runsContract = {
  list: oc.input(z.strictObject({ deleted: z.enum(['no', 'only']).default('no') })).output(z.array(run)),
  get: oc.input(byId).output(run),
  create: oc.input(z.strictObject({ name: name.optional(), spec: runSpec })).output(run),
  cancel: oc.input(byId).output(nothing),
  pause: oc.input(byId).output(nothing),
  /** Continues a paused, interrupted or cancelled run from its last checkpoint. */
  resume: oc.input(byId).output(run),
  rename: oc.input(z.strictObject({ id, name })).output(run),
  remove: oc.input(byIds).output(nothing),
  restore: oc.input(byIds).output(nothing),
  /** Metrics after iteration `after` (-1 for all). */
  metrics: oc.input(z.strictObject({ id, after: z.int().min(-1) })).output(metrics),
  /** The final reward, or the newest checkpoint's while running; null before the first. */
  reward: oc.input(byId).output(rewardArtifact.nullable()),
  /** The policy from time step `from` on: `count` steps, or as many as {@link mostPolicyNumbers} allows. */
  policy: oc
    .input(z.strictObject({ id, from: z.int().min(0), count: z.int().min(1) }))
    .output(policyPage.nullable()),
  /** Draws from a run's policy at observations [rows * observationWidth]; a tabular policy acts by its first step. */
  act: oc
    .input(
      z.strictObject({ id, observations: valueArray, rows, samples: z.int().min(1).max(mostDraws), seed }),
    )
    .output(acted),
  /**
   * Episodes that the policy plays, one for each seed; an episode of a demonstration's seed starts where that did. Other
   * values of `draw` are other choices of the policy from the same starts.
   */
  rollouts: oc
    .input(
      z.strictObject({
        id,
        seeds: z.array(seed).min(1).max(200),
        choosing,
        draw: z.int().min(0).max(0xffff_ffff).default(0),
      }),
    )
    .output(z.array(playedEpisode)),
  /**
   * A recovered reward's values [rows] at observations [rows * observationWidth] and actions [rows * actionWidth];
   * null for a reward of states alone.
   */
  rewardValues: oc
    .input(z.strictObject({ id, observations: valueArray, rows, actions: valueArray.nullable() }))
    .output(float64Array),
};

export type RunSpec = z.infer<typeof runSpec>;
export type RunStatus = z.infer<typeof runStatus>;
export type Run = z.infer<typeof run>;
export type RunProgress = z.infer<typeof runProgress>;
export type ExactDiagnostics = z.infer<typeof exactDiagnostics>;
export type SampledDiagnostics = z.infer<typeof sampledDiagnostics>;
export type Diagnostics = ExactDiagnostics | SampledDiagnostics;

/** Facts of an exact method; null where there are none, or they are of a sampled one. */
export const exactFacts = (of: Diagnostics | null): ExactDiagnostics | null =>
  of === null || 'kind' in of ? null : of;
export type RunMetrics = z.infer<typeof metrics>;
export type RewardArtifact = z.infer<typeof rewardArtifact>;
export type TabularReward = z.infer<typeof tabularReward>;
export type FunctionReward = z.infer<typeof functionReward>;
export type TabularPolicy = z.infer<typeof tabularPolicy>;
export type FunctionPolicy = z.infer<typeof functionPolicy>;
export type PolicyArtifact = TabularPolicy | FunctionPolicy;
export type PolicyPage = z.infer<typeof policyPage>;
export type TabularPolicyPage = z.infer<typeof tabularPolicyPage>;
export type Acted = z.infer<typeof acted>;
export type PlayedEpisode = z.infer<typeof playedEpisode>;
export type Choosing = z.infer<typeof choosing>;
