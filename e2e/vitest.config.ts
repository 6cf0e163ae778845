import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** One test at a time: they share the machine with a browser and a server each. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['e2e/**/*.e2e.ts'],
    environment: 'node',
    fileParallelism: false,
    sequence: { concurrent: false },
    // Time limits only end what hangs; a slow machine is no failure.
    expect: { poll: { timeout: 30_000 } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
