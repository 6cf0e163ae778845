import { beforeEach, expect, test } from 'vitest';
import type { EnvironmentRow } from '../../../../core/contract/index.ts';
import {
  continuousExamples,
  createContinuousEnvironment,
  episodeSeed,
  replayEpisode,
} from '../../../../core/environments/index.ts';
import { LiveDriver } from './live-driver.svelte.ts';
import type { Ticker } from './pacing/ticker.ts';
import { type RecordClient, RecordController } from './record-controller.svelte.ts';

const { spec } = continuousExamples.find(({ id }) => id === 'navigation')!;
const row: EnvironmentRow = {
  id: 'env_0000000000000001',
  name: 'Navigation',
  notes: '',
  spec,
  createdAt: 0,
  updatedAt: 0,
  demonstrations: 0,
};

/** A core that keeps what it is sent, and accepts a take only when it replays exactly. */
function fakeCore() {
  const sent = { observations: [] as number[], actions: [] as number[], times: [] as number[], chunks: 0 };
  const devices: string[] = [];
  let seed = 0;
  let final: number[] = [];
  let takes = 0;
  const client = {
    recording: {
      open: async ({ source }: { source: { device: string } }) => {
        devices.push(source.device);
        return { sessionId: 'ses_1', seed: 7 };
      },
      begin: async () => {
        seed = episodeSeed(7, takes);
        return { id: `demo_${takes}`, take: takes++, seed };
      },
      append: async (
        chunk: Record<'observations' | 'actions' | 'times' | 'finalObservation', Float32Array>,
      ) => {
        sent.chunks++;
        sent.observations.push(...chunk.observations);
        sent.actions.push(...chunk.actions);
        sent.times.push(...chunk.times);
        final = [...chunk.finalObservation];
        return { committed: sent.times.length };
      },
      keep: async ({ cadence }: { cadence: unknown }) => {
        const again = replayEpisode(createContinuousEnvironment(spec), seed, Float32Array.from(sent.actions));
        expect([...sent.observations, ...final]).toEqual(Array.from(again.observations));
        return { id: 'demo_0', take: 0, length: sent.times.length, return: 0, terminated: false, cadence };
      },
      discard: async () => ({}),
    },
    demonstrations: {},
  } as unknown as RecordClient;
  return { client, sent, devices };
}

let core: ReturnType<typeof fakeCore>;
let clock: number;
let wakeUp: { at: number; wake: () => void } | null;
let controller: RecordController;
let driver: LiveDriver;

const ticker: Ticker = {
  wakeIn: (ms, wake) => {
    wakeUp = { at: clock + ms, wake };
  },
  cancel: () => {
    wakeUp = null;
  },
  close: () => {},
};

/** Lets time pass; the driver is woken when it asked to be, but never before `late` milliseconds after. */
function pass(ms: number, late: number): void {
  const end = clock + ms;
  while (wakeUp && wakeUp.at + late <= end) {
    clock = wakeUp.at + late;
    const { wake } = wakeUp;
    wakeUp = null;
    wake();
  }
  clock = end;
}

beforeEach(async () => {
  core = fakeCore();
  clock = 0;
  wakeUp = null;
  controller = new RecordController(core.client, { now: () => clock, sleep: () => new Promise(() => {}) });
  driver = new LiveDriver(
    controller,
    () => ticker,
    () => clock,
  );
  await controller.open(row, '');
  driver.input.codes = driver.scheme?.controls.map((control) => control.codes) ?? [];
});

test('the world waits in its first state until somebody starts, and then runs at its rate', async () => {
  pass(1000, 0);
  expect([controller.phase, controller.steps]).toEqual(['ready', 0]);
  await driver.start('keyboard');
  pass(1000, 0);
  expect(controller.steps).toBe(21);
  expect(controller.rate).toBeCloseTo(20, 6);
  expect([driver.worst, driver.lateTicks]).toEqual([0, 0]);
});

test('keys steer, and the take that is kept replays exactly with its cadence', async () => {
  await driver.start('keyboard');
  driver.input.press('ArrowUp');
  pass(500, 3);
  driver.input.lift('ArrowUp');
  driver.input.press('ArrowLeft');
  pass(500, 3);
  const { steps } = controller;
  await controller.keep();
  expect(controller.error).toBeNull();
  expect(controller.verdict?.text).toContain('19.9 of 20 steps/s, stopped early, re-simulated: exact');
  expect(core.sent.times).toHaveLength(steps);
  expect(core.sent.chunks).toBe(1);
  expect(Math.max(...core.sent.actions)).toBe(1);
  expect(Math.min(...core.sent.actions)).toBe(-1);
  expect(controller.takes[0].demonstration.cadence).toMatchObject({ targetRate: 20, lateTicks: 0 });
  expect(controller.takes[0].trail).toHaveLength(2 * (steps + 1));
});

test('a mouse makes a take of its own device, and leads', async () => {
  driver.input.pointer = { x: 4, y: -3.5 };
  await driver.start('mouse');
  pass(500, 0);
  expect(core.devices).toEqual(['keyboard', 'mouse']);
  expect(controller.action?.[0]).toBeGreaterThan(0.5);
});

test('a pause stops the clock of the take; a stall pauses by itself, says so, and loses no step', async () => {
  await driver.start('keyboard');
  pass(500, 0);
  const before = controller.steps;
  driver.toggle();
  pass(5000, 0);
  expect(controller.steps).toBe(before);
  driver.toggle();
  pass(500, 0);
  expect(controller.steps).toBe(before + 10);
  // The window hangs for two seconds.
  const { wake } = wakeUp as unknown as { wake: () => void };
  clock += 2000;
  wake();
  expect(driver.paused?.reason).toContain('No step was lost');
  expect(controller.steps).toBe(before + 10);
  driver.resume();
  pass(400, 0);
  expect(controller.steps).toBe(before + 19);
  await controller.keep();
  const gaps = core.sent.times.slice(1).map((time, k) => time - core.sent.times[k]);
  expect(Math.max(...gaps)).toBeLessThan(51);
});

test('ticks that came late are taken all the same and counted', async () => {
  await driver.start('keyboard');
  pass(2000, 40);
  expect(controller.steps).toBeGreaterThan(35);
  expect(driver.worst).toBeCloseTo(40, 6);
  expect(driver.lateTicks).toBe(controller.steps - 1);
});

test('a machine that hangs in the middle of a tick and then stalls records times that do not fall', async () => {
  await driver.start('keyboard');
  pass(500, 0);
  const { sample } = driver.input;
  driver.input.sample = (...asked) => {
    clock += 900;
    return sample.apply(driver.input, asked);
  };
  for (let k = 0; k < 2; k++) {
    const { at, wake } = wakeUp as unknown as { at: number; wake: () => void };
    clock = at;
    wake();
  }
  driver.input.sample = sample;
  expect(driver.paused?.reason).toContain('held up');
  driver.resume();
  pass(500, 0);
  await controller.keep();
  const { times } = core.sent;
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('slow motion takes the same steps at a lower rate', async () => {
  driver.setPace(0.5);
  await driver.start('keyboard');
  expect(driver.rate).toBe(10);
  pass(1000, 0);
  expect(controller.steps).toBe(11);
});

test('at the end of the time nothing more is recorded, and the driver sleeps', async () => {
  await driver.start('keyboard');
  pass(60_000, 0);
  expect([controller.phase, controller.steps]).toEqual(['ended', 200]);
  expect(wakeUp).toBeNull();
});
