import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import * as contract from '../contract/index.ts';
import { openLab } from '../store/index.ts';
import { scratch, tickingClock } from '../store/testing.ts';
import { checkLab, createRecorder } from './index.ts';

test('a lab file frozen at schema version 1 opens, replays, and goes on', async () => {
  const { folder, clean } = scratch();
  const path = join(folder, 'frozen.lab');
  const sql = readFileSync(fileURLToPath(new URL('../store/fixtures/v1.sql', import.meta.url)), 'utf8');
  new Database(path).exec(sql).close();
  const lab = openLab({ path, mode: 'open', now: tickingClock() });
  try {
    const { reader } = lab;
    expect(await checkLab(reader)).toEqual({ demonstrationsReplayed: 4, problems: [] });
    expect(reader.counts()).toEqual({ environments: 1, demonstrations: 3, steps: 35, datasets: 1, runs: 1 });
    const [dataset] = contract.dataset.array().parse(reader.datasets({ deleted: 'no' }));
    expect(dataset).toMatchObject({ name: 'Two', demonstrations: 2, steps: 30 });
    const [run] = contract.run.array().parse(reader.runs({ deleted: 'no' }));
    expect(run).toMatchObject({ status: 'finished', datasetHash: dataset.contentHash });
    expect(reader.metrics({ runId: run.id, after: 1 }).values.featureGap).toEqual(Float64Array.of(0.25));
    expect(reader.rewardArtifact(run.id)).toMatchObject({
      kind: 'tabular',
      weights: Float64Array.of(0.5, -0.5),
    });
    expect(reader.policyArtifact(run.id)).not.toBeNull();
    expect(reader.checkpoint(run.id)?.iteration).toBe(2);
    expect(reader.comparisons({ deleted: 'no' })).toHaveLength(1);
    expect(reader.readState()).toEqual({ screen: '"infer"' });
    const recorder = createRecorder({ writer: lab.writer });
    const [take] = recorder.unfinished();
    recorder.discard({ id: take.id });
    expect(recorder.begin({ sessionId: take.sessionId }).take).toBe(1);
  } finally {
    lab.close();
    clean();
  }
});
