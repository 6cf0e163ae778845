/** Recording, and the demonstrations that come of it. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import {
  byId,
  byIds,
  float32Array,
  float64Array,
  id,
  notes,
  nothing,
  page,
  seed,
  tag,
  timestamp,
  valueArray,
} from './schemas.ts';

/** Experts that record by themselves, through the same path as people. */
export const expertSource = z.discriminatedUnion('expert', [
  /** By the true reward of a finite world; `random` needs none. */
  z.strictObject({
    kind: z.literal('expert'),
    expert: z.enum(['soft-optimal', 'optimal', 'random', 'epsilon-mixed']),
    temperature: z.number().min(0.001).max(1000),
    epsilon: z.number().min(0).max(1),
    discount: z.number().min(0).max(1),
  }),
  /** By a controller written for a continuous environment; see `createExpert` of core/environments/experts. */
  z.strictObject({
    kind: z.literal('expert'),
    expert: z.literal('scripted'),
    /** Which of the environment's experts. */
    script: z.string().min(1).max(80),
    /** Of each action, as a share of the range of actions. */
    noise: z.number().min(0).max(10),
    /** Only some experts heed these. */
    temperature: z.number().min(0).max(1000),
    discount: z.number().min(0.001).max(1),
  }),
  /** By what an earlier run learned. */
  z.strictObject({
    kind: z.literal('expert'),
    expert: z.literal('policy'),
    runId: id,
    /** Drawn from the policy, or its action without noise. */
    choosing: z.enum(['sample', 'mode']),
  }),
]);

/** Who drove. */
export const source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    name: z.string().max(80),
    device: z.enum(['keyboard', 'mouse', 'touch', 'gamepad']),
  }),
  expertSource,
  z.strictObject({ kind: z.literal('imported'), from: z.string().max(200) }),
]);

/** How evenly the steps came. Rates in steps per second, times in milliseconds. Turn-based worlds have no target. */
export const cadence = z.strictObject({
  targetRate: z.number().nullable(),
  achievedRate: z.number(),
  /** Standard deviation of the time between steps. */
  jitter: z.number(),
  /** Steps later than half a period after their tick. */
  lateTicks: z.int(),
});

export const demonstration = z.strictObject({
  id,
  environmentId: id,
  /** recording: still being recorded, or left by a crash; kept: accepted. */
  status: z.enum(['recording', 'kept']),
  source,
  sessionId: id,
  /** Take number within its session, from 0. */
  take: z.int(),
  seed,
  length: z.int(),
  /** Sum of rewards; null where the environment's reward is unknown. */
  return: z.number().nullable(),
  terminated: z.boolean(),
  truncated: z.boolean(),
  /** SHA-256 over seed, observations, actions and rewards. */
  contentHash: z.string(),
  cadence: cadence.nullable(),
  tags: z.array(tag),
  notes,
  createdAt: timestamp,
  /** The trimmed original, when this one was cut from another. */
  trimmedFrom: id.nullable(),
});

export const filter = z.strictObject({
  environmentId: id.optional(),
  datasetId: id.optional(),
  sourceKind: z.enum(['person', 'expert', 'imported']).optional(),
  tag: tag.optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  minReturn: z.number().optional(),
  maxReturn: z.number().optional(),
  /** Matches notes, tags and ids. */
  text: z.string().max(200).optional(),
  deleted: z.enum(['no', 'only']).default('no'),
});

/** Some steps of an episode, in columns; row t holds the observation *before* action t. */
export const steps = z.strictObject({
  from: z.int(),
  count: z.int(),
  observations: valueArray,
  actions: valueArray,
  rewards: float64Array,
  /** Milliseconds since the take began. */
  times: float32Array,
  /** Observation after the last step; present on the page that reaches the end. */
  finalObservation: valueArray.nullable(),
});

