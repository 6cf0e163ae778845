import { LabError } from '../base/errors.ts';
import type { LabReader, LabWriter, StepShape } from './api.ts';
import { bytesOf, dtypeOf, valueArray } from './bytes.ts';
import type { WriteDb } from './connection.ts';
import { shapeOf } from './demonstration-rows.ts';
import { notFound } from './errors.ts';
import type { Row } from './rows.ts';
import { chunkCount, chunkSteps, decodeChunk, encodeChunk, type StepColumns } from './step-chunk.ts';

type Head = Pick<
  Row<'demonstrations'>,
  'status' | 'deleted_at' | 'dtype' | 'observation_width' | 'action_width' | 'length'
>;
type Appended = Parameters<LabWriter['appendSteps']>[0];

const wrong = (where: string, message: string) =>
  new LabError('InvalidInput', message, { where, kept: 'What was committed before is kept.' });

/** Throws `InvalidInput` unless the columns have one length and the take's dtype and widths. */
function checkColumns(shape: StepShape, input: Appended): void {
  const count = input.rewards.length;
  const expected = {
    observations: count * shape.observationWidth,
    actions: count * shape.actionWidth,
    times: count,
    finalObservation: shape.observationWidth,
  } as const;
  if (count === 0) throw wrong('rewards', 'A chunk holds at least one step.');
  for (const [name, length] of Object.entries(expected) as [keyof typeof expected, number][])
    if (input[name].length !== length)
      throw wrong(name, `${name} has ${input[name].length} numbers; ${count} steps need ${length}.`);
  for (const name of ['observations', 'actions', 'finalObservation'] as const)
    if (dtypeOf(input[name]) !== shape.dtype)
      throw wrong(name, `${name} must be ${shape.dtype} in this environment.`);
}

const emptyColumns = (shape: StepShape, count: number): StepColumns => ({
  observations: valueArray(shape.dtype, count * shape.observationWidth),
  actions: valueArray(shape.dtype, count * shape.actionWidth),
  rewards: new Float64Array(count),
  times: new Float32Array(count),
});

/** Writing the steps of takes. */
export function takesWriter(
  db: WriteDb,
  reader: Pick<LabReader, 'demonstration'>,
): Pick<LabWriter, 'appendSteps' | 'acceptTake'> {
  const headOf = db.prepare<[string], Head>(
    'SELECT status, deleted_at, dtype, observation_width, action_width, length FROM demonstrations WHERE id = ?',
  );
  const chunkOf = db
    .prepare<[string, number], Uint8Array>(
      'SELECT body FROM step_chunks WHERE demonstration_id = ? AND chunk = ?',
    )
    .pluck();
  const putChunk = db.prepare<[string, number, Uint8Array]>(
    `INSERT INTO step_chunks (demonstration_id, chunk, body) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET body = excluded.body`,
  );
  const setLength = db.prepare('UPDATE demonstrations SET length = ?, final_observation = ? WHERE id = ?');
  const accept = db.prepare(
    `UPDATE demonstrations SET status = 'kept', return_sum = ?, terminated = ?, truncated = ?, content_hash = ?,
       cadence = ?, notes = ? WHERE id = ?`,
  );
  const addTag = db.prepare('INSERT OR IGNORE INTO demonstration_tags (demonstration_id, tag) VALUES (?, ?)');

  const recordingHead = (id: string): Head => {
    const head = headOf.get(id);
    if (head === undefined) throw notFound('take', id);
    if (head.status !== 'recording' || head.deleted_at !== null)
      throw new LabError('Conflict', 'This take is not being recorded any more.', {
        where: id,
        kept: 'It is as it was when it was kept or discarded.',
        remedy: 'Begin a new take.',
      });
    return head;
  };

  /** The new steps, behind those that the last, unfilled chunk holds already. */
  const withTail = (shape: StepShape, id: string, input: Appended, tail: number): StepColumns => {
    if (tail === 0) return input;
    const count = input.rewards.length;
    const joined = emptyColumns(shape, tail + count);
    const body = chunkOf.get(id, Math.floor(input.from / chunkSteps));
    if (body === undefined || chunkCount(shape, body) !== tail)
      throw new LabError('CorruptLabFile', `The last steps of take ${id} are missing from the file.`, {});
    decodeChunk(shape, body, 0, tail, joined, 0);
    joined.observations.set(input.observations, tail * shape.observationWidth);
    joined.actions.set(input.actions, tail * shape.actionWidth);
    joined.rewards.set(input.rewards, tail);
    joined.times.set(input.times, tail);
    return joined;
  };

  const append = db.transaction((input: Appended): { committed: number } => {
    const head = recordingHead(input.id);
    const shape = shapeOf(head);
    checkColumns(shape, input);
    if (input.from !== head.length)
      throw new LabError(
        'Conflict',
        `The take has ${head.length} committed steps; these begin at ${input.from}.`,
        {
          where: 'from',
          kept: `The first ${head.length} steps are committed.`,
          remedy: `Send the steps from ${head.length} on.`,
        },
      );
    const tail = input.from % chunkSteps;
    const columns = withTail(shape, input.id, input, tail);
    const total = columns.rewards.length;
    const firstChunk = Math.floor(input.from / chunkSteps);
    for (let start = 0; start < total; start += chunkSteps)
      putChunk.run(
        input.id,
        firstChunk + start / chunkSteps,
        encodeChunk(shape, columns, start, Math.min(total, start + chunkSteps)),
      );
    const committed = input.from + input.rewards.length;
    setLength.run(committed, bytesOf(input.finalObservation), input.id);
    return { committed };
  });

  const acceptTake = db.transaction((input: Parameters<LabWriter['acceptTake']>[0]) => {
    recordingHead(input.id);
    accept.run(
      input.return,
      input.terminated ? 1 : 0,
      input.truncated ? 1 : 0,
      input.contentHash,
      input.cadence === null ? null : JSON.stringify(input.cadence),
      input.notes,
      input.id,
    );
    for (const tag of input.tags) addTag.run(input.id, tag);
  });

  return {
    appendSteps: (input) => append(input),
    acceptTake(input) {
      acceptTake(input);
      return reader.demonstration(input.id);
    },
  };
}
