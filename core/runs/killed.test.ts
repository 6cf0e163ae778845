/** A real process that trains, killed without warning: the run goes on from its last checkpoint, bit for bit. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { softSolveDefaults } from '../inference/soft-solve/spec.ts';
import { openLab } from '../store/index.ts';
import { createRunManager } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Kills in the loop below. */
const kills = 6;

/** Trains in a process of its own, and kills that some time after it has saved more than `beyond` iterations. */
async function trainAndKill(path: string, runId: string, beyond: number, afterMs: number): Promise<number> {
  const program = fileURLToPath(new URL('testing/train.ts', import.meta.url));
  const child = spawn(process.execPath, [program, path, runId], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let saved = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line);
    if ('ended' in said) throw new Error(`the run ended as ${said.ended} before it could be killed`);
    saved = said.saved;
    if (saved > beyond) break;
  }
  // It goes on saving meanwhile, so the end comes anywhere: in a sweep, in a commit, between two.
  await setTimeout(afterMs);
  child.kill('SIGKILL');
  await exited;
  return saved;
}

test('killed again and again while training, a run ends as if nothing had happened', async () => {
  const path = join(folder, 'a.lab');
  const first = openLab({ path, mode: 'create', now: Date.now });
  // Far-sighted and exact: many thousand sweeps over a random world.
  const environment = first.writer.createEnvironment({
    name: 'Random',
    notes: '',
    spec: {
      kind: 'random',
      states: 300,
      actions: 4,
      branching: 4,
      features: 2,
      seed: 1,
      maxSteps: 100,
    },
  });
  const settings = { ...softSolveDefaults(), discount: 0.9996, tolerance: 1e-9 };
  const spec = {
    algorithm: 'soft-solve',
    environmentId: environment.id,
    sourceRunId: null,
    settings,
    seed: 0,
  } as const;
  const about = { spec, datasetHash: null, engine: 'test', versions: {} };
  const killed = first.writer.createRun({ name: 'killed', ...about });
  first.close();

  const moments = Random.fromSeed(20);
  let saved = 0;
  for (let kill = 0; kill < kills; kill++) {
    saved = await trainAndKill(path, killed.id, saved + 100, 20 * moments.uniform());
    const between = openLab({ path, mode: 'open', now: Date.now });
    expect(between.reader.problems()).toEqual([]);
    expect(between.reader.checkpoint(killed.id)?.iteration).toBeGreaterThanOrEqual(saved);
    between.close();
  }

  const lab = openLab({ path, mode: 'open', now: Date.now });
  const { writer } = lab;
  const runs = createRunManager({ writer, workers: 1, now: Date.now, onEvent: () => {} });
  expect(writer.run(killed.id).status).toBe('interrupted');
  // The curves end with the checkpoint: nothing is lost before it, nothing doubled after.
  const { iterations } = writer.metrics({ runId: killed.id, after: -1 });
  expect(iterations.at(-1)).toBe(writer.checkpoint(killed.id)?.iteration);

  const alone = writer.createRun({ name: 'alone', ...about });
  runs.resume(killed.id);
  expect((await runs.settled(killed.id)).status).toBe('finished');
  expect((await runs.settled(alone.id)).status).toBe('finished');
  const produced = (id: string) => ({
    reward: { ...writer.rewardArtifact(id), runId: '' },
    policy: { ...writer.policyArtifact(id), runId: '' },
    metrics: writer.metrics({ runId: id, after: -1 }),
    state: writer.checkpoint(id)?.state,
  });
  expect(produced(killed.id)).toEqual(produced(alone.id));
  await runs.close();
  lab.close();
}, 60_000);
