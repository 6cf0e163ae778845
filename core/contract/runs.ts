/** Runs: training jobs, their progress, and the procedures that ask for what they produced. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { sacSettings } from '../forward/soft-actor-critic/spec.ts';
import { softPolicyGradientSettings } from '../forward/soft-policy-gradient/spec.ts';
import { softQSettings } from '../forward/soft-q-learning/spec.ts';
import { softSolveSettings } from '../inference/soft-solve/spec.ts';
import { deepMaxEntSettings } from '../inverse/deep-maxent/spec.ts';
import { guidedCostSettings } from '../inverse/guided-cost/spec.ts';
import { maxEntSettings } from '../inverse/maxent/spec.ts';
import { acted, choosing, playedEpisode, policyPage, rewardArtifact } from './artifacts.ts';
import { diagnostics } from './diagnostics.ts';
import { labErrorData } from './errors.ts';
import { byId, byIds, float64Array, id, name, nothing, seed, timestamp, valueArray } from './schemas.ts';

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
export type RunMetrics = z.infer<typeof metrics>;
