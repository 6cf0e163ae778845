/** Wakes the page after some milliseconds, in a background tab and beside a busy screen, too. */

export interface Ticker {
  /** Calls back once, in so many milliseconds; an earlier call that is still out is forgotten. */
  wakeIn(ms: number, wake: () => void): void;
  /** Forgets what is out. */
  cancel(): void;
  close(): void;
}

/**
 * A timer in a worker: a page's own timers wait for 4 ms at least and a second in a hidden tab, and frames come at the
 * screen's rate, not the environment's. Falls back to the page's timers where no worker can be had.
 */
export function openTicker(): Ticker {
  try {
    return workerTicker(new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' }));
  } catch {
    return pageTicker();
  }
}

function workerTicker(worker: Worker): Ticker {
  let wanted = 0;
  let waiting: (() => void) | null = null;
  let fallback: Ticker | null = null;
  worker.addEventListener('message', (event: MessageEvent<number>) => {
    if (event.data !== wanted || !waiting) return;
    const wake = waiting;
    waiting = null;
    wake();
  });
  // A worker that cannot be loaded must not leave the world standing.
  worker.addEventListener('error', () => {
    fallback = pageTicker();
    if (waiting) fallback.wakeIn(0, waiting);
  });
  return {
    wakeIn(ms, wake) {
      if (fallback) {
        fallback.wakeIn(ms, wake);
        return;
      }
      waiting = wake;
      worker.postMessage({ ms, id: ++wanted });
    },
    cancel() {
      waiting = null;
      fallback?.cancel();
    },
    close() {
      waiting = null;
      fallback?.cancel();
      worker.terminate();
    },
  };
}

export function pageTicker(): Ticker {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    wakeIn(ms, wake) {
      clearTimeout(timer);
      timer = setTimeout(wake, ms);
    },
    cancel: () => clearTimeout(timer),
    close: () => clearTimeout(timer),
  };
}
