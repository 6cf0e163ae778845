/**
 * The lab file as its users see it: what can be read, what can be written, how a file is opened.
 *
 * Reading and writing are different types, and one process holds the writer. Everything is synchronous: a call that
 * returned has committed (SQLite, WAL, synchronous=FULL). Every method throws {@link LabError} only: `NotFound` for an
 * unknown id, `Conflict` for a state that forbids the call, `DiskFull`, `CorruptLabFile`.
 *
 * Deletion is soft everywhere: lists leave deleted things out, reading by id still finds them, so that a run, a report
 * or an undo that refers to one keeps working.
 */
import type { LabErrorData } from '../base/errors.ts';
import type {
  Cadence,
  ComparisonRequest,
  Dataset,
  Demonstration,
  DemonstrationFilter,
  Diagnostics,
  EnvironmentRow,
  FunctionPolicy,
  FunctionReward,
  Problem,
  Run,
  RunMetrics,
  RunSpec,
  RunStatus,
  SavedComparison,
  Source,
  Steps,
  TabularPolicy,
  TabularReward,
} from '../contract/index.ts';
import type { EnvironmentSpec } from '../environments/any.ts';
import type { Episode } from '../environments/environment.ts';

/** The kinds of things that are removed softly and restored. */
export type Topic = 'environments' | 'demonstrations' | 'datasets' | 'runs' | 'comparisons';

/** Which rows a list shows: those that live, or those that were removed. */
export type Deleted = 'no' | 'only';

export type DemonstrationOrder = 'newest' | 'oldest' | 'longest' | 'shortest' | 'best' | 'worst';

/** Facts about the file itself. */
export interface LabFileInfo {
  /** File name without its folder. */
  readonly name: string;
  readonly path: string;
  readonly schemaVersion: number;
  /** Size of the file and its write-ahead log. */
  readonly bytes: number;
  readonly createdAt: number;
  readonly sample: boolean;
}

export interface LabCounts {
  readonly environments: number;
  readonly demonstrations: number;
  readonly steps: number;
  readonly datasets: number;
  readonly runs: number;
}

/** A recording session: several takes of one environment by one driver. */
export interface Session {
  readonly id: string;
  readonly environmentId: string;
  readonly source: Source;
  readonly seed: number;
  readonly createdAt: number;
}

/** How the numbers of a take are stored. */
export interface StepShape {
  readonly dtype: 'i32' | 'f32';
  readonly observationWidth: number;
  readonly actionWidth: number;
}

/** A whole recorded episode with its shape and the time of each step. */
export interface RecordedEpisode extends Episode, StepShape {
  /** [T] milliseconds since the take began. */
  readonly times: Float32Array;
}

/** One run checkpoint: the trainer's own bytes after `iteration`. */
export interface Checkpoint {
  readonly iteration: number;
  readonly state: Uint8Array;
}

/** A run's reward as the file keeps it: a table, or a function with the bytes that compute it. */
export type StoredReward = TabularReward | (FunctionReward & { readonly body: Uint8Array });
/** A run's policy, likewise. */
export type StoredPolicy = TabularPolicy | (FunctionPolicy & { readonly body: Uint8Array });

/** What can be read. */
export interface LabReader {
  info(): LabFileInfo;
  counts(): LabCounts;

  environments(query: { deleted: Deleted }): EnvironmentRow[];
  environment(id: string): EnvironmentRow;
  /** When it last changed; cheap, for those who keep the built world. */
  environmentUpdatedAt(id: string): number;

  session(id: string): Session;
  sessions(): Session[];
  /** Number of the next take of a session: one more than the highest, from 0. */
  nextTake(sessionId: string): number;

  /** One page; `total` and `steps` count everything the filter matches. Only kept demonstrations are listed. */
  demonstrations(query: {
    filter: DemonstrationFilter;
    order: DemonstrationOrder;
    offset: number;
    limit: number;
  }): { total: number; steps: number; rows: Demonstration[] };
  /** Takes still being recorded, or left by a crash, oldest first. */
  unfinished(): Demonstration[];
  demonstration(id: string): Demonstration;
  shape(id: string): StepShape;
  /** Steps [from, from + count), cut at the end. `InvalidInput` when `from` lies past the end. */
  steps(query: { id: string; from: number; count: number }): Steps;
  episode(id: string): RecordedEpisode;
  /** The first `maxSteps` steps' observations of each, and the one after: [(min(T, maxSteps) + 1) * width]. */
  paths(query: {
    ids: readonly string[];
    maxSteps: number;
  }): { id: string; observations: Int32Array | Float32Array }[];

  datasets(query: { deleted: Deleted }): Dataset[];
  dataset(id: string): Dataset;
  /** The demonstrations of a dataset, in its order (soft-deleted ones too: a dataset does not change). */
  datasetMembers(id: string): string[];

  /** Newest first. */
  runs(query: { deleted: Deleted }): Run[];
  run(id: string): Run;
  /** Undeleted runs in one of these states, oldest first: the queue. */
  runsByStatus(statuses: readonly RunStatus[]): Run[];
  metrics(query: { runId: string; after: number }): RunMetrics;
  /** The newest checkpoint; null before the first. */
  checkpoint(runId: string): Checkpoint | null;
  rewardArtifact(runId: string): StoredReward | null;
  policyArtifact(runId: string): StoredPolicy | null;

