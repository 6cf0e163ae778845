import type { LabReader } from '../../store/api.ts';
import { policyJson, rewardJson } from './artifacts.ts';
import {
  type ComparisonJson,
  type DatasetJson,
  type DemonstrationJson,
  type EnvironmentJson,
  labJsonFormat,
  labJsonVersion,
  type RunJson,
  type SessionJson,
} from './schema.ts';
import { type LabSelection, selectIds } from './select.ts';

/** JSON.stringify writes -0 as 0, which has other bytes and so another content hash. Types do not know rawJSON yet. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };
const signed = (_key: string, value: unknown): unknown => (Object.is(value, -0) ? rawJSON('-0') : value);

const list = (values: ArrayLike<number>): number[] => Array.from(values);

/**
 * Nine significant digits say exactly which f32 it was, in fewer characters than its f64 form takes. toPrecision forgets
 * the sign of -0.
 */
const shortFloats = (values: Float32Array): number[] =>
  Array.from(values, (value) => (value === 0 ? value : Number(value.toPrecision(9))));

const values = (array: Int32Array | Float32Array): number[] =>
  array instanceof Int32Array ? list(array) : shortFloats(array);

function demonstrationOf(reader: LabReader, id: string): DemonstrationJson {
  const row = reader.demonstration(id);
  const episode = reader.episode(id);
  return {
    id,
    sessionId: row.sessionId,
    take: row.take,
    seed: row.seed,
    dtype: episode.dtype,
    observationWidth: episode.observationWidth,
    actionWidth: episode.actionWidth,
    observations: values(episode.observations),
    actions: values(episode.actions),
    rewards: list(episode.rewards),
    times: shortFloats(episode.times),
    terminated: row.terminated,
    truncated: row.truncated,
    contentHash: row.contentHash,
    cadence: row.cadence,
    tags: row.tags,
    notes: row.notes,
    createdAt: row.createdAt,
    trimmedFrom: row.trimmedFrom,
  };
}

function runOf(reader: LabReader, id: string): RunJson {
  const { iterations, values: curves } = reader.metrics({ runId: id, after: -1 });
  const reward = reader.rewardArtifact(id);
  const policy = reader.policyArtifact(id);
  return {
    run: reader.run(id),
    metrics: {
      iterations: list(iterations),
      // JSON.stringify would make null of NaN by itself; here it is meant.
      values: Object.fromEntries(
        Object.entries(curves).map(([name, curve]) => [
          name,
          Array.from(curve, (value) => (Number.isFinite(value) ? value : null)),
        ]),
      ),
    },
    reward: reward && rewardJson(reward),
    policy: policy && policyJson(policy),
  };
}

const environmentOf = (reader: LabReader, id: string): EnvironmentJson => {
  const { name, notes, spec } = reader.environment(id);
  return { id, name, notes, spec };
};

const datasetOf = (reader: LabReader, id: string): DatasetJson => {
  const { name, notes, contentHash } = reader.dataset(id);
  return { id, name, notes, demonstrationIds: reader.datasetMembers(id), contentHash };
};

const comparisonOf = (reader: LabReader, id: string): ComparisonJson => {
  const { name, request } = reader.comparison(id);
  return { id, name, request };
};

function* array<T>(name: string, ids: readonly string[], of: (id: string) => T): Iterable<string> {
  yield `,\n"${name}":[`;
  for (const [index, id] of ids.entries())
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(of(id), signed)}`;
  yield ']';
}

/**
 * A lab, or a part of one, as JSON text in pieces: one thing a line, so that a large lab is written without ever being
 * in memory whole. The pieces are to be joined as they come. Checkpoints are not exported; demonstrations that are still
 * being recorded are not either.
 */
export function* exportLabJson(reader: LabReader, selection: LabSelection): Iterable<string> {
  const ids = selectIds(reader, selection);
  yield `{"format":"${labJsonFormat}","version":${labJsonVersion}`;
  yield* array('environments', ids.environments, (id) => environmentOf(reader, id));
  yield* array('sessions', ids.sessions, (id): SessionJson => ({ ...reader.session(id) }));
  yield* array('demonstrations', ids.demonstrations, (id) => demonstrationOf(reader, id));
  yield* array('datasets', ids.datasets, (id) => datasetOf(reader, id));
  yield* array('runs', ids.runs, (id) => runOf(reader, id));
  yield* array('comparisons', ids.comparisons, (id) => comparisonOf(reader, id));
  yield '}\n';
}
