/** What the run pill and its drawer say. */
import type { Run, RunProgress, RunStatus } from '../../../core/contract/index.ts';

type Progress = Pick<ReadonlyMap<string, RunProgress>, 'get'>;

/** Share done of one run, 0 to 1; null while unknown. */
export function shareDone(run: Run, progress: RunProgress | undefined): number | null {
  if (run.status === 'finished') return 1;
  if (run.status === 'queued') return 0;
  return progress && progress.maxIterations > 0 ? progress.iteration / progress.maxIterations : null;
}

/** Mean share of the runs that run now; null when none does or none knows. */
export function queueShare(runs: readonly Run[], progress: Progress): number | null {
  const shares = runs
    .filter((run) => run.status === 'running')
    .map((run) => shareDone(run, progress.get(run.id)))
    .filter((share) => share !== null);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** The pill's words: `2 running, 1 queued`. */
export function queueText(runs: readonly Run[]): string {
  const count = (status: RunStatus) => runs.filter((run) => run.status === status).length;
  const parts = [
    [count('running'), 'running'],
    [count('queued'), 'queued'],
    [count('paused'), 'paused'],
    [count('interrupted'), 'interrupted'],
  ]
    .filter(([number]) => Number(number) > 0)
    .map(([number, word]) => `${number} ${word}`);
  return parts.length === 0 ? 'No runs active' : parts.join(', ');
}

const rank: Readonly<Record<RunStatus, number>> = {
  running: 0,
  queued: 1,
  paused: 2,
  interrupted: 2,
  failed: 3,
  finished: 3,
  cancelled: 3,
};

/** Moving runs first, then those that wait for a person, then the newest of the rest. */
export function drawerOrder(runs: readonly Run[]): Run[] {
  return [...runs].sort((a, b) => rank[a.status] - rank[b.status] || b.createdAt - a.createdAt).slice(0, 30);
}

/** What can be done with a run in this status. */
export function runActions(status: RunStatus): { pause: boolean; cancel: boolean; resume: boolean } {
  return {
    pause: status === 'running',
    cancel: status === 'running' || status === 'queued' || status === 'paused',
    resume: status === 'paused' || status === 'interrupted' || status === 'cancelled',
  };
}

export const statusTone = {
  queued: 'plain',
  running: 'accent',
  finished: 'success',
  failed: 'danger',
  cancelled: 'plain',
  interrupted: 'warning',
  paused: 'warning',
} as const satisfies Readonly<Record<RunStatus, string>>;