  comparisons(query: { deleted: Deleted }): SavedComparison[];
  comparison(id: string): SavedComparison;

  readState(): Record<string, string>;

  /** SQLite's own check, foreign keys, orphaned or missing chunks, content and dataset hashes, applied migrations. */
  problems(): Problem[];
  /** Every demonstration in the file, deleted ones too, by id; for checks and exports of the whole lab. */
  everyDemonstration(): string[];
}

/** What can be written, and read. */
export interface LabWriter extends LabReader {
  /** Runs `work` in one transaction: all of it commits, or none. Calls may nest. `work` must not be async. */
  transaction<T>(work: () => T): T;

  createEnvironment(input: { name: string; notes: string; spec: EnvironmentSpec }): EnvironmentRow;
  /** `Conflict` when the spec changes while demonstrations refer to it. */
  updateEnvironment(input: {
    id: string;
    name?: string | undefined;
    notes?: string | undefined;
    spec?: EnvironmentSpec | undefined;
  }): EnvironmentRow;

  createSession(input: { environmentId: string; source: Source; seed: number }): Session;
  /** A new take with status `recording`. */
  createTake(input: { sessionId: string; take: number; seed: number; shape: StepShape }): { id: string };
  /** Commits steps at the end of a take. `Conflict` unless `from` is the number committed so far. */
  appendSteps(input: {
    id: string;
    from: number;
    observations: Int32Array | Float32Array;
    actions: Int32Array | Float32Array;
    rewards: Float64Array;
    times: Float32Array;
    finalObservation: Int32Array | Float32Array;
  }): { committed: number };
  /** Turns a take into a kept demonstration. `Conflict` unless it is `recording`. The caller has verified it. */
  acceptTake(input: {
    id: string;
    return: number | null;
    terminated: boolean;
    truncated: boolean;
    contentHash: string;
    cadence: Cadence | null;
    tags: readonly string[];
    notes: string;
  }): Demonstration;
  /**
   * A new kept demonstration of the first `length` steps of another, which is soft-deleted. Callers use
   * `Recorder.trim`, which works out the cadence of what is left.
   */
  trimDemonstration(input: { id: string; length: number; cadence: Cadence | null }): Demonstration;
  annotate(input: {
    ids: readonly string[];
    addTags: readonly string[];
    removeTags: readonly string[];
    notes?: string | undefined;
  }): void;

  /** `Conflict` when the demonstrations are of several environments or not kept. */
  createDataset(input: { name: string; notes: string; demonstrationIds: readonly string[] }): Dataset;
  renameDataset(input: { id: string; name: string }): Dataset;

  /** A new run with status `queued`. */
  createRun(input: {
    name: string;
    spec: RunSpec;
    datasetHash: string | null;
    engine: string;
    versions: Record<string, string>;
  }): Run;
  /** Changes the named columns of a run, and nothing else. */
  updateRun(
    id: string,
    changes: {
      readonly name?: string;
      readonly status?: RunStatus;
      readonly startedAt?: number | null;
      readonly endedAt?: number | null;
      readonly iteration?: number;
      readonly error?: LabErrorData | null;
      readonly diagnostics?: Diagnostics | null;
      readonly engine?: string;
      readonly versions?: Record<string, string>;
    },
  ): Run;
  /** Marks every `running` run `interrupted` (the process that ran it is gone); returns their ids. */
  interruptRunning(): string[];
  /** Adds rows to a run's curves, in columns. Iterations must grow; NaN where a metric was not reported. */
  appendMetrics(input: { runId: string; metrics: RunMetrics }): void;
  /** Drops the rows after `iteration`: a run that resumes from a checkpoint reports them again. */
  dropMetricsAfter(input: { runId: string; iteration: number }): void;
  /** Stores a checkpoint; the two newest are kept. */
  saveCheckpoint(input: { runId: string; iteration: number; state: Uint8Array }): void;
  /** Replaces the run's reward. */
  saveReward(artifact: StoredReward): void;
  /** Replaces the run's policy. */
  savePolicy(artifact: StoredPolicy): void;

  saveComparison(input: { name: string; request: ComparisonRequest }): SavedComparison;

  /** Soft removal and its undo. `NotFound` (and nothing changed) when one of the ids is unknown. */
  remove(topic: Topic, ids: readonly string[]): void;
  restore(topic: Topic, ids: readonly string[]): void;

  writeState(key: string, value: string): void;
  /** Says that this is the sample lab of a first start. */
  markSample(): void;
}

/** An open lab file. `close` gives the lock back; closing twice is harmless. */
export interface Lab {
  readonly reader: LabReader;
  readonly writer: LabWriter;
  /** Copies the lab as it stands to another file, in place of what is there. `InvalidInput` for its own path. */
  copyTo(path: string): void;
  close(): void;
}

export interface OpenLabOptions {
  readonly path: string;
  /** `create` refuses an existing file (`Conflict`), `open` a missing one (`NotFound`). */
  readonly mode: 'create' | 'open' | 'open-or-create';
  /** The clock for created and updated times: milliseconds since 1970. */
  readonly now: () => number;
}

/** Opens a lab file; implemented by `openLab` of `core/store/index.ts`. */
export type OpenLab = (options: OpenLabOptions) => Lab;
