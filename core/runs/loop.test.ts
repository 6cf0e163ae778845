import { expect, test } from 'vitest';
import { softSolveDefaults } from '../inference/soft-solve/spec.ts';
import type { JobInput } from './jobs/job.ts';
import { runLoop } from './loop.ts';
import { type Control, control, type Reply } from './protocol.ts';
import { actingJob, acts } from './testing/acting-job.ts';

const input = (seed: number, checkpoint: JobInput['checkpoint'] = null): JobInput => ({
  spec: {
    algorithm: 'soft-solve',
    environmentId: 'e',
    sourceRunId: null,
    settings: softSolveDefaults(),
    seed,
  },
  environment: { kind: 'published', world: 'cliff', maxSteps: 10 },
  demonstrations: [],
  sourceReward: null,
  checkpoint,
});
const pace = { progress: 100, reward: 200, checkpoint: 1000 };

/** Runs a job under a clock of its own: every look at it moves it by `tick` milliseconds. */
function play(
  seed: number,
  tick: number,
  askedAt: (looks: number) => Control,
  checkpoint: JobInput['checkpoint'] = null,
) {
  const replies: Reply[] = [];
  let time = 0;
  let looks = 0;
  const host = {
    asked: () => askedAt(looks++),
    now: () => {
      time += tick;
      return time;
    },
    post: (reply: Reply) => replies.push(structuredClone(reply)),
  };
  let thrown: unknown = null;
  try {
    runLoop(actingJob(input(seed, checkpoint)), host, pace);
  } catch (error) {
    thrown = error;
  }
  const rows = replies.flatMap((reply) => (reply.kind === 'progress' ? reply.rows : []));
  return { replies, rows, thrown, kinds: replies.map(({ kind }) => kind), time };
}

const go = () => control.go;

test('every iteration is reported once, in order, and the last reply is the result after a checkpoint', () => {
  const { rows, kinds, replies } = play(acts.short, 30, go);
  expect(rows.map(({ iteration }) => iteration)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
  expect(kinds.slice(-2)).toEqual(['checkpoint', 'finished']);
  expect(replies.at(-2)).toMatchObject({ iteration: 50 });
});

test('progress is throttled by the clock, checkpoints come once a second', () => {
  const { kinds, time } = play(acts.short, 40, go);
  const seconds = time / 1000;
  const count = (kind: string) => kinds.filter((each) => each === kind).length;
  expect(count('progress')).toBeLessThanOrEqual(10 * seconds + 2);
  expect(count('progress')).toBeGreaterThan(2 * seconds);
  expect(count('checkpoint')).toBeGreaterThanOrEqual(Math.floor(seconds / 1.2));
  expect(count('checkpoint')).toBeLessThanOrEqual(seconds + 1);
});

test('whatever the clock does, the numbers are the same', () => {
  const results = [1, 33, 500].map((tick) => play(acts.short, tick, go).replies.at(-1));
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test('asked to stop, it stops after a checkpoint, and goes on from there to the same end', () => {
  const whole = play(acts.short, 30, go);
  for (const after of [0, 1, 17, 49]) {
    const first = play(acts.short, 30, (looks) => (looks >= after ? control.pause : control.go));
    expect(first.kinds.at(-1)).toBe('stopped');
    const last = first.replies.at(-2);
    if (last?.kind !== 'checkpoint') throw new Error('no checkpoint');
    expect(last.iteration).toBe(after);
    const rest = play(acts.short, 30, go, last);
    expect(rest.replies.at(-1)).toEqual(whole.replies.at(-1));
    expect([...first.rows, ...rest.rows]).toEqual(whole.rows);
  }
});

test('a failing step leaves the last good checkpoint and every row before it', () => {
  const { thrown, rows, replies, kinds } = play(acts.notFinite, 1, go);
  expect(thrown).toMatchObject({ code: 'NonFinite' });
  expect(rows.length).toBe(19);
  expect(kinds.at(-1)).toBe('checkpoint');
  expect(replies.at(-1)).toMatchObject({ iteration: 19 });
});
