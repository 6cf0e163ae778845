/** Runs in words: their status, method, and what may be done with them. */
import { exactFacts, type Run, type RunProgress, type RunStatus } from '../../../../core/contract/index.ts';
import { formatDuration, formatNumber } from '../../charts/format.ts';

export interface StatusWords {
  readonly word: string;
  readonly tone: 'plain' | 'accent' | 'warning' | 'danger' | 'success';
  /** What the status means for the person. */
  readonly meaning: string;
}

export const statusWords: Readonly<Record<RunStatus, StatusWords>> = {
  queued: { word: 'Queued', tone: 'plain', meaning: 'Waits for a free worker.' },
  running: { word: 'Running', tone: 'accent', meaning: 'Trains in the background, also when you leave.' },
  paused: { word: 'Paused', tone: 'warning', meaning: 'Stands at its last checkpoint; resume it any time.' },
  interrupted: {
    word: 'Interrupted',
    tone: 'warning',
    meaning: 'The core process ended while it ran; its last checkpoint is kept, resume it.',
  },
  cancelled: {
    word: 'Cancelled',
    tone: 'plain',
    meaning: 'Stopped by you; resume it from its last checkpoint.',
  },
  failed: {
    word: 'Failed',
    tone: 'danger',
    meaning: 'Stopped by an error; its last good checkpoint is kept.',
  },
  finished: {
    word: 'Finished',
    tone: 'success',
    meaning: 'Done; its reward and policy are in the lab file.',
  },
};

export const isMoving = (status: RunStatus): boolean => status === 'queued' || status === 'running';
export const canPause = (status: RunStatus): boolean => isMoving(status);
export const canResume = (status: RunStatus): boolean =>
  status === 'paused' || status === 'interrupted' || status === 'cancelled';

export type RunOrder = 'newest' | 'name' | 'status' | 'held-out';

export const runOrders: readonly { readonly value: RunOrder; readonly label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'name', label: 'By name' },
  { value: 'status', label: 'By status' },
  { value: 'held-out', label: 'Best held-out likelihood' },
];

const statusRank: readonly RunStatus[] = [
  'running',
  'queued',
  'paused',
  'interrupted',
  'failed',
  'finished',
  'cancelled',
];

const heldOut = (run: Run) => exactFacts(run.diagnostics)?.heldOutLogLikelihood ?? Number.NEGATIVE_INFINITY;

/** Runs in an order; ties are newest first. */
export function sortRuns(runs: readonly Run[], order: RunOrder): Run[] {
  const newest = (a: Run, b: Run) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
  const by: Record<RunOrder, (a: Run, b: Run) => number> = {
    newest,
    name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
    status: (a, b) => statusRank.indexOf(a.status) - statusRank.indexOf(b.status),
    // Runs without the number come last; -Infinity minus itself is no order.
    'held-out': (a, b) => (heldOut(a) === heldOut(b) ? 0 : heldOut(b) - heldOut(a)),
  };
  return [...runs].sort((a, b) => by[order](a, b) || newest(a, b));
}

/** How far a run is and how long it takes: "iteration 120 of at most 500 · about 3 s left". */
export function runFacts(about: {
  readonly run: Run;
  readonly progress: RunProgress | null;
  readonly iteration: number;
}): string {
  const { run, progress, iteration } = about;
  const facts = [`iteration ${formatNumber(iteration)}`];
  if (isMoving(run.status)) {
    if (run.status === 'queued') return 'waits for a free worker';
    if (progress) facts[0] += ` of at most ${formatNumber(progress.maxIterations)}`;
    if (progress && progress.etaMs !== null) facts.push(`about ${formatDuration(progress.etaMs)} left`);
  } else {
    const took = elapsed(run, 0);
    if (took !== null) facts.push(`took ${formatDuration(took)}`);
  }
  return facts.join(' · ');
}

/** Milliseconds that a run has taken, up to `now` while it moves; null before it began. */
export function elapsed(run: Run, now: number): number | null {
  if (run.startedAt === null) return null;
  return (run.endedAt ?? now) - run.startedAt;
}
