import type { RunMetrics, RunProgress } from '../contract/index.ts';
import type { LabWriter, StoredReward } from '../store/api.ts';
import { type PaceSample, paceWindow, remainingMs } from './eta.ts';
import type { JobResult } from './jobs/job.ts';
import { metricColumns } from './metric-columns.ts';
import type { MetricRow, Reply } from './protocol.ts';

type Progress = Extract<Reply, { kind: 'progress' }>;
type Checkpoint = Extract<Reply, { kind: 'checkpoint' }>;

/**
 * What the core process holds of a moving run between two commits. Rows wait in memory until the checkpoint they
 * belong to arrives, and both are committed together: the file never holds curves beyond its newest checkpoint, so a
 * resumed run goes on exactly there.
 */
export class ActiveRun {
  readonly id: string;
  readonly #writer: LabWriter;
  #rows: MetricRow[] = [];
  #samples: PaceSample[] = [];
  #reward: StoredReward | null = null;
  #metrics: Record<string, number> = {};
  #iteration: number;
  #maxIterations = 0;

  constructor(writer: LabWriter, id: string, iteration: number) {
    this.id = id;
    this.#writer = writer;
    this.#iteration = iteration;
  }

  /** The newest reward that the worker showed; null before the first. */
  get reward(): StoredReward | null {
    return this.#reward;
  }

  /** Rows that no checkpoint has committed yet. */
  waitingMetrics(after: number): RunMetrics {
    return metricColumns(this.#rows.filter((row) => row.iteration > after));
  }

  /** Takes in a progress message; `at` is the time of its arrival on a steady clock, in milliseconds. */
  progressed(reply: Progress, at: number): RunProgress {
    this.#rows.push(...reply.rows);
    const last = reply.rows.at(-1);
    if (last) this.#metrics = { ...this.#metrics, ...last.metrics };
    this.#iteration = reply.iteration;
    this.#maxIterations = reply.maxIterations;
    if (reply.reward !== null) this.#reward = { runId: this.id, ...reply.reward };
    this.#samples.push({ iteration: reply.iteration, at, gap: reply.gap });
    if (this.#samples.length > paceWindow) this.#samples.shift();
    return this.progress();
  }

  /** What computes the run is known once its job is made. */
  started(engine: string): void {
    this.#writer.updateRun(this.id, { engine });
  }

  progress(): RunProgress {
    return {
      runId: this.id,
      status: 'running',
      iteration: this.#iteration,
      maxIterations: this.#maxIterations,
      etaMs: remainingMs(this.#samples, this.#maxIterations),
      metrics: { ...this.#metrics },
    };
  }

  /** Commits a checkpoint with the rows and the reward that belong to it, all or nothing. */
  checkpointed(reply: Checkpoint): void {
    const { iteration, state, policy } = reply;
    const rows = this.#rows.filter((row) => row.iteration <= iteration);
    const reward = reply.reward === null ? null : { runId: this.id, ...reply.reward };
    this.#writer.transaction(() => {
      if (rows.length > 0) this.#writer.appendMetrics({ runId: this.id, metrics: metricColumns(rows) });
      this.#writer.saveCheckpoint({ runId: this.id, iteration, state });
      if (reward !== null) this.#writer.saveReward(reward);
      if (policy !== null) this.#writer.savePolicy({ runId: this.id, ...policy });
      this.#writer.updateRun(this.id, { iteration });
    });
    this.#rows = this.#rows.filter((row) => row.iteration > iteration);
    this.#reward = reward;
  }

  /** Commits what a run came to. */
  finished(result: JobResult, endedAt: number): void {
    const { reward, policy, diagnostics, iteration } = result;
    this.#writer.transaction(() => {
      if (reward !== null) this.#writer.saveReward({ runId: this.id, ...reward });
      this.#writer.savePolicy({ runId: this.id, ...policy });
      this.#writer.updateRun(this.id, { status: 'finished', iteration, diagnostics, endedAt, error: null });
    });
  }
}
