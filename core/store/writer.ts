/** All readers as one, all writers as one. */
import { annotator } from './annotations.ts';
import type { LabReader, LabWriter } from './api.ts';
import { comparisonReader, comparisonWriter } from './comparisons.ts';
import type { ReadDb, WriteDb } from './connection.ts';
import { datasetReader, datasetWriter } from './datasets.ts';
import { demonstrationLister } from './demonstration-list.ts';
import { environmentReader, environmentWriter } from './environments.ts';
import { infoReader, infoWriter } from './file-info.ts';
import type { Migration } from './migration-files.ts';
import { findProblems } from './problems.ts';
import { remover } from './removal.ts';
import { runReader, runResultsReader } from './runs-reader.ts';
import { metricsWriter, runResultsWriter, runWriter } from './runs-writer.ts';
import { sessionReader, sessionWriter } from './sessions.ts';
import { stepsReader } from './steps-reader.ts';
import { takesWriter } from './takes-writer.ts';
import { trimmer } from './trim.ts';

interface Parts {
  readonly path: string;
  readonly now: () => number;
  readonly migrations: readonly Migration[];
}

/** Everything that reads an open lab file. */
export function createReader({ db, path, migrations }: Parts & { readonly db: ReadDb }): LabReader {
  const reader: LabReader = {
    ...infoReader(db, path),
    ...environmentReader(db),
    ...sessionReader(db),
    ...demonstrationLister(db),
    ...stepsReader(db),
    ...datasetReader(db),
    ...runReader(db),
    ...runResultsReader(db),
    ...comparisonReader(db),
    problems: () => findProblems(db, reader, migrations),
  };
  return reader;
}

/** Everything that writes an open lab file, and reads it. */
export function createWriter({ db, path, now, migrations }: Parts & { readonly db: WriteDb }): LabWriter {
  const reader = createReader({ db, path, now, migrations });
  return {
    ...reader,
    transaction: <T>(work: () => T): T => db.transaction(work)(),
    ...environmentWriter(db, reader, now),
    ...sessionWriter(db, reader, now),
    ...takesWriter(db, reader),
    ...trimmer(db, reader, now),
    ...annotator(db, reader),
    ...datasetWriter(db, reader, now),
    ...runWriter(db, reader, now),
    ...metricsWriter(db),
    ...runResultsWriter(db, reader, now),
    ...comparisonWriter(db, reader, now),
    ...remover(db, now),
    ...infoWriter(db),
  };
}
