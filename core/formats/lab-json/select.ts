import type { LabReader } from '../../store/api.ts';

/** What to export: everything that is not deleted, or the named things with all that they refer to. */
export type LabSelection =
  | 'all'
  | {
      readonly environments: readonly string[];
      readonly demonstrations: readonly string[];
      readonly datasets: readonly string[];
      readonly runs: readonly string[];
    };

/** The ids to export, closed under reference, each kind in the order of the lab. */
export interface SelectedIds {
  readonly environments: readonly string[];
  readonly sessions: readonly string[];
  readonly demonstrations: readonly string[];
  readonly datasets: readonly string[];
  readonly runs: readonly string[];
  readonly comparisons: readonly string[];
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);

/** Follows references: runs to their source runs and datasets, datasets to members, members to sessions and worlds. */
export function selectIds(reader: LabReader, selection: LabSelection): SelectedIds {
  const whole = selection === 'all';
  const kept = reader.everyDemonstration();
  const listed = new Set(whole ? [] : selection.demonstrations);
  if (whole) for (const id of aliveDemonstrations(reader)) listed.add(id);
  const environments = new Set(
    whole ? idsOf(reader.environments({ deleted: 'no' })) : selection.environments,
  );
  const datasets = new Set(whole ? idsOf(reader.datasets({ deleted: 'no' })) : selection.datasets);
  const comparisons = whole ? reader.comparisons({ deleted: 'no' }) : [];
  const runs = new Set<string>();
  const addRun = (id: string) => {
    if (runs.has(id)) return;
    const { spec } = reader.run(id);
    if ('sourceRunId' in spec && spec.sourceRunId !== null) addRun(spec.sourceRunId);
    if ('datasetId' in spec) datasets.add(spec.datasetId);
    environments.add(spec.environmentId);
    runs.add(id);
  };
  for (const id of whole ? idsOf(reader.runs({ deleted: 'no' })).toReversed() : selection.runs) addRun(id);
  for (const { request } of comparisons) {
    datasets.add(request.datasetId);
    for (const id of request.runIds) addRun(id);
  }
  for (const dataset of datasets) for (const id of reader.datasetMembers(dataset)) listed.add(id);
  // In order of creation, so that a trimmed one comes after what it was trimmed from.
  const order = new Map(kept.map((id, index) => [id, index]));
  for (const id of listed) if (!order.has(id)) reader.demonstration(id);
  const demonstrations = [...listed].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const sessions = new Set<string>();
  for (const id of demonstrations) {
    const { sessionId, environmentId } = reader.demonstration(id);
    sessions.add(sessionId);
    environments.add(environmentId);
  }
  return {
    environments: [...environments],
    sessions: [...sessions],
    demonstrations,
    datasets: [...datasets],
    runs: [...runs],
    comparisons: idsOf(comparisons),
  };
}

function* aliveDemonstrations(reader: LabReader): Iterable<string> {
  const limit = 500;
  for (let offset = 0; ; offset += limit) {
    const { rows } = reader.demonstrations({ filter: { deleted: 'no' }, order: 'oldest', offset, limit });
    yield* idsOf(rows);
    if (rows.length < limit) return;
  }
}
