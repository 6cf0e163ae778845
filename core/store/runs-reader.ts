import type { LabErrorData } from '../base/errors.ts';
import type { Diagnostics, Run, RunSpec, RunStatus } from '../contract/index.ts';
import { withToday } from '../contract/spec-today.ts';
import type { LabReader } from './api.ts';
import { storedPolicy, storedReward } from './artifacts.ts';
import type { ReadDb } from './connection.ts';
import { notFound } from './errors.ts';
import { decodeMetrics, filterMetrics, joinMetrics } from './metric-chunk.ts';
import type { Row } from './rows.ts';

const parsed = <T>(text: string | null): T | null => (text === null ? null : (JSON.parse(text) as T));

const toRun = (row: Row<'runs'>): Run => ({
  id: row.id,
  name: row.name,
  status: row.status as RunStatus,
  // The file keeps what was written.
  spec: withToday(JSON.parse(row.spec) as RunSpec),
  datasetHash: row.dataset_hash,
  engine: row.engine,
  versions: JSON.parse(row.versions) as Record<string, string>,
  createdAt: row.created_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  iteration: row.iteration,
  error: parsed<LabErrorData>(row.error),
  diagnostics: parsed<Diagnostics>(row.diagnostics),
});

type RunsPart = Pick<LabReader, 'runs' | 'run' | 'runsByStatus'>;
type ResultsPart = Pick<LabReader, 'metrics' | 'checkpoint' | 'rewardArtifact' | 'policyArtifact'>;

/** Reading runs. */
export function runReader(db: ReadDb): RunsPart {
  const byId = db.prepare<[string], Row<'runs'>>('SELECT * FROM runs WHERE id = ?');
  const alive = db.prepare<[], Row<'runs'>>(
    'SELECT * FROM runs WHERE deleted_at IS NULL ORDER BY created_at DESC, key DESC',
  );
  const deleted = db.prepare<[], Row<'runs'>>(
    'SELECT * FROM runs WHERE deleted_at IS NOT NULL ORDER BY created_at DESC, key DESC',
  );
  const byStatus = db.prepare<[string], Row<'runs'>>(
    'SELECT * FROM runs WHERE status = ? AND deleted_at IS NULL ORDER BY key',
  );
  return {
    runs: (query) => (query.deleted === 'no' ? alive : deleted).all().map(toRun),
    run(id) {
      const row = byId.get(id);
      if (row === undefined) throw notFound('run', id);
      return toRun(row);
    },
    runsByStatus: (statuses) =>
      statuses
        .flatMap((status) => byStatus.all(status))
        .sort((a, b) => a.key - b.key)
        .map(toRun),
  };
}

/** Reading what runs produced. */
export function runResultsReader(db: ReadDb): ResultsPart {
  const chunks = db
    .prepare<[string, number], Uint8Array>(
      'SELECT body FROM run_metrics WHERE run_id = ? AND last_iteration > ? ORDER BY first_iteration',
    )
    .pluck();
  const newest = db.prepare<[string], Pick<Row<'run_checkpoints'>, 'iteration' | 'state'>>(
    'SELECT iteration, state FROM run_checkpoints WHERE run_id = ? ORDER BY iteration DESC LIMIT 1',
  );
  const artifact = db.prepare<[string, string], Pick<Row<'run_artifacts'>, 'facts' | 'body'>>(
    'SELECT facts, body FROM run_artifacts WHERE run_id = ? AND kind = ?',
  );
  return {
    metrics: ({ runId, after }) =>
      filterMetrics(
        joinMetrics(chunks.all(runId, after).map(decodeMetrics)),
        (iteration) => iteration > after,
      ),
    checkpoint: (runId) => newest.get(runId) ?? null,
    rewardArtifact(runId) {
      const row = artifact.get(runId, 'reward');
      return row === undefined ? null : storedReward(row);
    },
    policyArtifact(runId) {
      const row = artifact.get(runId, 'policy');
      return row === undefined ? null : storedPolicy(row);
    },
  };
}
