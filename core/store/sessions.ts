import type { Source } from '../contract/index.ts';
import type { LabReader, LabWriter, Session } from './api.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { notFound } from './errors.ts';
import { newId } from './ids.ts';
import type { Row } from './rows.ts';

const toSession = (row: Row<'sessions'>): Session => ({
  id: row.id,
  environmentId: row.environment_id,
  source: JSON.parse(row.source) as Source,
  seed: row.seed,
  createdAt: row.created_at,
});

/** Reading recording sessions. */
export function sessionReader(db: ReadDb): Pick<LabReader, 'session' | 'sessions' | 'nextTake'> {
  const byId = db.prepare<[string], Row<'sessions'>>('SELECT * FROM sessions WHERE id = ?');
  const all = db.prepare<[], Row<'sessions'>>('SELECT * FROM sessions ORDER BY key');
  const next = db
    .prepare<[string], number>(
      'SELECT coalesce(max(take) + 1, 0) FROM demonstrations WHERE session_id = ? AND trimmed_from IS NULL',
    )
    .pluck();
  return {
    session(id) {
      const row = byId.get(id);
      if (row === undefined) throw notFound('session', id);
      return toSession(row);
    },
    sessions: () => all.all().map(toSession),
    nextTake: (sessionId) => next.get(sessionId) ?? 0,
  };
}

/** Writing recording sessions and their takes. */
export function sessionWriter(
  db: WriteDb,
  reader: Pick<LabReader, 'environment' | 'session'>,
  now: () => number,
): Pick<LabWriter, 'createSession' | 'createTake'> {
  const insertSession = db.prepare(
    'INSERT INTO sessions (id, environment_id, source, seed, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const insertTake = db.prepare(
    `INSERT INTO demonstrations (id, environment_id, session_id, source_kind, take, seed, status, dtype,
       observation_width, action_width, length, terminated, truncated, content_hash, notes, created_at)
     VALUES (?, ?, ?, ?, ?, ?, 'recording', ?, ?, ?, 0, 0, 0, '', '', ?)`,
  );
  return {
    createSession({ environmentId, source, seed }) {
      reader.environment(environmentId);
      const id = newId('ses');
      insertSession.run(id, environmentId, JSON.stringify(source), seed, now());
      return reader.session(id);
    },
    createTake({ sessionId, take, seed, shape }) {
      const { environmentId, source } = reader.session(sessionId);
      const id = newId('dem');
      const { dtype, observationWidth, actionWidth } = shape;
      insertTake.run(
        id,
        environmentId,
        sessionId,
        source.kind,
        take,
        seed,
        dtype,
        observationWidth,
        actionWidth,
        now(),
      );
      return { id };
    },
  };
}
