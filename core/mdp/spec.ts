/**
 * What a person or a file says to describe a finite world. A spec is plain JSON; `buildWorld` makes the world of it.
 * Cells are numbered row by row from the top left: cell = row * columns + column.
 */
import { z } from 'zod';

const name = z.string().min(1).max(80);
const seed = z.int().min(0).max(0xffff_ffff);
const probability = z.number().min(0).max(1);
const cell = z.int().min(0);
const finite = z.number().min(-1e9).max(1e9);
const maxSteps = z.int().min(1).max(100_000);

/** A painted grid: terrain types are its features; walls, goals, terminals, slip and wind its dynamics. */
export const gridworldSpec = z.strictObject({
  kind: z.literal('gridworld'),
  rows: z.int().min(1).max(100),
  columns: z.int().min(1).max(100),
  /** Terrain types; the true reward of acting in a cell is that of its terrain. */
  terrains: z
    .array(z.strictObject({ name, reward: finite, colour: z.string().regex(/^#[0-9a-f]{6}$/i) }))
    .min(1)
    .max(9),
  /** [rows*columns] index into `terrains`. */
  cells: z.array(z.int().min(0)),
  walls: z.array(cell),
  /** Cells with a reward of their own (instead of the terrain's); each goal is a feature of its own. */
  goals: z.array(z.strictObject({ cell, reward: finite })).max(16),
  /** Cells where the episode ends on arrival; their reward is collected once. */
  terminals: z.array(cell),
  /** Cells an episode may start in, uniformly; empty means every open, non-terminal cell. */
  starts: z.array(cell),
  /** Probability that a move goes in a uniformly random one of the four directions instead. */
  slip: probability,
  /** [columns] cells that the wind pushes up on each move out of that column (Sutton and Barto, example 6.5). */
  wind: z.array(z.int().min(-3).max(3)),
  moves: z.enum(['four', 'four-and-stay', 'eight']),
  /** What the reward may depend on: terrain and goals, or every cell by itself. */
  features: z.enum(['terrain', 'cell']),
  maxSteps,
});

/** Published worlds, by name, exactly as printed. */
export const publishedSpec = z.strictObject({
  kind: z.literal('published'),
  world: z.enum([
    'sutton-gridworld-5x5', // Sutton and Barto 2e, example 3.5
    'sutton-gridworld-4x4', // example 4.1
    'windy-gridworld', // example 6.5
    'cliff', // example 6.6
    'icy-grid-4x4', // FrozenLake's 4x4 map, slippery
    'icy-grid-8x8',
  ]),
  maxSteps,
});

/** Coloured objects on a grid; the reward depends on distances to colours (Levine, Popovic and Koltun, 2011). */
export const objectworldSpec = z.strictObject({
  kind: z.literal('objectworld'),
  size: z.int().min(3).max(64),
  objects: z.int().min(1).max(512),
  colours: z.int().min(2).max(8),
  features: z.enum(['continuous', 'binary']),
  slip: probability,
  seed,
  maxSteps,
});

/** A random MDP: Dirichlet transitions over `branching` random successors, normal rewards, normal features. */
export const randomSpec = z.strictObject({
  kind: z.literal('random'),
  states: z.int().min(2).max(100_000),
  actions: z.int().min(1).max(64),
  branching: z.int().min(1).max(64),
  features: z.int().min(1).max(64),
  seed,
  maxSteps,
});

/** Any finite MDP, with named states and actions, as a person writes it in JSON. */
export const explicitSpec = z.strictObject({
  kind: z.literal('explicit'),
  states: z.array(name).min(1).max(100_000),
  actions: z.array(name).min(1).max(256),
  transitions: z.array(z.strictObject({ from: name, action: name, to: name, probability: probability })),
  /** State rewards r(s) or state-action rewards; whatever is not named is 0. None at all: nobody knows the reward. */
  rewards: z.array(z.strictObject({ state: name, action: name.optional(), reward: finite })).default([]),
  /** Initial probabilities by state name. */
  initial: z.record(z.string(), probability),
  terminal: z.array(name).default([]),
  /** Features by name: value per named state, 0 where not named. Empty means one indicator per state. */
  features: z.record(z.string(), z.record(z.string(), finite)).default({}),
  maxSteps: maxSteps.default(100),
});

export const worldSpec = z.discriminatedUnion('kind', [
  gridworldSpec,
  publishedSpec,
  objectworldSpec,
  randomSpec,
  explicitSpec,
]);

export type GridworldSpec = z.infer<typeof gridworldSpec>;
export type PublishedSpec = z.infer<typeof publishedSpec>;
export type ObjectworldSpec = z.infer<typeof objectworldSpec>;
export type RandomSpec = z.infer<typeof randomSpec>;
export type ExplicitSpec = z.infer<typeof explicitSpec>;
export type WorldSpec = z.infer<typeof worldSpec>;
