/** What is said about a reward that a run recovered, besides the reward itself. */
import { z } from 'zod';

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

export type ExactDiagnostics = z.infer<typeof exactDiagnostics>;
export type SampledDiagnostics = z.infer<typeof sampledDiagnostics>;
export type Diagnostics = ExactDiagnostics | SampledDiagnostics;

/** Facts of an exact method; null where there are none, or they are of a sampled one. */
export const exactFacts = (of: Diagnostics | null): ExactDiagnostics | null =>
  of === null || 'kind' in of ? null : of;
