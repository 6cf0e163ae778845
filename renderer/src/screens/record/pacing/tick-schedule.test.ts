import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestLag, TickSchedule } from './tick-schedule.ts';

/** Of sums of some ten thousand milliseconds. */
const rounding = 1e-9;

test('however unevenly the page wakes, every tick is taken once and never early', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 120 }),
      fc.array(fc.double({ min: 0, max: longestLag * 0.9, noNaN: true }), { minLength: 1, maxLength: 60 }),
      (rate, gaps) => {
        const schedule = new TickSchedule(rate);
        let now = 1000;
        schedule.run(now);
        let taken = 0;
        const take = () => {
          const due = schedule.due(now);
          expect(due.kind).toBe('ticks');
          if (due.kind === 'ticks') taken += due.count;
        };
        take();
        expect(taken).toBe(1);
        for (const gap of gaps) {
          now += gap;
          take();
          // All that are due and none that is not; on the very edge of a tick rounding decides.
          expect((taken - 1) * schedule.period).toBeLessThanOrEqual(now - 1000 + rounding);
          expect(taken * schedule.period).toBeGreaterThan(now - 1000 - rounding);
        }
        expect(schedule.taken).toBe(taken);
      },
    ),
    { numRuns: 60, examples: [[120, [224.99999999166664]]] },
  );
});

test('a page that wakes when it was told takes one tick each time, on time', () => {
  const schedule = new TickSchedule(60);
  let now = 0;
  schedule.run(now);
  for (let k = 0; k < 600; k++) {
    const due = schedule.due(now);
    expect(due).toMatchObject({ kind: 'ticks', count: 1 });
    expect((due as { lateness: number }).lateness).toBeLessThan(1e-6);
    now += (schedule.wait(now) as number) + 1e-9;
  }
  expect(now).toBeCloseTo(10_000, 3);
});

test('a short lag is caught up, and how late the first of it was is said', () => {
  const schedule = new TickSchedule(50);
  schedule.run(0);
  schedule.due(0);
  expect(schedule.due(75)).toEqual({ kind: 'ticks', count: 3, time: 75, lateness: 55 });
  expect(schedule.wait(75)).toBe(5);
});

test('a stall takes no tick; after the pause the next one is due at once and no time has passed', () => {
  const schedule = new TickSchedule(50);
  schedule.run(0);
  schedule.due(0);
  expect(schedule.due(5000)).toEqual({ kind: 'stalled', lateness: 4980 });
  expect(schedule.taken).toBe(1);
  schedule.pause(5000);
  expect(schedule.wait(6000)).toBeNull();
  expect(schedule.due(6000)).toMatchObject({ count: 0 });
  schedule.run(9000);
  expect(schedule.time(9000)).toBe(20);
  expect(schedule.due(9000)).toEqual({ kind: 'ticks', count: 1, time: 20, lateness: 0 });
});

test('a pause in the middle of a period keeps its phase', () => {
  const schedule = new TickSchedule(10);
  schedule.run(0);
  schedule.due(0);
  schedule.pause(40);
  schedule.run(1000);
  expect(schedule.wait(1000)).toBe(60);
  expect(schedule.time(1000)).toBe(40);
});

test('the times of ticks never fall, whatever holds the page up between them, and pauses take nothing away', () => {
  const wait = fc.oneof(
    fc.double({ min: 0, max: 3000, noNaN: true }),
    fc.double({ min: 0, max: 30, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 120 }), fc.array(fc.tuple(wait, wait)), (rate, waits) => {
      const schedule = new TickSchedule(rate);
      let now = 0;
      let last = 0;
      let taken = 0;
      schedule.run(now);
      for (const [before, within] of waits) {
        now += before;
        const due = schedule.due(now);
        if (due.kind === 'ticks' && due.count > 0) {
          expect(due.time).toBeGreaterThanOrEqual(last);
          expect(due.time + rounding).toBeGreaterThanOrEqual(taken * schedule.period);
          last = due.time;
          taken += due.count;
        }
        // Taking them lasts, and then somebody may pause.
        now += within;
        if (due.kind === 'stalled' || within > 20) {
          schedule.pause(now);
          schedule.run(now);
        }
      }
      expect(schedule.taken).toBe(taken);
    }),
    { numRuns: 200 },
  );
});
