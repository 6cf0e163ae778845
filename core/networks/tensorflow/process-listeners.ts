const events = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Runs a loader and takes away the listeners for uncaught errors that it put on the process: the WebAssembly backend's rethrow what
 * they catch, which would turn every rejection of ours into a crash without its own stack.
 */
export async function keepingProcessListeners<T>(load: () => Promise<T>): Promise<T> {
  if (typeof process === 'undefined') return load();
  const before = events.map((event) => new Set(process.listeners(event as 'uncaughtException')));
  try {
    return await load();
  } finally {
    events.forEach((event, i) => {
      for (const listener of process.listeners(event as 'uncaughtException')) {
        if (!before[i].has(listener)) process.removeListener(event, listener);
      }
    });
  }
}
