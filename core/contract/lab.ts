/** The lab file itself, the hosts' abilities, and small state of the window. */
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { runProgress } from './runs.ts';
import { nothing, timestamp } from './schemas.ts';

export const labInfo = z.strictObject({
  /** File name without its folder. */
  name: z.string(),
  path: z.string(),
  schemaVersion: z.int(),
  bytes: z.number(),
  createdAt: timestamp,
  /** True for the sample lab that a first start shows. */
  sample: z.boolean(),
  /** What this host offers besides: Electron can open other lab files, the browser host cannot. */
  host: z.enum(['electron', 'browser', 'direct']),
  versions: z.record(z.string(), z.string()),
  counts: z.strictObject({
    environments: z.int(),
    demonstrations: z.int(),
    steps: z.int(),
    datasets: z.int(),
    runs: z.int(),
  }),
});

/** What changed in the lab file; pages refetch what they show of it. */
export const labEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('changed'),
    topic: z.enum(['environments', 'demonstrations', 'datasets', 'runs', 'comparisons']),
    ids: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal('progress'), progress: runProgress }),
]);

export const problem = z.strictObject({
  kind: z.enum(['integrity', 'foreign-key', 'orphan', 'replay', 'dataset-hash', 'migration']),
  what: z.string(),
  id: z.string().nullable(),
});

export const labContract = {
  info: oc.input(nothing).output(labInfo),
  /** Live events, from now on; ends when the caller aborts. */
  events: oc.input(nothing).output(eventIterator(labEvent)),
  /** Integrity, orphaned rows, and a replay of every demonstration. */
  check: oc
    .input(nothing)
    .output(z.strictObject({ demonstrationsReplayed: z.int(), problems: z.array(problem) })),
  /** Small state of the window (last screen, selections, panel sizes), kept in the lab file; JSON text by key. */
  readState: oc.input(nothing).output(z.record(z.string(), z.string())),
  writeState: oc
    .input(z.strictObject({ key: z.string().min(1).max(100), value: z.string().max(100_000) }))
    .output(nothing),
};

export type LabInfo = z.infer<typeof labInfo>;
export type LabEvent = z.infer<typeof labEvent>;
export type Problem = z.infer<typeof problem>;
