/** The messages between the core process and its worker threads. All of it is plain, clonable data. */
import type { LabErrorData } from '../base/errors.ts';
import type { Comparison } from '../contract/index.ts';
import type { ComparisonInput } from './comparison-input.ts';
import type { JobInput, JobResult, PolicySnapshot, RewardSnapshot } from './jobs/job.ts';

/** The shared word through which the core process asks a job to stop between two iterations. */
export const control = { go: 0, pause: 1, cancel: 2, interrupt: 3 } as const;
export type Control = (typeof control)[keyof typeof control];

/** How often a job speaks, in milliseconds. */
export interface LoopPace {
  readonly progress: number;
  /** The reward so far rides along this often. */
  readonly reward: number;
  readonly checkpoint: number;
}

export type Task =
  | {
      readonly kind: 'job';
      readonly input: JobInput;
      readonly control: SharedArrayBuffer;
      readonly pace: LoopPace;
    }
  | { readonly kind: 'comparison'; readonly input: ComparisonInput };

export interface MetricRow {
  readonly iteration: number;
  readonly metrics: Readonly<Record<string, number>>;
}

export type Reply =
  /** The job is made; what computes it, and why. */
  | { readonly kind: 'started'; readonly engine: string }
  | {
      readonly kind: 'progress';
      readonly iteration: number;
      readonly maxIterations: number;
      /** Rows since the last message. */
      readonly rows: readonly MetricRow[];
      /** The reward so far; null when this message brings none. */
      readonly reward: RewardSnapshot | null;
      readonly gap: number | null;
    }
  | {
      readonly kind: 'checkpoint';
      readonly iteration: number;
      readonly state: Uint8Array;
      readonly reward: RewardSnapshot | null;
      readonly policy: PolicySnapshot | null;
    }
  /** Asked to stop, and did, after a checkpoint. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'finished'; readonly result: JobResult }
  | { readonly kind: 'compared'; readonly comparison: Comparison }
  | { readonly kind: 'failed'; readonly error: LabErrorData };

/** Replies after which the worker waits for its next task. */
export const isLast = (reply: Reply): boolean => !['started', 'progress', 'checkpoint'].includes(reply.kind);
