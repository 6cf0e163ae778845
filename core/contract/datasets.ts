/** Datasets: named, ordered sets of demonstrations that do not change. */
import { oc } from '@orpc/contract';
import { z } from 'zod';
import { byId, byIds, id, notes, nothing, timestamp } from './schemas.ts';

export const dataset = z.strictObject({
  id,
  environmentId: id,
  name: z.string(),
  notes,
  demonstrations: z.int(),
  steps: z.int(),
  minLength: z.int(),
  maxLength: z.int(),
  /** SHA-256 over the demonstrations' content hashes, in order. */
  contentHash: z.string(),
  createdAt: timestamp,
});

export const datasetsContract = {
  list: oc.input(nothing).output(z.array(dataset)),
  get: oc.input(byId).output(dataset),
  /** An ordered, immutable set; all demonstrations must be of one environment. */
  create: oc
    .input(
      z.strictObject({
        name: z.string().trim().min(1).max(200),
        notes: notes.default(''),
        demonstrationIds: z.array(id).min(1).max(10_000),
      }),
    )
    .output(dataset),
  rename: oc.input(z.strictObject({ id, name: z.string().trim().min(1).max(200) })).output(dataset),
  remove: oc.input(byIds).output(nothing),
  restore: oc.input(byIds).output(nothing),
};

export type Dataset = z.infer<typeof dataset>;
