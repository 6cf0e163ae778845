/** What runs produce, rewards and policies, and what those do when they are asked. */
import { z } from 'zod';
import { float32Array, float64Array, id, seed, valueArray } from './schemas.ts';

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
