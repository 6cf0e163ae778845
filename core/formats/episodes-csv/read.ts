import { LabError } from '../../base/errors.ts';
import type { StepShape } from '../../store/api.ts';
import type { StepColumns } from '../../store/step-chunk.ts';
import { actionPrefix, leading, observationPrefix } from './columns.ts';

/** One demonstration of a CSV file. */
export interface CsvEpisode {
  /** Its name in the file. */
  readonly name: string;
  readonly seed: number;
  /** Observations hold the one after the last step, too. */
  readonly steps: StepColumns;
  /** Empty where the file names none. */
  readonly contentHash: string;
  /** Line of the file where it begins, from 1. */
  readonly line: number;
}

const bad = (where: string, message: string, remedy = 'Correct the file, or export it again.') =>
  new LabError('InvalidInput', message, { where, kept: 'Nothing was imported.', remedy });

/** Fields of one line. Only the header has quotes, and none of it has line breaks. */
function fieldsOf(line: string): string[] {
  const fields: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  return fields;
}

function numberAt(text: string | undefined, where: string): number {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw bad(where, `“${(text ?? '').slice(0, 40)}” is no finite number.`);
  return value;
}

/** Where the columns stand. */
function layoutOf(header: string, shape: StepShape) {
  const names = fieldsOf(header);
  for (const [i, name] of leading.entries())
    if (names[i] !== name) throw bad('line 1', `Column ${i + 1} should be ${name}.`);
  const observations = names.filter((name) => name.startsWith(observationPrefix)).length;
  const actions = names.filter((name) => name.startsWith(actionPrefix)).length;
  if (observations !== shape.observationWidth || actions !== shape.actionWidth)
    throw bad(
      'line 1',
      `There are ${observations} observation and ${actions} action columns; the environment has ${shape.observationWidth} and ${shape.actionWidth}.`,
      'Choose the environment that these demonstrations are of.',
    );
  const observationAt = leading.length;
  const actionAt = observationAt + observations;
  const rewardAt = actionAt + actions;
  const inOrder = names
    .slice(observationAt, rewardAt)
    .every((name, i) => name.startsWith(i < observations ? observationPrefix : actionPrefix));
  if (!inOrder || names[rewardAt] !== 'reward')
    throw bad('line 1', 'Observations, actions and the reward should follow in this order.');
  return { observationAt, actionAt, rewardAt };
}

interface Open {
  readonly line: number;
  readonly rows: string[][];
}

function closed({ line, rows }: Open, shape: StepShape, layout: ReturnType<typeof layoutOf>): CsvEpisode {
  const { observationAt, actionAt, rewardAt } = layout;
  const { observationWidth: w, actionWidth: v } = shape;
  const length = rows.length - 1;
  if (length < 1)
    throw bad(`line ${line}`, 'A demonstration has at least one step and the observation after it.');
  const stored = shape.dtype === 'i32' ? Int32Array : Float32Array;
  const steps = {
    observations: new stored(rows.length * w),
    actions: new stored(length * v),
    rewards: new Float64Array(length),
    times: new Float32Array(length),
  };
  const into = (array: Int32Array | Float32Array | Float64Array, i: number, text: string, at: string) => {
    const value = numberAt(text, at);
    array[i] = value;
    if (array instanceof Int32Array && array[i] !== value) throw bad(at, `${value} is no index.`);
  };
  for (const [t, fields] of rows.entries()) {
    const at = `line ${line + t}`;
    if (fields[2] !== String(t)) throw bad(at, `Step ${t} of ${rows[0][0]} should follow here.`);
    for (let i = 0; i < w; i++) into(steps.observations, t * w + i, fields[observationAt + i], at);
    if (t === length) continue;
    for (let i = 0; i < v; i++) into(steps.actions, t * v + i, fields[actionAt + i], at);
    into(steps.rewards, t, fields[rewardAt], at);
    into(steps.times, t, fields[3], at);
  }
  const seed = numberAt(rows[0][1], `line ${line}`);
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff)
    throw bad(`line ${line}`, 'A seed is a whole number of 32 bits.');
  return { name: rows[0][0], seed, steps, contentHash: rows[0][rewardAt + 1] ?? '', line };
}

/**
 * The demonstrations of a CSV file in the form of {@link exportEpisodesCsv}.
 *
 * @throws LabError InvalidInput, `where` naming the line
 */
export function parseEpisodesCsv(text: string, shape: StepShape): CsvEpisode[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const layout = layoutOf(lines[0], shape);
  const episodes: CsvEpisode[] = [];
  let open: Open | null = null;
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line === '') continue;
    const fields = fieldsOf(line);
    // A demonstration may stand there twice, one after the other.
    if (open === null || open.rows[0][0] !== fields[0] || fields[2] === '0') {
      if (open !== null) episodes.push(closed(open, shape, layout));
      open = { line: i + 1, rows: [] };
    }
    open.rows.push(fields);
  }
  if (open === null) throw bad('line 2', 'The file holds no demonstration.');
  episodes.push(closed(open, shape, layout));
  return episodes;
}
