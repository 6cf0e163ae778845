/**
 * The life of the core process as a state machine, without the process: starting → ready → stopping → exited.
 * The shell feeds it what happens and does what it says.
 */

export type Exit =
  | { readonly kind: 'asked' }
  | { readonly kind: 'launch-failed'; readonly message: string }
  | { readonly kind: 'crashed'; readonly exitCode: number };

export type CorePhase =
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'stopping' }
  | { readonly phase: 'exited'; readonly exit: Exit };

export type CoreEvent =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'stop' }
  | { readonly type: 'exit'; readonly exitCode: number }
  | { readonly type: 'restart' };

export type CoreAction =
  | { readonly do: 'fork' }
  | { readonly do: 'connect-waiting' }
  | { readonly do: 'reject-waiting'; readonly reason: string }
  | { readonly do: 'ask-to-stop' }
  | { readonly do: 'kill' }
  | { readonly do: 'tell-page' };

export interface Supervised {
  readonly state: CorePhase;
  readonly actions: readonly CoreAction[];
}

/** The first state: the process is being forked. */
export const firstState: Supervised = { state: { phase: 'starting' }, actions: [{ do: 'fork' }] };

const stay = (state: CorePhase): Supervised => ({ state, actions: [] });

/** What the page is told of an exit. */
export function exitSentence(exit: Exit): string {
  if (exit.kind === 'asked') return 'The core process was stopped.';
  if (exit.kind === 'launch-failed') return exit.message;
  return `The core process ended unexpectedly (code ${exit.exitCode}). Everything committed is in the lab file.`;
}

/** A restart is offered after every end that nobody asked for. */
export function mayRestart(state: CorePhase): boolean {
  return state.phase === 'exited' && state.exit.kind !== 'asked';
}

/** One step of the machine. Events that do not fit the phase (a late message of a dead process) change nothing. */
export function supervise(state: CorePhase, event: CoreEvent): Supervised {
  switch (event.type) {
    case 'ready':
      if (state.phase !== 'starting') return stay(state);
      return { state: { phase: 'ready' }, actions: [{ do: 'connect-waiting' }, { do: 'tell-page' }] };
    case 'failed':
      if (state.phase !== 'starting') return stay(state);
      return ended({ kind: 'launch-failed', message: event.message }, [{ do: 'kill' }]);
    case 'stop':
      if (state.phase === 'exited' || state.phase === 'stopping') return stay(state);
      return {
        state: { phase: 'stopping' },
        actions: [
          { do: 'ask-to-stop' },
          { do: 'reject-waiting', reason: exitSentence({ kind: 'asked' }) },
          { do: 'tell-page' },
        ],
      };
    case 'exit':
      if (state.phase === 'exited') return stay(state);
      if (state.phase === 'stopping') return ended({ kind: 'asked' }, []);
      if (state.phase === 'starting')
        return ended(
          {
            kind: 'launch-failed',
            message: `The core process ended while starting (code ${event.exitCode}).`,
          },
          [],
        );
      return ended({ kind: 'crashed', exitCode: event.exitCode }, []);
    case 'restart':
      if (!mayRestart(state)) return stay(state);
      return { state: { phase: 'starting' }, actions: [{ do: 'fork' }, { do: 'tell-page' }] };
  }
}

function ended(exit: Exit, before: readonly CoreAction[]): Supervised {
  return {
    state: { phase: 'exited', exit },
    actions: [...before, { do: 'reject-waiting', reason: exitSentence(exit) }, { do: 'tell-page' }],
  };
}
