/** A job that acts up on request, for tests of the queue: what it does follows from the seed of its spec. */
import { LabError } from '../../base/errors.ts';
import type { Job, JobInput } from '../jobs/job.ts';
import { control } from '../protocol.ts';

/** Seeds and what they ask for. */
export const acts = {
  /** 100,000 quick steps. */
  long: 0,
  /** 50 steps. */
  short: 1,
  /** NaN in step 20. */
  notFinite: 2,
  /** The worker exits in step 20. */
  exit: 3,
  /** Whatever it is asked, its checkpoint never comes. */
  deaf: 4,
  /** As `short`, but it waits to be asked for something: before step 20, and once resumed before step 40. */
  held: 6,
  /** An exception of no kind of ours in step 20. */
  defect: 5,
} as const;

const steps: Record<number, number> = { [acts.short]: 50, [acts.held]: 50 };

/** The control word of the task under way; the worker entry puts it here. */
export const current = { word: new Int32Array(new SharedArrayBuffer(4)) };

const sleep = (milliseconds: number) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

function actUp(seed: number): void {
  if (seed === acts.notFinite) throw new LabError('NonFinite', 'The gradient became NaN.');
  if (seed === acts.exit) process.exit(7);
  if (seed === acts.defect) throw new TypeError('x is undefined');
}

/** Sums a logistic map: any step that is lost or doubled changes every bit of what follows. */
export function actingJob({ spec, checkpoint }: JobInput): Job {
  const maxIterations = steps[spec.seed] ?? 100_000;
  const state = Float64Array.of(0.3, 0, 0);
  if (checkpoint) new Uint8Array(state.buffer).set(checkpoint.state);
  const begun = checkpoint?.iteration ?? 0;
  const holdAt = begun === 0 ? 19 : begun <= 20 ? 39 : -1;
  const reward = () => ({
    kind: 'tabular' as const,
    iteration: state[2],
    weights: state.slice(0, 2),
    parameterNames: ['x', 'sum'],
    stateReward: state.slice(0, 1),
    reward: state.slice(0, 1),
  });
  return {
    engine: 'a test',
    get iteration() {
      return state[2];
    },
    maxIterations,
    step() {
      if (state[2] === 19) actUp(spec.seed);
      const holds = spec.seed === acts.held && state[2] === holdAt;
      while (holds && Atomics.load(current.word, 0) === control.go) sleep(1);
      // A long job never ends within a test.
      if (spec.seed === acts.long) sleep(1);
      state[0] = 3.9 * state[0] * (1 - state[0]);
      state[1] += state[0];
      state[2] += 1;
      const iteration = state[2];
      return { iteration, metrics: { sum: state[1] }, gap: null, done: iteration >= maxIterations };
    },
    checkpoint: () => {
      if (spec.seed === acts.deaf) sleep(Number.POSITIVE_INFINITY);
      return new Uint8Array(state.slice().buffer);
    },
    reward,
    policy: () => null,
    result: () => ({
      iteration: state[2],
      reward: reward(),
      policy: {
        kind: 'tabular' as const,
        horizon: 0,
        temperature: 1,
        discount: 0.9,
        policy: state.slice(0, 1),
        value: state.slice(1, 2),
        visitation: state.slice(0, 1),
      },
      diagnostics: null,
    }),
    dispose() {},
  };
}
