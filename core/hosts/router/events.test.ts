import { expect, test } from 'vitest';
import type { LabEvent } from '../../contract/index.ts';
import { LabEvents } from './events.ts';

const progress = (runId: string, iteration: number): LabEvent => ({
  type: 'progress',
  progress: { runId, status: 'running', iteration, maxIterations: 100, etaMs: null, metrics: {} },
});

/** Reads `count` events. */
async function take(stream: AsyncIterator<LabEvent>, count: number): Promise<LabEvent[]> {
  const events: LabEvent[] = [];
  while (events.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    events.push(value);
  }
  return events;
}

test('events arrive in order, from the moment of subscribing', async () => {
  const events = new LabEvents();
  events.changed('runs', ['before']);
  const stream = events.subscribe(undefined);
  events.changed('runs', ['a']);
  events.publish(progress('a', 1));
  expect(await take(stream, 2)).toEqual([{ type: 'changed', topic: 'runs', ids: ['a'] }, progress('a', 1)]);
});

test('a slow listener holds the newest progress of each run and one change per topic', async () => {
  const events = new LabEvents();
  const stream = events.subscribe(undefined);
  for (let i = 0; i < 10_000; i++) {
    events.publish(progress('a', i));
    events.publish(progress('b', 2 * i));
    events.changed('demonstrations', [`id${i % 7}`]);
  }
  const got = await take(stream, 3);
  expect(got.slice(0, 2)).toEqual([progress('a', 9999), progress('b', 19_998)]);
  expect(got[2]).toMatchObject({ type: 'changed', topic: 'demonstrations' });
  expect(new Set((got[2] as { ids: string[] }).ids).size).toBe(7);
  // Nothing else waits: the next event is a new one.
  events.changed('datasets', ['x']);
  expect(await take(stream, 1)).toEqual([{ type: 'changed', topic: 'datasets', ids: ['x'] }]);
});

test('"anything may have changed" is not narrowed by a later id, and very many ids become it', async () => {
  const events = new LabEvents();
  const stream = events.subscribe(undefined);
  events.changed('environments', []);
  events.changed('environments', ['one']);
  for (let i = 0; i < 2000; i++) events.changed('runs', [`run${i}`]);
  expect(await take(stream, 2)).toEqual([
    { type: 'changed', topic: 'environments', ids: [] },
    { type: 'changed', topic: 'runs', ids: [] },
  ]);
});

test('an aborted listener ends and is forgotten; closing ends all', async () => {
  const events = new LabEvents();
  const abort = new AbortController();
  const one = events.subscribe(abort.signal);
  const two = events.subscribe(undefined);
  const waiting = one.next();
  expect(events.listeners).toBe(2);
  abort.abort();
  expect((await waiting).done).toBe(true);
  expect(events.listeners).toBe(1);
  const last = two.next();
  events.close();
  expect((await last).done).toBe(true);
  expect(events.listeners).toBe(0);
});

test('a listener that stops reading is forgotten', async () => {
  const events = new LabEvents();
  const stream = events.subscribe(undefined);
  events.changed('runs', ['a']);
  for await (const _event of stream) break;
  expect(events.listeners).toBe(0);
});
