import { LabError } from '../base/errors.ts';
import type { LabReader, RecordedEpisode } from './api.ts';
import { unpackInto, unpackValues, valueArray } from './bytes.ts';
import type { ReadDb } from './connection.ts';
import {
  type DemonstrationRecord,
  selectDemonstrations,
  shapeOf,
  toDemonstration,
} from './demonstration-rows.ts';
import { notFound } from './errors.ts';
import type { Row } from './rows.ts';
import { chunkCount, chunkSteps, decodeChunk, type StepColumns } from './step-chunk.ts';

type Head = Pick<
  Row<'demonstrations'>,
  | 'seed'
  | 'dtype'
  | 'observation_width'
  | 'action_width'
  | 'length'
  | 'final_observation'
  | 'terminated'
  | 'truncated'
>;
type Chunk = Pick<Row<'step_chunks'>, 'chunk' | 'body'>;

/** Reading one demonstration and its steps. */
export function stepsReader(
  db: ReadDb,
): Pick<LabReader, 'demonstration' | 'shape' | 'steps' | 'episode' | 'paths' | 'everyDemonstration'> {
  const row = db.prepare<[string], DemonstrationRecord>(`${selectDemonstrations} WHERE d.id = ?`);
  const headOf = db.prepare<[string], Head>(
    `SELECT seed, dtype, observation_width, action_width, length, final_observation, terminated, truncated
     FROM demonstrations WHERE id = ?`,
  );
  const chunks = db.prepare<[string, number, number], Chunk>(
    'SELECT chunk, body FROM step_chunks WHERE demonstration_id = ? AND chunk BETWEEN ? AND ? ORDER BY chunk',
  );
  const every = db.prepare<[], string>('SELECT id FROM demonstrations ORDER BY key').pluck();

  const head = (id: string): Head => {
    const found = headOf.get(id);
    if (found === undefined) throw notFound('demonstration', id);
    return found;
  };

  /** Columns of steps [from, to); observations get room for `extra` more rows. */
  const columns = (id: string, of: Head, from: number, to: number, extra: 0 | 1): StepColumns => {
    const shape = shapeOf(of);
    const count = to - from;
    const into: StepColumns = {
      observations: valueArray(shape.dtype, (count + extra) * shape.observationWidth),
      actions: valueArray(shape.dtype, count * shape.actionWidth),
      rewards: new Float64Array(count),
      times: new Float32Array(count),
    };
    if (count === 0) return into;
    let at = from;
    for (const { chunk, body } of chunks.all(
      id,
      Math.floor(from / chunkSteps),
      Math.floor((to - 1) / chunkSteps),
    )) {
      const first = at - chunk * chunkSteps;
      const until = Math.min(to, chunk * chunkSteps + chunkCount(shape, body));
      if (first < 0 || first >= chunkSteps || until <= at) break;
      decodeChunk(shape, body, first, until - at, into, at - from);
      at = until;
    }
    if (at !== to)
      throw new LabError('CorruptLabFile', `Steps of demonstration ${id} are missing from the file.`, {
        where: `${id}, step ${at}`,
        remedy: 'Restore a copy of the lab file.',
      });
    return into;
  };

  /** Columns with the observation after the last step behind the others. */
  const withFinal = (id: string, of: Head, to: number): StepColumns => {
    const into = columns(id, of, 0, to, 1);
    const at = to * of.observation_width;
    if (to < of.length) into.observations.set(columns(id, of, to, to + 1, 0).observations, at);
    else if (of.final_observation !== null) unpackInto(into.observations, at, of.final_observation);
    return into;
  };

  return {
    demonstration(id) {
      const found = row.get(id);
      if (found === undefined) throw notFound('demonstration', id);
      return toDemonstration(found);
    },
    shape: (id) => shapeOf(head(id)),
    steps({ id, from, count }) {
      const of = head(id);
      if (from > of.length)
        throw new LabError('InvalidInput', `The demonstration has ${of.length} steps.`, { where: 'from' });
      const to = Math.min(of.length, from + count);
      const last = to === of.length ? of.final_observation : null;
      return {
        from,
        count: to - from,
        ...columns(id, of, from, to, 0),
        finalObservation: last === null ? null : unpackValues(shapeOf(of).dtype, last),
      };
    },
    episode(id): RecordedEpisode {
      const of = head(id);
      return {
        ...shapeOf(of),
        ...withFinal(id, of, of.length),
        seed: of.seed,
        terminated: of.terminated === 1,
        truncated: of.truncated === 1,
      };
    },
    paths: ({ ids, maxSteps }) =>
      ids.map((id) => {
        const of = head(id);
        return { id, observations: withFinal(id, of, Math.min(of.length, maxSteps)).observations };
      }),
    everyDemonstration: () => every.all(),
  };
}
