import { expect, test } from 'vitest';
import { LabError } from '../base/errors.ts';
import { softSolveDefaults } from '../inference/soft-solve/spec.ts';
import type { Job, JobInput } from './jobs/job.ts';
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

/** A job of 3000 steps of 10 ms on a clock of its own, whose checkpoints take `cost` ms; when each of those began and ended. */
function checkpointTimes(cost: number) {
  let time = 0;
  const times: { began: number; ended: number }[] = [];
  const base = actingJob(input(acts.short));
  const job: Job = Object.create(base, {
    iteration: { get: () => time / 10 },
    step: {
      value: () => {
        time += 10;
        return { iteration: time / 10, metrics: {}, gap: null, done: time >= 30_000 };
      },
    },
    checkpoint: {
      value: () => {
        times.push({ began: time, ended: time + cost });
        time += cost;
        return new Uint8Array(1);
      },
    },
  });
  runLoop(job, { asked: go, now: () => time, post: () => {} }, pace);
  return times;
}

test('quick checkpoints come at their pace, slow ones seldom enough to take a twentieth of the time', () => {
  const gaps = (cost: number) => {
    const times = checkpointTimes(cost);
    // The last one is that of the end.
    return times.slice(1, -1).map(({ began }, i) => began - times[i].ended);
  };
  expect(new Set(gaps(1))).toEqual(new Set([1000]));
  expect(new Set(gaps(50))).toEqual(new Set([1000]));
  expect(new Set(gaps(200))).toEqual(new Set([4000]));
});

test('a slow checkpoint makes the next one wait, and not those after a quick one again', () => {
  let time = 0;
  const began: number[] = [];
  const job: Job = Object.create(actingJob(input(acts.short)), {
    iteration: { get: () => time },
    step: {
      value: () => {
        time += 100;
        return { iteration: time, metrics: {}, gap: null, done: time >= 12_000 };
      },
    },
    checkpoint: {
      value: () => {
        began.push(time);
        if (began.length === 1) time += 200;
        return new Uint8Array(1);
      },
    },
  });
  runLoop(job, { asked: go, now: () => time, post: () => {} }, pace);
  expect(began.slice(0, 4)).toEqual([1000, 5200, 6200, 7200]);
});

test('stopped before its first step, a resumed job leaves the checkpoint that it came from', () => {
  const first = play(acts.short, 30, (looks) => (looks >= 17 ? control.pause : control.go));
  const last = first.replies.at(-2);
  if (last?.kind !== 'checkpoint') throw new Error('no checkpoint');
  expect(play(acts.short, 30, () => control.cancel, last).kinds).toEqual(['started', 'progress', 'stopped']);
});

test('what ended a run is said even where its last state cannot be kept', () => {
  const job: Job = Object.create(actingJob(input(acts.notFinite)), {
    checkpoint: {
      value: () => {
        throw new LabError('Internal', 'There is nothing to keep.');
      },
    },
  });
  const run = () => runLoop(job, { asked: go, now: () => 0, post: () => {} }, pace);
  expect(run).toThrow(expect.objectContaining({ code: 'NonFinite' }));
});
