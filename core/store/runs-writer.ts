import { LabError } from '../base/errors.ts';
import type { LabReader, LabWriter } from './api.ts';
import { policyParts, rewardParts } from './artifacts.ts';
import type { WriteDb } from './connection.ts';
import { newId } from './ids.ts';
import { decodeMetrics, encodeMetrics, filterMetrics, joinMetrics } from './metric-chunk.ts';
import type { Row } from './rows.ts';

/** Rows of curves that one BLOB holds before the next is begun. */
const metricRows = 512;
const checkpointsKept = 2;

const text = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Writing runs. */
export function runWriter(
  db: WriteDb,
  reader: Pick<LabReader, 'run' | 'environment' | 'dataset'>,
  now: () => number,
): Pick<LabWriter, 'createRun' | 'updateRun' | 'interruptRunning'> {
  const insert = db.prepare(
    `INSERT INTO runs (id, name, status, algorithm, environment_id, dataset_id, source_run_id, spec, dataset_hash,
       engine, versions, iteration, created_at) VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
  );
  const update = db.prepare(
    `UPDATE runs SET name = ?, status = ?, started_at = ?, ended_at = ?, iteration = ?, error = ?, diagnostics = ?,
       engine = ?, versions = ? WHERE id = ?`,
  );
  const interrupt = db
    .prepare<[number], string>(
      "UPDATE runs SET status = 'interrupted', ended_at = ? WHERE status = 'running' RETURNING id",
    )
    .pluck();
  return {
    createRun({ name, spec, datasetHash, engine, versions }) {
      reader.environment(spec.environmentId);
      const datasetId = 'datasetId' in spec ? spec.datasetId : null;
      const sourceRunId = 'sourceRunId' in spec ? spec.sourceRunId : null;
      if (datasetId !== null) reader.dataset(datasetId);
      if (sourceRunId !== null) reader.run(sourceRunId);
      const id = newId('run');
      insert.run(
        id,
        name,
        spec.algorithm,
        spec.environmentId,
        datasetId,
        sourceRunId,
        JSON.stringify(spec),
        datasetHash,
        engine,
        JSON.stringify(versions),
        now(),
      );
      return reader.run(id);
    },
    updateRun(id, changes) {
      const run = { ...reader.run(id), ...changes };
      update.run(
        run.name,
        run.status,
        run.startedAt,
        run.endedAt,
        run.iteration,
        text(run.error),
        text(run.diagnostics),
        run.engine,
        JSON.stringify(run.versions),
        id,
      );
      return reader.run(id);
    },
    interruptRunning: () => interrupt.all(now()),
  };
}

/** Writing the curves of runs. */
export function metricsWriter(db: WriteDb): Pick<LabWriter, 'appendMetrics' | 'dropMetricsAfter'> {
  const tailOf = db.prepare<[string], Row<'run_metrics'>>(
    'SELECT * FROM run_metrics WHERE run_id = ? ORDER BY first_iteration DESC LIMIT 1',
  );
  const put = db.prepare<[string, number, number, Uint8Array]>(
    `INSERT INTO run_metrics (run_id, first_iteration, last_iteration, body) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET last_iteration = excluded.last_iteration, body = excluded.body`,
  );
  const after = db.prepare<[string, number], Row<'run_metrics'>>(
    'SELECT * FROM run_metrics WHERE run_id = ? AND last_iteration > ?',
  );
  const drop = db.prepare('DELETE FROM run_metrics WHERE run_id = ? AND first_iteration = ?');
  const store = (runId: string, metrics: Parameters<typeof encodeMetrics>[0]) => {
    const { iterations } = metrics;
    put.run(runId, iterations[0], iterations[iterations.length - 1], encodeMetrics(metrics));
  };
  return {
    appendMetrics: db.transaction(({ runId, metrics }: Parameters<LabWriter['appendMetrics']>[0]) => {
      const { iterations } = metrics;
      if (iterations.length === 0) return;
      const tail = tailOf.get(runId);
      for (let row = 0; row < iterations.length; row++) {
        const before = row === 0 ? (tail?.last_iteration ?? -1) : iterations[row - 1];
        if (!(iterations[row] > before))
          throw new LabError('Conflict', 'Iterations of a run’s curves must grow.', {
            where: `metrics.iterations[${row}]`,
            kept: `The curves up to iteration ${tail?.last_iteration ?? -1} are kept.`,
          });
      }
      const old = tail === undefined ? null : decodeMetrics(tail.body);
      const joins = old !== null && old.iterations.length + iterations.length <= metricRows;
      store(runId, joins ? joinMetrics([old, metrics]) : metrics);
    }),
    dropMetricsAfter: db.transaction(({ runId, iteration }: { runId: string; iteration: number }) => {
      for (const row of after.all(runId, iteration)) {
        drop.run(runId, row.first_iteration);
        const rest = filterMetrics(decodeMetrics(row.body), (of) => of <= iteration);
        if (rest.iterations.length > 0) store(runId, rest);
      }
    }),
  };
}

/** Writing what runs produced. */
export function runResultsWriter(
  db: WriteDb,
  reader: Pick<LabReader, 'run'>,
  now: () => number,
): Pick<LabWriter, 'saveCheckpoint' | 'saveReward' | 'savePolicy'> {
  const putCheckpoint = db.prepare(
    'INSERT OR REPLACE INTO run_checkpoints (run_id, iteration, state, created_at) VALUES (?, ?, ?, ?)',
  );
  const dropOld = db.prepare(
    `DELETE FROM run_checkpoints WHERE run_id = ? AND iteration NOT IN (
       SELECT iteration FROM run_checkpoints WHERE run_id = ? ORDER BY iteration DESC LIMIT ${checkpointsKept})`,
  );
  const putArtifact = db.prepare(
    'INSERT OR REPLACE INTO run_artifacts (run_id, kind, facts, body, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const put = (kind: 'reward' | 'policy', facts: { readonly runId: string }, body: Uint8Array) => {
    reader.run(facts.runId);
    putArtifact.run(facts.runId, kind, JSON.stringify(facts), body, now());
  };
  return {
    saveCheckpoint: db.transaction(
      ({ runId, iteration, state }: Parameters<LabWriter['saveCheckpoint']>[0]) => {
        reader.run(runId);
        putCheckpoint.run(runId, iteration, state, now());
        dropOld.run(runId, runId);
      },
    ),
    saveReward(artifact) {
      const { facts, body } = rewardParts(artifact);
      put('reward', facts, body);
    },
    savePolicy(artifact) {
      const { facts, body } = policyParts(artifact);
      put('policy', facts, body);
    },
  };
}
