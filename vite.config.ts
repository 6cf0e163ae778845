import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { mujocoWithoutEval } from './build/without-eval.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Never bundled: Node's own modules, Electron, and packages with native or dynamic parts. */
const external = [
  'electron',
  'better-sqlite3',
  'ws',
  /^@tensorflow\//,
  /^@mujoco\//,
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
];

/** A Node-side environment: its entry points in, one file each out. */
const nodeSide = (outDir: string, input: Record<string, string>, format: 'es' | 'cjs') => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, external: [] },
  build: {
    outDir: at(outDir),
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input,
      external,
      output: {
        format,
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
        // Beside the entries, so that paths relative to a module lead to the same places from every chunk.
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});

export default defineConfig({
  root: at('renderer'),
  base: './',
  publicDir: at('renderer/public'),
  plugins: [svelte({ configFile: at('svelte.config.js') }), mujocoWithoutEval()],
  // A worker of the page is built by itself.
  worker: { format: 'es', plugins: () => [mujocoWithoutEval()] },
  // Bundled ahead of time it would not find its WebAssembly, nor lose what the policy forbids.
  optimizeDeps: { exclude: ['@mujoco/mujoco'] },
  build: { outDir: at('dist/client'), emptyOutDir: true, target: 'chrome130', sourcemap: true },
  environments: {
    client: {},
    main: nodeSide('dist/electron', { main: at('electron/main.ts') }, 'es'),
    preload: nodeSide('dist/preload', { preload: at('electron/preload.ts') }, 'cjs'),
    core: nodeSide(
      'dist/core',
      {
        process: at('core/hosts/port/process.ts'),
        browser: at('core/hosts/browser/main.ts'),
        worker: at('core/runs/worker.ts'),
        cli: at('core/cli/main.ts'),
      },
      'es',
    ),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['client', 'main', 'preload', 'core'])
        await builder.build(builder.environments[name]);
    },
  },
});
