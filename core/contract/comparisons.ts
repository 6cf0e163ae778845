/** Comparing learned and expert behaviour. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { byIds, float64Array, id, name, nothing, seed, timestamp } from './schemas.ts';

/** A number with what it rests on. `low` and `high` bound a 95 % bootstrap interval; null where there is none. */
export const estimate = z.strictObject({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Sample size: demonstrations, rollouts or states, as the metric's definition says. */
  n: z.int(),
});

export const comparisonRow = z.strictObject({
  /** A run, or one of the two references. */
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('run'), runId: id }),
    z.strictObject({ kind: z.literal('random') }),
    z.strictObject({ kind: z.literal('true-reward') }),
  ]),
  label: z.string(),
  /** Nats per step of the dataset's demonstrations (only the held-out ones for runs that held some out). */
  logLikelihood: estimate,
  /** Euclidean distance of discounted feature counts between demonstrations and policy. */
  featureGap: estimate,
  /** Total variation and Jensen-Shannon divergence (nats) between state-action visitation distributions. */
  totalVariation: estimate,
  jensenShannon: estimate,
  /** True-reward value of the optimal policy minus that of this one; null where the truth is unknown. */
  valueDifference: estimate.nullable(),
  /** EPIC distance and correlations between recovered and true reward; null for references or unknown truth. */
  epic: z.number().nullable(),
  pearson: z.number().nullable(),
  spearman: z.number().nullable(),
  /** Mean true return of seeded rollouts; null where the truth is unknown. */
  meanReturn: estimate.nullable(),
  /** Share of rollouts that terminated rather than ran out of time. */
  successRate: estimate,
  /** True returns of the rollouts. */
  returns: float64Array,
  /** [S] normalised visitation of the policy. */
  visitation: float64Array,
});

export const comparison = z.strictObject({
  environmentId: id,
  datasetId: id,
  runIds: z.array(id),
  seed,
  rollouts: z.int(),
  /** [S] normalised visitation of the demonstrations. */
  expertVisitation: float64Array,
  /** True returns of the demonstrations; empty where unknown. */
  expertReturns: float64Array,
  rows: z.array(comparisonRow),
  /** Sentences a reader needs: overlap with training data, few demonstrations, unknown truth, … */
  remarks: z.array(z.string()),
});

export const comparisonRequest = z.strictObject({
  datasetId: id,
  runIds: z.array(id).max(20),
  seed: seed.default(0),
  rollouts: z.int().min(10).max(10_000).default(200),
});

export const savedComparison = z.strictObject({ id, name, request: comparisonRequest, createdAt: timestamp });

export const comparisonsContract = {
  compute: oc.input(comparisonRequest).output(comparison),
  /** The comparison as a file: its suggested name and its whole text. */
  export: oc
    .input(z.strictObject({ request: comparisonRequest, format: z.enum(['csv', 'html', 'json']) }))
    .output(z.strictObject({ fileName: z.string(), mediaType: z.string(), text: z.string() })),
  list: oc.input(nothing).output(z.array(savedComparison)),
  save: oc.input(z.strictObject({ name, request: comparisonRequest })).output(savedComparison),
  remove: oc.input(byIds).output(nothing),
  restore: oc.input(byIds).output(nothing),
};

export type Estimate = z.infer<typeof estimate>;
export type ComparisonRow = z.infer<typeof comparisonRow>;
export type Comparison = z.infer<typeof comparison>;
export type ComparisonRequest = z.infer<typeof comparisonRequest>;
export type SavedComparison = z.infer<typeof savedComparison>;
