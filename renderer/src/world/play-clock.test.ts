import { expect, test } from 'vitest';
import { PlayClock } from './play-clock.svelte.ts';

function fakeFrames() {
  let waiting: ((now: number) => void) | null = null;
  return {
    request: (callback: (now: number) => void) => {
      waiting = callback;
      return 1;
    },
    cancel: () => {
      waiting = null;
    },
    show(now: number) {
      const callback = waiting;
      waiting = null;
      callback?.(now);
    },
    get idle() {
      return waiting === null;
    },
  };
}

test('plays at its speed, however the frames fall, and stops at the end', () => {
  const frames = fakeFrames();
  const clock = new PlayClock(frames);
  clock.reset(20);
  clock.play();
  frames.show(1000);
  for (const now of [1100, 1130, 1490, 2000]) frames.show(now);
  expect(clock.at).toBe(8);
  frames.show(9000);
  expect([clock.at, clock.playing, frames.idle]).toEqual([20, false, true]);
  clock.play();
  expect(clock.at).toBe(0);
});

test('stepping pauses, seeking stays within the episode', () => {
  const clock = new PlayClock(fakeFrames());
  clock.reset(5);
  clock.play();
  clock.step(1);
  expect([clock.at, clock.playing]).toEqual([1, false]);
  clock.seek(99);
  expect(clock.at).toBe(5);
  clock.seek(-3);
  expect(clock.at).toBe(0);
  clock.seek(4);
  clock.extend(2);
  expect(clock.at).toBe(2);
});

test('speed goes up and down in steps and stops at the ends', () => {
  const clock = new PlayClock(fakeFrames());
  for (let i = 0; i < 20; i++) clock.faster();
  expect(clock.speed).toBe(64);
  for (let i = 0; i < 20; i++) clock.slower();
  expect(clock.speed).toBe(1);
});
