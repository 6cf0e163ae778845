/** Environments: named worlds of the lab file, finite and continuous. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { environmentSpec, isFiniteSpec } from '../environments/any.ts';
import type { WorldSpec } from '../mdp/spec.ts';
import { byId, byIds, id, name, notes, nothing, timestamp } from './schemas.ts';

export const environment = z.strictObject({
  id,
  name,
  notes,
  spec: environmentSpec,
  createdAt: timestamp,
  updatedAt: timestamp,
  /** Once demonstrations exist the dynamics are fixed: editing saves a copy instead. */
  demonstrations: z.int(),
});

export const environmentsContract = {
  list: oc.input(nothing).output(z.array(environment)),
  get: oc.input(byId).output(environment),
  create: oc
    .input(z.strictObject({ name, notes: notes.default(''), spec: environmentSpec }))
    .output(environment),
  /** Renames at any time; a changed spec is a `Conflict` while demonstrations refer to it. */
  update: oc
    .input(
      z.strictObject({
        id,
        name: name.optional(),
        notes: notes.optional(),
        spec: environmentSpec.optional(),
      }),
    )
    .output(environment),
  /** Soft: hidden until restored. */
  remove: oc.input(byIds).output(nothing),
  restore: oc.input(byIds).output(nothing),
};

export type EnvironmentRow = z.infer<typeof environment>;
/** An environment whose states can be counted. */
export type FiniteEnvironmentRow = EnvironmentRow & { readonly spec: WorldSpec };

/** Whether an environment is a finite world. */
export const isFiniteEnvironment = (row: EnvironmentRow): row is FiniteEnvironmentRow =>
  isFiniteSpec(row.spec);
