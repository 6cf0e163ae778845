/** What installers hold: the built command line, worker, core process and preload run by themselves. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { scratchHome } from './support/server.ts';

const home = scratchHome();
afterAll(() => home.remove());

function runNode(args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, APPRENTICE_HOME: home.path },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    err += data;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}

test('the built command line records, trains in its built worker, and reports', async () => {
  const folder = join(home.path, 'demo');
  const { code, out, err } = await runNode([
    'dist/core/cli.js',
    'demo',
    '--episodes',
    '10',
    '--out',
    folder,
    '--json',
  ]);
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out).diagnostics.converged).toBe(true);
});

test('the built core process opens its lab, says so, and closes it when asked', async () => {
  const lab = join(home.path, 'core.lab');
  const { code, out, err } = await runNode([
    'e2e/support/parent-port.mjs',
    'dist/core/process.js',
    '--lab',
    lab,
  ]);
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([{ type: 'apprentice:ready', labPath: lab }]);
});

test('the built preload needs nothing but Electron and gives the page the bridge alone', () => {
  const required: string[] = [];
  const exposed: Record<string, object> = {};
  const ipcRenderer = { on: () => {}, off: () => {}, invoke: async () => ({ ok: true, value: null }) };
  const contextBridge = {
    exposeInMainWorld: (name: string, value: object) => {
      exposed[name] = value;
    },
  };
  runInNewContext(readFileSync('dist/preload/preload.cjs', 'utf8'), {
    require: (name: string) => {
      required.push(name);
      return { ipcRenderer, contextBridge };
    },
    process: { platform: 'linux' },
    window: { addEventListener: () => {}, postMessage: () => {}, location: { origin: 'app://apprentice' } },
  });
  expect(required).toEqual(['electron']);
  expect(Object.keys(exposed)).toEqual(['apprentice']);
  expect(Object.keys(exposed.apprentice ?? {}).sort()).toEqual([
    'onCoreState',
    'onMenu',
    'openLab',
    'openLabDialog',
    'platform',
    'recentLabs',
    'restartCore',
    'saveLabDialog',
  ]);
});

test('the built shell imports Electron and Node alone', () => {
  const shell = readFileSync('dist/electron/main.js', 'utf8');
  const imported = [...shell.matchAll(/^import\s.*?from\s+["']([^"']+)["']/gm)].map(
    (found) => found[1] ?? '',
  );
  expect(imported).toContain('electron');
  for (const name of imported) expect(name).toMatch(/^(electron|node:.+|[a-z_/]+)$/);
  expect(imported.filter((name) => name.startsWith('.'))).toEqual([]);
});