export const recordingContract = {
  /** A session: several takes of one environment, seeds derived from one session seed. */
  open: oc
    .input(z.strictObject({ environmentId: id, source, seed: seed.optional() }))
    .output(z.strictObject({ sessionId: id, seed })),
  /** A new take; its seed is derived from the session's and the take number. */
  begin: oc.input(z.strictObject({ sessionId: id })).output(z.strictObject({ id, take: z.int(), seed })),
  /** Commits steps; `from` must be the number of steps committed so far, so a lost or doubled chunk is a `Conflict`. */
  append: oc
    .input(
      z.strictObject({
        id,
        from: z.int().min(0),
        observations: valueArray,
        actions: valueArray,
        rewards: float64Array,
        times: float32Array,
        /** Observation after the last step of this chunk. */
        finalObservation: valueArray,
      }),
    )
    .output(z.strictObject({ committed: z.int() })),
  /** Re-simulates from seed and actions; only an exact replay is accepted (`ReplayMismatch` keeps the take as recording). */
  keep: oc
    .input(
      z.strictObject({
        id,
        cadence: cadence.nullable(),
        tags: z.array(tag).default([]),
        notes: notes.default(''),
      }),
    )
    .output(demonstration),
  /** Soft: can be restored. */
  discard: oc.input(byId).output(nothing),
  /** Takes that a crash or a closed window left behind. */
  unfinished: oc.input(nothing).output(z.array(demonstration)),
  /** A scripted expert records `episodes` takes through the same path. */
  expert: oc
    .input(
      z.strictObject({
        environmentId: id,
        source,
        episodes: z.int().min(1).max(10_000),
        seed,
        tags: z.array(tag).default([]),
      }),
    )
    .output(z.strictObject({ sessionId: id, ids: z.array(id) })),
};

/** Numbers that the paths of one call may hold: 16 MB. */
export const mostPathNumbers = 2 ** 22;

export const demonstrationsContract = {
  list: oc
    .input(
      z.strictObject({
        filter,
        page,
        order: z.enum(['newest', 'oldest', 'longest', 'shortest', 'best', 'worst']).default('newest'),
      }),
    )
    .output(z.strictObject({ total: z.int(), steps: z.int(), rows: z.array(demonstration) })),
  get: oc.input(byId).output(demonstration),
  /** At most 16,384 steps a call. */
  steps: oc
    .input(z.strictObject({ id, from: z.int().min(0), count: z.int().min(1).max(16_384) }))
    .output(steps),
  /**
   * Observations of many demonstrations at once, for thumbnails and maps: states of finite worlds, rows of continuous
   * ones, [(min(T, maxSteps) + 1) * width] each. `InvalidInput` beyond {@link mostPathNumbers} in all.
   */
  paths: oc
    .input(z.strictObject({ ids: z.array(id).min(1).max(500), maxSteps: z.int().min(1).max(2_000) }))
    .output(z.array(z.strictObject({ id, observations: valueArray }))),
  annotate: oc
    .input(
      z.strictObject({
        ids: z.array(id).min(1).max(10_000),
        addTags: z.array(tag).default([]),
        removeTags: z.array(tag).default([]),
        notes: notes.optional(),
      }),
    )
    .output(nothing),
  /** A new demonstration of the first `length` steps of another; the original is soft-deleted. */
  trim: oc.input(z.strictObject({ id, length: z.int().min(1) })).output(demonstration),
  remove: oc.input(byIds).output(nothing),
  restore: oc.input(byIds).output(nothing),
};

export type Source = z.infer<typeof source>;
export type ExpertSource = z.infer<typeof expertSource>;
export type ScriptedExpert = Extract<ExpertSource, { expert: 'scripted' }>;
export type PolicyExpert = Extract<ExpertSource, { expert: 'policy' }>;
/** An expert by the true reward of a finite world. */
export type FiniteExpert = Exclude<ExpertSource, ScriptedExpert | PolicyExpert>;
export type Cadence = z.infer<typeof cadence>;
export type Demonstration = z.infer<typeof demonstration>;
export type DemonstrationFilter = z.infer<typeof filter>;
export type Steps = z.infer<typeof steps>;
