/**
 * What a person or a file says to describe a continuous world. A spec is plain JSON; `createContinuousEnvironment` makes
 * the simulator of it. Whatever has a default may be left out.
 */
import { z } from 'zod';

const finite = z.number().min(-1e9).max(1e9);
const maxSteps = z.int().min(1).max(100_000);
const point = z.strictObject({ x: finite, y: finite });
const matrix = z.array(z.array(finite).min(1).max(16)).min(1).max(16);

/** A classic control task under Gymnasium's id; its time limit is part of it. */
export const classicControlSpec = z.strictObject({
  kind: z.literal('classic-control'),
  id: z.enum(['CartPole-v1', 'Pendulum-v1', 'MountainCar-v0', 'MountainCarContinuous-v0', 'Acrobot-v1']),
});

/** A MuJoCo task under Gymnasium's id; its time limit is part of it. MuJoCo is loaded before it is opened. */
export const mujocoSpec = z.strictObject({
  kind: z.literal('mujoco'),
  id: z.enum(['InvertedPendulum-v5', 'Reacher-v5', 'Hopper-v5', 'HalfCheetah-v5']),
});

/** x' = A x + B u + w, w ~ N(0, W), reward -(x'Qx + u'Ru). */
export const linearQuadraticSpec = z.strictObject({
  kind: z.literal('linear-quadratic'),
  /** [n][n] */
  A: matrix,
  /** [n][m] */
  B: matrix,
  /** Q [n][n], symmetric positive semidefinite. */
  stateCost: matrix,
  /** R [m][m], symmetric positive definite. */
  actionCost: matrix,
  /** W [n][n], symmetric positive semidefinite. */
  processNoiseCovariance: matrix,
  /** [n]; null is 0. */
  initialMean: z.array(finite).min(1).max(16).nullable().default(null),
  /** [n][n], symmetric positive semidefinite; null is the identity. */
  initialCovariance: matrix.nullable().default(null),
  maxSteps: maxSteps.default(200),
});

/** Soft Q-learning's multigoal task. */
export const fourGoalsSpec = z.strictObject({
  kind: z.literal('four-goals'),
  /** Multiplies every reward; 0.1 in the paper. */
  rewardScale: z.number().min(1e-6).max(1e6).default(0.1),
  maxSteps: maxSteps.default(30),
});

/** A point mass among round obstacles. */
export const navigationSpec = z.strictObject({
  kind: z.literal('navigation'),
  /** Half the side of the square arena, m. */
  halfWidth: z.number().min(1).max(1000).default(5),
  obstacles: z
    .array(z.strictObject({ x: finite, y: finite, radius: z.number().min(0.01).max(1000) }))
    .max(64)
    .default([
      { x: 0, y: 0, radius: 1.4 },
      { x: -2, y: 2.5, radius: 0.8 },
      { x: 2, y: -2.5, radius: 0.8 },
    ]),
  goal: point.default({ x: 3.5, y: 3.5 }),
  goalRadius: z.number().min(0.01).max(1000).default(0.4),
  start: point.default({ x: -3.5, y: -3.5 }),
  /** Starts lie evenly within so much of `start` along both axes, m. */
  startSpread: z.number().min(0).max(1000).default(0.5),
  /** Whether goal and collision end the episode, or all episodes are equally long. */
  ending: z.enum(['goal-or-collision', 'time-limit']).default('goal-or-collision'),
  maxSteps: maxSteps.default(200),
});

/** A two-link arm brings its tip to a target. */
export const reachSpec = z.strictObject({
  kind: z.literal('reach'),
  /** null draws one for each episode. */
  target: z
    .strictObject({ x: z.number().min(-1).max(1), y: z.number().min(-1).max(1) })
    .nullable()
    .default(null),
  maxSteps: maxSteps.default(200),
});

/** A peg goes into a slot. */
export const pegInsertionSpec = z.strictObject({
  kind: z.literal('peg-insertion'),
  /** How much wider the slot is than the peg, m. */
  clearance: z.number().min(0.001).max(0.2).default(0.02),
  maxSteps: maxSteps.default(200),
});

/** Lane keeping and overtaking, seen from above. */
export const highwaySpec = z.strictObject({
  kind: z.literal('highway'),
  lanes: z.int().min(1).max(6).default(3),
  /** Other cars. */
  vehicles: z.int().min(0).max(20).default(10),
  /** Of the ring of road, m. */
  length: z.number().min(400).max(10_000).default(400),
  maxSteps: maxSteps.default(600),
});

export const continuousSpec = z.discriminatedUnion('kind', [
  classicControlSpec,
  linearQuadraticSpec,
  fourGoalsSpec,
  navigationSpec,
  reachSpec,
  pegInsertionSpec,
  highwaySpec,
  mujocoSpec,
]);

export type ClassicControlSpec = z.infer<typeof classicControlSpec>;
export type LinearQuadraticSpec = z.infer<typeof linearQuadraticSpec>;
export type FourGoalsSpec = z.infer<typeof fourGoalsSpec>;
export type NavigationSpec = z.infer<typeof navigationSpec>;
export type ReachSpec = z.infer<typeof reachSpec>;
export type PegInsertionSpec = z.infer<typeof pegInsertionSpec>;
export type HighwaySpec = z.infer<typeof highwaySpec>;
export type MujocoSpec = z.infer<typeof mujocoSpec>;
/** A complete spec: defaults filled in. */
export type ContinuousSpec = z.infer<typeof continuousSpec>;
/** A spec as a person writes it: what has a default may be left out. */
export type ContinuousSpecInput = z.input<typeof continuousSpec>;

/** The kinds of continuous worlds. */
export const continuousKinds: readonly string[] = continuousSpec.options.map((one) => one.shape.kind.value);
