import { asLabError } from '../base/errors.ts';
import type { Job, RewardSnapshot } from './jobs/job.ts';
import { type Control, control, type LoopPace, type MetricRow, type Reply } from './protocol.ts';

/** What the loop needs of its thread. */
export interface LoopHost {
  /** What the core process asks for now. */
  asked(): Control;
  /** A clock in milliseconds; decides when to report, never what is computed. */
  now(): number;
  post(reply: Reply): void;
}

/** At most this share of the time goes into checkpoints: those of a large replay are rarer. */
const checkpointShare = 0.05;

/**
 * Steps a job until it is done, is asked to stop, or fails. Progress goes out at most every `pace.progress`; a
 * checkpoint every `pace.checkpoint` (later where one takes long) and at every end, so that whatever happens a resumed
 * job loses that much at most.
 * The clock only decides when something is said: the numbers do not depend on it.
 */
export function runLoop(job: Job, host: LoopHost, pace: LoopPace): void {
  let rows: MetricRow[] = [];
  let gap: number | null = null;
  let spoke = host.now();
  let showed = Number.NEGATIVE_INFINITY;
  let shown: RewardSnapshot | null = null;
  let saved = host.now();
  let apart = pace.checkpoint;
  /** The iteration of the newest checkpoint; 0 before the first. */
  let kept = job.iteration;

  const progress = () => {
    const now = host.now();
    const reward = now - showed >= pace.reward ? job.reward() : shown;
    const isNew = reward !== shown;
    host.post({
      kind: 'progress',
      iteration: job.iteration,
      maxIterations: job.maxIterations,
      rows,
      reward: isNew ? reward : null,
      gap,
    });
    rows = [];
    spoke = now;
    if (!isNew) return;
    shown = reward;
    showed = now;
  };
  const checkpoint = () => {
    if (rows.length > 0) progress();
    const began = host.now();
    host.post({
      kind: 'checkpoint',
      iteration: job.iteration,
      state: job.checkpoint(),
      reward: job.reward(),
      policy: job.policy(),
    });
    kept = job.iteration;
    saved = host.now();
    apart = Math.max(pace.checkpoint, (saved - began) / checkpointShare);
  };

  host.post({ kind: 'started', engine: job.engine });
  progress();
  try {
    for (;;) {
      if (host.asked() !== control.go) {
        if (job.iteration > kept || kept === 0) checkpoint();
        host.post({ kind: 'stopped' });
        return;
      }
      const report = job.step();
      rows.push({ iteration: report.iteration, metrics: report.metrics });
      gap = report.gap;
      if (report.done) {
        checkpoint();
        host.post({ kind: 'finished', result: job.result() });
        return;
      }
      const now = host.now();
      if (now - saved >= apart) checkpoint();
      else if (now - spoke >= pace.progress) progress();
    }
  } catch (thrown) {
    const why = asLabError(thrown);
    // The job stands at its last good iteration: keep that before saying why it ended.
    try {
      if (job.iteration > kept) checkpoint();
    } catch {
      // The checkpoint before it stays the newest; what ended the run first is what a person has to know.
    }
    throw why;
  }
}
