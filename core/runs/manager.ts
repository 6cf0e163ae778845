import { asLabError, type ErrorCode, LabError } from '../base/errors.ts';
import type { LabEvent, Run, RunMetrics, RunProgress, RunSpec, RunStatus } from '../contract/index.ts';
import type { LabWriter, StoredReward } from '../store/api.ts';
import { ActiveRun } from './active-run.ts';
import { joinMetrics } from './metric-columns.ts';
import type { TaskHandle, WorkerPool } from './pool.ts';
import { checkSpec, jobInput } from './prepare.ts';
import { type Control, control, type LoopPace, type Reply } from './protocol.ts';
import { type Asked, RunEnds, type StopRequest, stoppedAs } from './run-ends.ts';
import { runVersions, undecidedEngine } from './versions.ts';

export interface RunManagerOptions {
  readonly writer: LabWriter;
  readonly pool: WorkerPool;
  /** Runs that move at once, at least 1. */
  readonly concurrent: number;
  readonly pace: LoopPace;
  /** How long a worker may take to stop by itself before it is ended, in milliseconds, by what was asked. */
  readonly grace: Readonly<Record<Asked, number>>;
  /** Milliseconds since 1970, for the times in a run's row. */
  readonly now: () => number;
  readonly onEvent: (event: LabEvent) => void;
}

interface Moving {
  readonly run: ActiveRun;
  readonly word: Int32Array;
  readonly task: TaskHandle;
  /** Resolves when the run has come to rest and its row says so. */
  readonly rest: Promise<void>;
}

/** Ends that are no fault of the run: a worker that died, a file that could not be written. */
const outside: readonly ErrorCode[] = ['BackendGone', 'DiskFull', 'ReadOnlyLabFile'];

const resumable: readonly RunStatus[] = ['paused', 'interrupted', 'cancelled'];

/** The queue of runs over one lab, and the workers that move them. */
export class RunManager {
  readonly #options: RunManagerOptions;
  readonly #ends: RunEnds;
  readonly #moving = new Map<string, Moving>();
  #state: 'idle' | 'started' | 'closed' = 'idle';

  /** Runs found `running` belong to a process that is gone: they become `interrupted` here and now. */
  constructor(options: RunManagerOptions) {
    this.#options = options;
    this.#ends = new RunEnds(options.writer, options.now);
    options.writer.interruptRunning();
  }

