import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CoreEvent,
  type CorePhase,
  exitSentence,
  firstState,
  mayRestart,
  supervise,
} from './supervisor.ts';

/** Feeds events in order; the last state and every action on the way. */
function play(...events: CoreEvent[]) {
  let state: CorePhase = firstState.state;
  const actions = firstState.actions.map((action) => action.do as string);
  for (const event of events) {
    const next = supervise(state, event);
    state = next.state;
    actions.push(...next.actions.map((action) => action.do));
  }
  return { state, actions };
}

const ready: CoreEvent = { type: 'ready' };
const stop: CoreEvent = { type: 'stop' };
const exit = (exitCode: number): CoreEvent => ({ type: 'exit', exitCode });

test('the plain life: fork, ready, stop, exit', () => {
  const { state, actions } = play(ready, stop, exit(0));
  expect(state).toEqual({ phase: 'exited', exit: { kind: 'asked' } });
  expect(actions).toEqual([
    'fork',
    'connect-waiting',
    'tell-page',
    'ask-to-stop',
    'reject-waiting',
    'tell-page',
    'reject-waiting',
    'tell-page',
  ]);
  expect(mayRestart(state)).toBe(false);
});

test('a crash rejects who waits, tells the page and may be restarted', () => {
  const { state } = play(ready, exit(9));
  expect(state).toEqual({ phase: 'exited', exit: { kind: 'crashed', exitCode: 9 } });
  expect(mayRestart(state)).toBe(true);
  const again = supervise(state, { type: 'restart' });
  expect(again.state).toEqual({ phase: 'starting' });
  expect(again.actions[0]).toEqual({ do: 'fork' });
});

test('a launch that fails says why, once', () => {
  const failed: CoreEvent = { type: 'failed', message: 'The lab file is open in another window.' };
  const { state, actions } = play(failed, exit(1));
  expect(state).toEqual({
    phase: 'exited',
    exit: { kind: 'launch-failed', message: 'The lab file is open in another window.' },
  });
  expect(actions.filter((action) => action === 'reject-waiting')).toHaveLength(1);
  expect(actions).toContain('kill');
  expect(mayRestart(state)).toBe(true);
  expect(play(exit(134)).state).toMatchObject({ exit: { kind: 'launch-failed' } });
});

test('an exit during stopping was asked for, whatever its code', () => {
  expect(play(ready, stop, exit(15)).state).toEqual({ phase: 'exited', exit: { kind: 'asked' } });
});

test('every end has a sentence', () => {
  expect(exitSentence({ kind: 'crashed', exitCode: 9 })).toContain('code 9');
  expect(exitSentence({ kind: 'asked' })).toContain('stopped');
});

test('in any order of events: an end always rejects who waits, and only a dead process is forked again', () => {
  const event = fc.constantFrom<CoreEvent>(
    ready,
    stop,
    exit(0),
    exit(1),
    { type: 'failed', message: 'why' },
    { type: 'restart' },
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      let state: CorePhase = firstState.state;
      for (const happened of events) {
        const next = supervise(state, happened);
        const did = next.actions.map((action) => action.do);
        if (next.state.phase === 'exited' && state.phase !== 'exited')
          expect(did).toContain('reject-waiting');
        if (did.includes('fork')) expect(state.phase).toBe('exited');
        if (did.includes('connect-waiting')) expect(next.state.phase).toBe('ready');
        state = next.state;
      }
    }),
  );
});
