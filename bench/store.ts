/**
 * How fast steps are recorded and read, in this run on this machine: through the chunk path of the lab file, against a
 * table with a row per step. Both commit as they go, with WAL and synchronous=FULL.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createEnvironment } from '../core/environments/index.ts';
import type { WorldSpec } from '../core/mdp/index.ts';
import { createRecorder } from '../core/recording/index.ts';
import { openLab } from '../core/store/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { report } from './report.ts';

const world: WorldSpec = { kind: 'published', world: 'windy-gridworld', maxSteps: 100_000 };
const totalSteps = 1_000_000;
const episodeSteps = 1000;
const chunk = 256;

/** Plausible steps; what they say does not matter here. */
function madeUp(count: number) {
  return {
    observations: Int32Array.from({ length: count }, (_, t) => (t * 7) % 70),
    actions: Int32Array.from({ length: count }, (_, t) => t % 4),
    rewards: new Float64Array(count).fill(-1),
    times: Float32Array.from({ length: count }, (_, t) => t * 16.6),
    finalObservation: Int32Array.of(3),
  };
}

const seconds = (work: () => void) => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};

/** Median milliseconds of a repeated read. */
function medianMs(repeats: number, work: (i: number) => void): number {
  const times = Array.from({ length: repeats }, (_, i) => 1000 * seconds(() => work(i)));
  return times.sort((a, b) => a - b)[repeats >> 1];
}

function chunkPath(folder: string): Measurement[] {
  const path = join(folder, 'chunks.lab');
  const lab = openLab({ path, mode: 'create', now: () => 0 });
  const recorder = createRecorder({ writer: lab.writer });
  const environmentId = lab.writer.createEnvironment({ name: 'bench', notes: '', spec: world }).id;
  const source = { kind: 'person', name: 'bench', device: 'keyboard' } as const;
  const { sessionId } = recorder.open({ environmentId, source, seed: 1 });
  const steps = madeUp(chunk);
  const recorded = seconds(() => {
    const { id } = recorder.begin({ sessionId });
    for (let from = 0; from < totalSteps; from += chunk) recorder.append({ id, from, ...steps });
  });
  const batch = madeUp(4096);
  const batched = seconds(() => {
    const { id } = recorder.begin({ sessionId });
    for (let from = 0; from < totalSteps; from += 4096) recorder.append({ id, from, ...batch });
  });
  const ids = Array.from({ length: 100 }, () => {
    const { id } = recorder.begin({ sessionId });
    recorder.append({ id, from: 0, ...madeUp(episodeSteps) });
    return id;
  });
  const read = medianMs(1000, (i) => lab.reader.episode(ids[i % ids.length]));
  const { environment, world: built } = createEnvironment(world);
  environment.reset(1);
  const played = seconds(() => {
    for (let t = 0, s = 0; t < 200_000; t++) {
      if (built.mdp.terminal[s] === 1 || t % 90_000 === 0) environment.reset(t);
      const result = environment.step([t % 4]);
      s = result.observation[0];
    }
  });
  const bytes = lab.reader.info().bytes;
  lab.close();
  const rate = (name: string, value: number, target: number | null): Measurement => ({
    name,
    value,
    unit: 'steps/s',
    better: 'higher',
    target,
  });
  return [
    rate('recorded steps, 256 a commit (waits for the disk)', totalSteps / recorded, 800_000),
    rate('recorded steps, 4,096 a commit', totalSteps / batched, 800_000),
    rate('simulated steps', 200_000 / played, null),
    { name: 'read an episode of 1,000 steps', value: read, unit: 'ms', better: 'lower', target: 0.3 },
    {
      name: 'file size per step',
      value: bytes / (2 * totalSteps + 100 * episodeSteps),
      unit: 'bytes',
      better: 'lower',
      target: null,
    },
  ];
}

function rowPerStep(folder: string): Measurement[] {
  const path = join(folder, 'rows.db');
  const db = new Database(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE steps (episode INTEGER, t INTEGER, observation INTEGER, action INTEGER, reward REAL, time REAL,
    PRIMARY KEY (episode, t)) WITHOUT ROWID`);
  const insert = db.prepare('INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?)');
  const steps = madeUp(chunk);
  const commit = db.transaction((episode: number, from: number, count: number) => {
    for (let t = 0; t < count; t++)
      insert.run(
        episode,
        from + t,
        steps.observations[t],
        steps.actions[t],
        steps.rewards[t],
        steps.times[t],
      );
  });
  const some = totalSteps / 5;
  const recorded = seconds(() => {
    for (let from = 0; from < some; from += chunk) commit(Math.floor(from / 1024), from % 1024, chunk);
  });
  const select = db.prepare<[number], unknown>('SELECT * FROM steps WHERE episode = ? ORDER BY t LIMIT 1000');
  const read = medianMs(200, (i) => select.all(i % 100));
  const one = seconds(() => {
    for (let t = 0; t < 2000; t++) commit(1_000_000, t, 1);
  });
  db.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = statSync(path).size;
  db.close();
  const plain = (name: string, value: number, unit: string, better: 'lower' | 'higher'): Measurement => ({
    name: `a row per step${name}`,
    value,
    unit,
    better,
    target: null,
  });
  return [
    plain(', 256 a commit', some / recorded, 'steps/s', 'higher'),
    plain(', each committed', 2000 / one, 'steps/s', 'higher'),
    plain(': read 1,000 steps', read, 'ms', 'lower'),
    plain(': file size per step', bytes / (some + 2000), 'bytes', 'lower'),
  ];
}

/** How long the disk takes to make one small write durable: the floor under every commit. */
function disk(folder: string): Measurement[] {
  const file = openSync(join(folder, 'probe'), 'w');
  const bytes = new Uint8Array(4096);
  const value = medianMs(200, () => {
    writeSync(file, bytes, 0, bytes.length, 0);
    fsyncSync(file);
  });
  closeSync(file);
  return [{ name: 'one fsync of this disk', value, unit: 'ms', better: 'lower', target: null }];
}

function inFolder(measure: (folder: string) => Measurement[]): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'apprentice-bench-'));
  try {
    return measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'the chunk path', run: () => inFolder((folder) => [...disk(folder), ...chunkPath(folder)]) },
  { name: 'a row per step', run: () => inFolder(rowPerStep) },
];

if (import.meta.main) {
  const measured: Measurement[] = [];
  for (const benchmark of benchmarks) measured.push(...(await benchmark.run()));
  process.stdout.write(report(measured));
}
