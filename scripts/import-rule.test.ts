import { expect, test } from 'vitest';
import { globalViolations, importViolation, packageOf, targetOf } from './import-rule.ts';
import { globalsOf, scriptOf, specifiersOf } from './source-reader.ts';

const builtins = new Set(['fs', 'path']);
const why = (file: string, specifier: string) => importViolation({ file, specifier }, builtins);

test('specifiers resolve against their file', () => {
  expect(targetOf({ file: 'core/inverse/maxent/index.ts', specifier: '../../mdp/index.ts' })).toBe(
    'core/mdp/index.ts',
  );
  expect(targetOf({ file: 'renderer/src/a.ts', specifier: './b.svg?url' })).toBe('renderer/src/b.svg');
  expect(targetOf({ file: 'core/a.ts', specifier: 'zod' })).toBeNull();
  expect(packageOf('@orpc/client/standard')).toBe('@orpc/client');
  expect(packageOf('zod/v4')).toBe('zod');
});

test('a folder of core imports itself and those above it', () => {
  expect(why('core/runs/manager.ts', '../store/api.ts')).toBeNull();
  expect(why('core/runs/manager.ts', './queue.ts')).toBeNull();
  expect(why('core/store/lab.ts', '../runs/queue.ts')).toContain('core/store comes before core/runs');
  expect(why('core/mdp/build.ts', '../nonsense/x.ts')).toContain('core/nonsense is not a folder of core');
  expect(why('core/hosts/browser/main.ts', '../../../renderer/src/x.ts')).toContain(
    'core runs without renderer/',
  );
  expect(why('core/runs/versions.ts', '../../package.json')).toBeNull();
  expect(why('core/mdp/build.ts', '../../package.json')).toContain('core runs without package.json');
  expect(why('core/hosts/port/process.ts', '../../../electron/bridge.ts')).toContain(
    'core runs without electron/',
  );
});

test('folders that run anywhere use neither Node nor other packages', () => {
  expect(why('core/mdp/build.ts', 'node:fs')).toContain('runs in pages and workers too');
  expect(why('core/mdp/build.ts', 'fs')).toContain('runs in pages and workers too');
  expect(why('core/mdp/build.ts', 'better-sqlite3')).toContain('may use only zod');
  expect(why('core/mdp/build.ts', 'zod')).toBeNull();
  expect(why('core/environments/mujoco/load.ts', '@mujoco/mujoco')).toBeNull();
  expect(why('core/mdp/build.test.ts', 'node:fs')).toBeNull();
  expect(why('core/store/lab.ts', 'node:fs')).toBeNull();
  expect(why('core/store/lab.ts', 'better-sqlite3')).toBeNull();
});

test('the page knows the contract, the worlds and the bridge', () => {
  expect(why('renderer/src/lab/client.ts', '../../../core/contract/index.ts')).toBeNull();
  expect(why('renderer/src/lab/client.ts', '../../../core/store/api.ts')).toContain('through the contract');
  expect(why('renderer/src/lab/client.ts', '../../../electron/bridge.ts')).toBeNull();
  expect(why('renderer/src/lab/client.ts', '../../../electron/rules/sender.ts')).toContain(
    'electron/bridge.ts',
  );
  expect(why('renderer/src/lab/client.ts', 'node:path')).toContain('no Node');
  expect(why('renderer/src/lab/client.ts', '../../../scripts/x.ts')).toContain('not scripts/');
});

test('only the shell loads Electron, and no test does', () => {
  expect(why('electron/main.ts', 'electron')).toBeNull();
  expect(why('electron/shell/window.ts', 'electron')).toBeNull();
  expect(why('electron/rules/menu.ts', 'electron')).toContain('keep this file pure');
  expect(why('core/hosts/port/process.ts', 'electron')).toContain('keep this file pure');
  expect(why('electron/shell/window.test.ts', 'electron')).toContain('keep this file pure');
  expect(why('electron/rules/menu.test.ts', '../shell/menu.ts')).toContain('loads Electron');
  expect(why('electron/rules/menu.ts', '../../core/store/api.ts')).toContain('no SQL and no maths');
});

test('algorithms take their randomness and their time as arguments', () => {
  const used = globalsOf('a.ts', 'const x = Math.random() + Date.now(); const t = { Buffer: 1 }; t.Buffer;');
  expect(globalViolations('core/mdp/a.ts', used)).toEqual([
    'uses Math.random: take a random stream of core/base/random.ts as an argument',
    'uses Date.now: take the time as an argument',
  ]);
  expect(globalViolations('core/store/a.ts', used)).toEqual([]);
  expect([...globalsOf('a.ts', 'function f(window: number) { return window; }')]).not.toContain('window');
});

test('imports of every form are found, in Svelte files too', () => {
  const text = `
    import { a } from './a.ts';
    import type { B } from './b.ts';
    export * from './c.ts';
    const d = await import('./d.ts');
    // import './not.ts'
  `;
  expect(specifiersOf('x.ts', text)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts']);
  const svelte = `<script lang="ts" module>import './m.ts';</script><script>import './s.ts';</script><p>import './no.ts'</p>`;
  expect(specifiersOf('x.svelte', scriptOf('x.svelte', svelte))).toEqual(['./m.ts', './s.ts']);
});
