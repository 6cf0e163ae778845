/** Any environment of the lab, finite or continuous: its spec, and what opens it. */
import { z } from 'zod';
import { LabError } from '../base/errors.ts';
import { buildWorld, type FiniteWorld, parseWorldSpec, type WorldSpec, worldSpec } from '../mdp/index.ts';
import { createContinuousEnvironment, parseContinuousSpec } from './continuous.ts';
import { type FiniteEnvironment, finiteEnvironment } from './finite.ts';
import { loadMujoco } from './mujoco/index.ts';
import type { Simulation } from './simulation.ts';
import { type ContinuousSpec, continuousKinds, continuousSpec } from './spec.ts';

/** A spec of either sort; `kind` tells them apart. */
export const environmentSpec = z.discriminatedUnion('kind', [
  ...worldSpec.options,
  ...continuousSpec.options,
]);

/** A complete spec: defaults filled in. */
export type EnvironmentSpec = WorldSpec | ContinuousSpec;
/** A spec as a person writes it: what has a default may be left out. */
export type EnvironmentSpecInput = z.input<typeof environmentSpec>;

/** The kinds of finite worlds. */
export const finiteKinds: readonly string[] = worldSpec.options.map((one) => one.shape.kind.value);
/** Every kind of environment that this version of the app knows. */
export const environmentKinds: readonly string[] = [...finiteKinds, ...continuousKinds];

/** Whether a spec describes a finite world. */
export const isFiniteSpec = (spec: EnvironmentSpec): spec is WorldSpec => finiteKinds.includes(spec.kind);

/**
 * The spec of a finite world, for whatever needs states that can be counted.
 *
 * @param where what the caller calls the entry that named the environment
 * @throws LabError InvalidInput for a continuous environment
 */
export function finiteSpecOf(spec: EnvironmentSpec, where: string): WorldSpec {
  if (isFiniteSpec(spec)) return spec;
  throw new LabError('InvalidInput', 'This works in finite worlds; the environment is continuous.', {
    where,
    remedy: 'Choose an environment whose states can be counted, or a method for continuous ones.',
  });
}

/**
 * A complete spec from parsed JSON, checked in full, what only building it would show included.
 *
 * @throws LabError InvalidInput, `where` pointing at the first bad entry; `kind` for a kind that nobody knows
 */
export function parseEnvironmentSpec(json: unknown): EnvironmentSpec {
  const kind = typeof json === 'object' && json !== null && 'kind' in json ? json.kind : undefined;
  if (continuousKinds.includes(kind as string)) return parseContinuousSpec(json);
  if (typeof kind === 'string' && !finiteKinds.includes(kind)) throw unknownKind(kind);
  return parseWorldSpec(json);
}

function unknownKind(kind: string): LabError {
  const name = kind.length > 40 ? `${kind.slice(0, 40)}…` : kind;
  return new LabError('InvalidInput', `There is no kind of environment called “${name}”.`, {
    where: 'kind',
    remedy: `This version knows ${environmentKinds.join(', ')}; a newer one may know more.`,
  });
}

/** An environment ready to step. */
export type OpenedEnvironment =
  | { readonly kind: 'finite'; readonly environment: FiniteEnvironment; readonly world: FiniteWorld }
  | { readonly kind: 'continuous'; readonly environment: Simulation };

/**
 * Loads what the simulators of a kind need in this process; at once where they need nothing. Loading again is free.
 */
export async function loadSimulators(spec: EnvironmentSpec): Promise<void> {
  if (spec.kind === 'mujoco') await loadMujoco();
}

/**
 * The environment that a spec describes, for callers that cannot wait, such as a transaction: whatever its kind needs
 * must have been loaded with {@link loadSimulators}.
 *
 * @throws LabError InvalidInput, `where` pointing at the entry of the spec; Conflict for a kind that is not loaded
 */
export function openLoadedEnvironment(spec: EnvironmentSpec): OpenedEnvironment {
  if (!isFiniteSpec(spec)) return { kind: 'continuous', environment: createContinuousEnvironment(spec) };
  const world = buildWorld(spec);
  return { kind: 'finite', environment: finiteEnvironment(world), world };
}

/** The environment that a spec describes, with all that its kind needs loaded first. */
export async function openEnvironment(spec: EnvironmentSpec): Promise<OpenedEnvironment> {
  await loadSimulators(spec);
  return openLoadedEnvironment(spec);
}
