import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { LabCounts, LabReader, LabWriter } from './api.ts';
import { pragmaNumber, type ReadDb, type WriteDb } from './connection.ts';
import type { Row } from './rows.ts';

/** Facts about the file, and the window's small state. */
export function infoReader(db: ReadDb, path: string): Pick<LabReader, 'info' | 'counts' | 'readState'> {
  const lab = db.prepare<[], Row<'lab'>>('SELECT * FROM lab WHERE key = 1');
  const counts = db.prepare<[], LabCounts>(
    `SELECT (SELECT count(*) FROM environments WHERE deleted_at IS NULL) AS environments, d.demonstrations, d.steps,
       (SELECT count(*) FROM datasets WHERE deleted_at IS NULL) AS datasets,
       (SELECT count(*) FROM runs WHERE deleted_at IS NULL) AS runs
     FROM (SELECT count(*) AS demonstrations, coalesce(sum(length), 0) AS steps FROM demonstrations
           WHERE status = 'kept' AND deleted_at IS NULL) d`,
  );
  const state = db.prepare<[], Row<'window_state'>>('SELECT * FROM window_state');
  return {
    info() {
      const { created_at, sample } = lab.get()!;
      const log = `${path}-wal`;
      return {
        name: basename(path),
        path,
        schemaVersion: pragmaNumber(db, 'user_version'),
        bytes: statSync(path).size + (existsSync(log) ? statSync(log).size : 0),
        createdAt: created_at,
        sample: sample === 1,
      };
    },
    counts: () => counts.get()!,
    readState: () => Object.fromEntries(state.all().map((row) => [row.name, row.value])),
  };
}

/** Writing the window's state and the sample mark. */
export function infoWriter(db: WriteDb): Pick<LabWriter, 'writeState' | 'markSample'> {
  const put = db.prepare(
    'INSERT INTO window_state (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const mark = db.prepare('UPDATE lab SET sample = 1');
  return {
    writeState: (key, value) => {
      put.run(key, value);
    },
    markSample: () => {
      mark.run();
    },
  };
}
