/** The JSON form of a lab, or of a part of one. Version 1. */
import { z } from 'zod';
import {
  algorithmIds,
  cadence,
  comparisonRequest,
  functionPolicy,
  functionReward,
  run,
  source,
} from '../../contract/index.ts';
import { id, name, notes, seed, tag, timestamp } from '../../contract/schemas.ts';
import { withToday } from '../../contract/spec-today.ts';
import { environmentSpec } from '../../environments/index.ts';

export const labJsonFormat = 'apprentice-lab';
export const labJsonVersion = 1;

/** f64 numbers as JSON knows them; NaN, which JSON does not know, is null. */
const numbers = z.array(z.number());
const gaps = z.array(z.number().nullable());

export const environmentJson = z.strictObject({ id, name, notes, spec: environmentSpec });

export const sessionJson = z.strictObject({ id, environmentId: id, source, seed, createdAt: timestamp });

export const demonstrationJson = z.strictObject({
  id,
  sessionId: id,
  take: z.int().min(0),
  seed,
  dtype: z.enum(['i32', 'f32']),
  observationWidth: z.int().min(1),
  actionWidth: z.int().min(1),
  /** Row-major; one row more than there are steps, the last being the observation after the last step. */
  observations: numbers,
  actions: numbers,
  rewards: numbers,
  /** Milliseconds since the take began. */
  times: numbers,
  terminated: z.boolean(),
  truncated: z.boolean(),
  contentHash: z.string(),
  cadence: cadence.nullable(),
  tags: z.array(tag),
  notes,
  createdAt: timestamp,
  trimmedFrom: id.nullable(),
});

export const datasetJson = z.strictObject({
  id,
  name,
  notes,
  demonstrationIds: z.array(id).min(1),
  contentHash: z.string(),
});

// Files of before there were functions hold tables that do not say so.
const tabular = z.literal('tabular').default('tabular');

const tabularRewardJson = z.strictObject({
  kind: tabular,
  iteration: z.int(),
  weights: numbers,
  parameterNames: z.array(z.string()),
  stateReward: numbers,
  reward: numbers,
});

const tabularPolicyJson = z.strictObject({
  kind: tabular,
  horizon: z.int(),
  temperature: z.number(),
  discount: z.number(),
  policy: numbers,
  value: numbers,
  visitation: numbers,
});

/** A function's own bytes, as base64. */
const body = z.base64();

const functionRewardJson = z.strictObject({
  ...functionReward.omit({ runId: true }).shape,
  body,
});

const functionPolicyJson = z.strictObject({
  ...functionPolicy.omit({ runId: true }).shape,
  body,
});

const runOfAnyVersion = z.looseObject({
  spec: z.looseObject({ algorithm: z.enum(algorithmIds), settings: z.record(z.string(), z.unknown()) }),
});

/** A run whose settings are completed with what came later than its export. */
const runToday = z.preprocess((given) => {
  const { data } = runOfAnyVersion.safeParse(given);
  return data === undefined ? given : { ...data, spec: withToday(data.spec) };
}, run);

export const runJson = z.strictObject({
  run: runToday,
  metrics: z.strictObject({ iterations: numbers, values: z.record(z.string(), gaps) }),
  reward: z.union([functionRewardJson, tabularRewardJson]).nullable(),
  policy: z.union([functionPolicyJson, tabularPolicyJson]).nullable(),
});

export const comparisonJson = z.strictObject({ id, name, request: comparisonRequest });

export const labJson = z.strictObject({
  format: z.literal(labJsonFormat),
  version: z.literal(labJsonVersion),
  environments: z.array(environmentJson),
  sessions: z.array(sessionJson),
  demonstrations: z.array(demonstrationJson),
  datasets: z.array(datasetJson),
  runs: z.array(runJson),
  comparisons: z.array(comparisonJson),
});

export type EnvironmentJson = z.infer<typeof environmentJson>;
export type SessionJson = z.infer<typeof sessionJson>;
export type DemonstrationJson = z.infer<typeof demonstrationJson>;
export type DatasetJson = z.infer<typeof datasetJson>;
export type RunJson = z.infer<typeof runJson>;
export type ComparisonJson = z.infer<typeof comparisonJson>;
export type LabJson = z.infer<typeof labJson>;
