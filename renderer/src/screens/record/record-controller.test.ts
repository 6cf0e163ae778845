import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { RecordController } from './record-controller.svelte.ts';
import { FakeCore, meadow } from './testing.ts';

let core: FakeCore;
let clock: number;
let sleepers: (() => void)[];
let controller: RecordController;

/** Lets every waiting promise move on. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

beforeEach(async () => {
  core = new FakeCore();
  clock = 0;
  sleepers = [];
  controller = new RecordController(core.client, {
    now: () => clock,
    sleep: () => new Promise((resolve) => sleepers.push(resolve)),
  });
  await controller.open(meadow, 'Ada');
});

async function drive(actions: readonly number[]): Promise<void> {
  for (const action of actions) {
    clock += 100;
    await controller.press(action, 'keyboard');
  }
}

test('opening stands at the start of the first take, with the seed that the core gave', () => {
  expect(controller.phase).toBe('ready');
  expect(controller.take).toBe(0);
  expect(controller.state).toBeGreaterThanOrEqual(0);
  expect(core.sessions).toEqual([{ device: 'keyboard', name: 'Ada' }]);
});

test('any drive that is kept re-simulates exactly in the core, and the next take begins by itself', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 30 }),
      async (actions) => {
        const takes = controller.takes.length;
        await drive(actions);
        await settle();
        await controller.keep();
        expect(controller.error).toBeNull();
        expect(controller.takes.length).toBe(takes + 1);
        expect(controller.verdict?.text).toContain('re-simulated: exact');
        expect(controller.phase).toBe('ready');
        expect(controller.steps).toBe(0);
      },
    ),
    { numRuns: 25 },
  );
});

test('steps leave at once, one chunk in flight, and what comes meanwhile goes together', async () => {
  core.holding = true;
  await drive([1, 1, 1, 2, 2]);
  expect(controller.unsaved).toBe(5);
  core.release();
  await settle();
  core.holding = false;
  core.release();
  await settle();
  expect(core.appends).toBe(2);
  expect(core.mostInFlight).toBe(1);
  expect(core.takes[0].actions).toEqual([1, 1, 1, 2, 2]);
  expect(controller.unsaved).toBe(0);
});

test('a chunk whose answer was lost is not sent twice', async () => {
  core.accidents = ['lost answer'];
  await drive([1, 2, 1]);
  await settle();
  expect(controller.saving).toBe('waiting');
  await controller.reconnected();
  await settle();
  expect(core.takes[0].actions).toEqual([1, 2, 1]);
  await controller.keep();
  expect(controller.takes.length).toBe(1);
});

test('while the core is away driving goes on; keeping says so and works once it is back', async () => {
  core.down = true;
  await drive([1, 1, 2]);
  await settle();
  await controller.keep();
  expect(controller.error?.code).toBe('BackendGone');
  expect(controller.phase).toBe('driving');
  expect(controller.unsaved).toBe(3);
  core.down = false;
  for (const wake of sleepers.splice(0)) wake();
  await settle();
  expect(controller.unsaved).toBe(0);
  await controller.reconnected();
  expect(controller.error).toBeNull();
  await controller.keep();
  expect(core.takes[0].status).toBe('kept');
});

test('discard puts a take away and begins the next; redo before the first step replaces the last kept one', async () => {
  await drive([1]);
  await controller.discard();
  expect(core.takes[0].status).toBe('discarded');
  expect(controller.take).toBe(1);
  await drive([2]);
  await controller.keep();
  await controller.redo();
  expect(core.takes[1].status).toBe('discarded');
  expect(controller.takes).toEqual([]);
  expect(controller.phase).toBe('ready');
});

test('redo in the middle of a take drives again', async () => {
  await drive([1, 1]);
  await controller.redo();
  expect(core.takes[0].status).toBe('discarded');
  expect([controller.phase, controller.steps, controller.take]).toEqual(['ready', 0, 1]);
});

test('a take driven with another device belongs to a session that says so', async () => {
  await controller.press(1, 'gamepad');
  expect(core.sessions.map((session) => session.device)).toEqual(['keyboard', 'gamepad']);
  expect(core.takes[0].status).toBe('discarded');
  expect(controller.steps).toBe(1);
  await settle();
  await controller.keep();
  expect(controller.error).toBeNull();
});

test('after the end of an episode nothing more is recorded until it is decided', async () => {
  const maxSteps = controller.world?.maxSteps ?? 0;
  await drive(Array.from({ length: maxSteps + 5 }, () => 3));
  expect(controller.phase).toBe('ended');
  expect(controller.steps).toBe(maxSteps);
  await settle();
  await controller.keep();
  expect(controller.verdict?.text).toContain('ran out of time');
});

test('keeping an empty take does nothing; impossible actions are ignored', async () => {
  await controller.keep();
  await controller.discard();
  await controller.press(99, 'keyboard');
  expect([controller.phase, controller.steps, controller.takes.length]).toEqual(['ready', 0, 0]);
});

test('the rate is what the clock says', async () => {
  await drive([1, 1, 1, 1]);
  expect(controller.rate).toBeCloseTo(10, 9);
  expect(controller.jitter).toBeCloseTo(0, 9);
});

test('a core that is away when the session is opened is asked again when it is back', async () => {
  const late = new RecordController(core.client, { now: () => 0, sleep: async () => {} });
  core.down = true;
  await late.open(meadow, '');
  expect([late.phase, late.error?.code]).toEqual(['closed', 'BackendGone']);
  core.down = false;
  await late.reconnected();
  expect(late.phase).toBe('ready');
});

test('a new driver takes over with the next take; the one under way is not cut', async () => {
  await drive([1, 1]);
  await controller.open(meadow, 'Grace');
  expect([controller.phase, controller.steps]).toEqual(['driving', 2]);
  await settle();
  await controller.keep();
  expect(core.takes[0].status).toBe('kept');
  expect(core.sessions.map((session) => session.name)).toEqual(['Ada', 'Grace']);
  expect([controller.phase, controller.steps, controller.takes.length]).toEqual(['ready', 0, 1]);
});

test('a key between keeping and the next take is the first step of that take, and only one is kept', async () => {
  await drive([1]);
  await settle();
  const keeping = controller.keep();
  await controller.press(2, 'keyboard');
  await controller.press(2, 'keyboard');
  await keeping;
  await settle();
  expect(core.takes[0].actions).toEqual([1]);
  expect(core.takes[1].actions).toEqual([2]);
  expect([controller.phase, controller.steps]).toEqual(['driving', 1]);
});

test('a key that came while keeping failed is forgotten', async () => {
  await drive([1]);
  await settle();
  core.down = true;
  const keeping = controller.keep();
  await controller.press(2, 'keyboard');
  await keeping;
  expect([controller.phase, controller.steps]).toEqual(['driving', 1]);
  core.down = false;
  await controller.keep();
  expect([controller.phase, controller.steps]).toEqual(['ready', 0]);
});

test('the environment is read anew while another device opens its session: the take begins all the same', async () => {
  const pressed = controller.press(1, 'gamepad');
  // What a refreshed list of environments does: an equal row, opened again.
  await Promise.all([pressed, controller.open({ ...meadow }, 'Ada')]);
  expect([controller.phase, controller.steps]).toEqual(['driving', 1]);
  expect(core.sessions.map(({ device }) => device)).toEqual(['keyboard', 'gamepad']);
});