  /** Lets the queue move: queued runs of an earlier session start again, in the order they were made. */
  start(): void {
    if (this.#state === 'idle') this.#state = 'started';
    this.#pump();
  }

  /** Queues a run; the queue starts moving if it did not yet. */
  create(request: { readonly name: string | null; readonly spec: RunSpec }): Run {
    const { writer } = this.#options;
    const { datasetHash, label } = checkSpec(writer, request.spec);
    const run = writer.createRun({
      name: request.name ?? label,
      spec: request.spec,
      datasetHash,
      engine: undecidedEngine,
      versions: runVersions(),
    });
    this.#changed(run.id);
    this.start();
    return writer.run(run.id);
  }

  /** Stops a run for good, as far as it got; it can be resumed all the same. */
  cancel(id: string): Promise<void> {
    return this.#stop(id, control.cancel);
  }

  pause(id: string): Promise<void> {
    return this.#stop(id, control.pause);
  }

  /** Queues a stopped run again; it goes on from its newest checkpoint. */
  resume(id: string): Run {
    const { writer } = this.#options;
    const run = writer.run(id);
    if (!resumable.includes(run.status))
      throw new LabError('Conflict', `This run is ${run.status}; only a stopped run can be resumed.`, {
        remedy: run.status === 'failed' ? 'Start a new run with other settings.' : 'Nothing needs doing.',
      });
    writer.updateRun(id, { status: 'queued', error: null, endedAt: null });
    this.#changed(id);
    this.start();
    return writer.run(id);
  }

  /** Soft removal; a moving run is cancelled first. */
  async remove(ids: readonly string[]): Promise<void> {
    const { writer } = this.#options;
    for (const id of ids) writer.run(id);
    await Promise.all(
      ids.filter((id) => ['queued', 'running'].includes(writer.run(id).status)).map((id) => this.cancel(id)),
    );
    writer.remove('runs', ids);
    this.#options.onEvent({ type: 'changed', topic: 'runs', ids: [...ids] });
  }

  /** Curves after an iteration, those that no checkpoint has committed yet included. */
  metrics(id: string, after: number): RunMetrics {
    const stored = this.#options.writer.metrics({ runId: id, after });
    const moving = this.#moving.get(id);
    return moving ? joinMetrics(stored, moving.run.waitingMetrics(after)) : stored;
  }

  /** The newest reward: of this moment while a run moves, otherwise the stored one. */
  reward(id: string): StoredReward | null {
    return this.#moving.get(id)?.run.reward ?? this.#options.writer.rewardArtifact(id);
  }

  /** Progress of the runs that move now. */
  progress(): RunProgress[] {
    return [...this.#moving.values()].map(({ run }) => run.progress());
  }

  /** Resolves with the row once the run neither moves nor waits. */
  async settled(id: string): Promise<Run> {
    for (;;) {
      const run = this.#options.writer.run(id);
      if (run.status !== 'queued' && run.status !== 'running') return run;
      const moving = this.#moving.get(id) ?? this.#moving.values().next().value;
      if (moving === undefined)
        throw new LabError('Conflict', 'The run waits in a queue that does not move.');
      await moving.rest;
    }
  }

  /** Stops every run as `interrupted`, after a last checkpoint, and ends the workers. */
  async close(): Promise<void> {
    this.#state = 'closed';
    await Promise.all([...this.#moving.keys()].map((id) => this.#stop(id, control.interrupt)));
    await this.#options.pool.close();
  }

  async #stop(id: string, how: StopRequest): Promise<void> {
    const { writer, grace } = this.#options;
    const moving = this.#moving.get(id);
    if (moving) {
      Atomics.store(moving.word, 0, how);
      const timer = setTimeout(() => moving.task.end(tookTooLong()), grace[stoppedAs[how]]);
      await moving.rest;
      clearTimeout(timer);
      return;
    }
    const run = writer.run(id);
    if (run.status !== 'queued')
      throw new LabError('Conflict', `This run is ${run.status} and does not move.`);
    this.#ends.stopped(id, how);
    this.#changed(id);
  }

  #pump(): void {
    if (this.#state !== 'started') return;
    for (const run of this.#options.writer.runsByStatus(['queued'])) {
      if (this.#moving.size >= this.#options.concurrent) return;
      if (!this.#moving.has(run.id)) this.#launch(run);
    }
  }

  #launch(row: Run): void {
    const { writer, pool, pace, now } = this.#options;
    try {
      const input = jobInput(writer, row);
      const iteration = input.checkpoint?.iteration ?? 0;
      writer.transaction(() => {
        writer.dropMetricsAfter({ runId: row.id, iteration: input.checkpoint?.iteration ?? -1 });
        writer.updateRun(row.id, {
          status: 'running',
          startedAt: row.startedAt ?? now(),
          iteration,
          versions: runVersions(),
        });
      });
      const shared = new SharedArrayBuffer(4);
      const word = new Int32Array(shared);
      const run = new ActiveRun(writer, row.id, iteration);
      const task: TaskHandle = pool.run({ kind: 'job', input, control: shared, pace }, (reply) =>
        this.#heard(run, task, reply),
      );
      const rest = this.#finish(run, word, task);
      this.#moving.set(row.id, { run, word, task, rest });
      this.#changed(row.id);
    } catch (thrown) {
      this.#ends.failed(row.id, thrown);
      this.#changed(row.id);
    }
  }

  /** A message of a moving run. What cannot be committed ends the run: silence would lose its numbers. */
  #heard(run: ActiveRun, task: TaskHandle, reply: Reply): void {
    try {
      if (reply.kind === 'started') {
        run.started(reply.engine);
        this.#changed(run.id);
      } else if (reply.kind === 'progress')
        this.#options.onEvent({ type: 'progress', progress: run.progressed(reply, performance.now()) });
      else if (reply.kind === 'checkpoint') run.checkpointed(reply);
    } catch (thrown) {
      task.end(asLabError(thrown));
    }
  }

  async #finish(run: ActiveRun, word: Int32Array, task: TaskHandle): Promise<void> {
    try {
      const reply = await task.done;
      if (reply.kind === 'finished') run.finished(reply.result, this.#options.now());
      else if (reply.kind === 'failed') this.#ends.failed(run.id, LabError.fromData(reply.error));
      else this.#ends.stopped(run.id, Atomics.load(word, 0) as StopRequest);
    } catch (thrown) {
      const asked = Atomics.load(word, 0) as Control;
      const error = asLabError(thrown);
      if (error.code === 'Cancelled' && asked !== control.go) this.#ends.ended(run.id, asked);
      else if (outside.includes(error.code)) this.#ends.interrupted(run.id, error);
      else this.#ends.failed(run.id, error);
    } finally {
      this.#moving.delete(run.id);
      this.#changed(run.id);
      this.#pump();
    }
  }

  #changed(id: string): void {
    this.#options.onEvent({ type: 'changed', topic: 'runs', ids: [id] });
  }
}

const tookTooLong = () => new LabError('Cancelled', 'The worker did not stop in time and was ended.');
