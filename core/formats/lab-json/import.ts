import { LabError } from '../../base/errors.ts';
import type { RunSpec } from '../../contract/index.ts';
import { loadSimulators } from '../../environments/index.ts';
import { appendAll, createRecorder } from '../../recording/index.ts';
import type { LabWriter } from '../../store/api.ts';
import { storedPolicy, storedReward } from './artifacts.ts';
import { checkArtifacts } from './check-artifacts.ts';
import { parseLabJson } from './parse.ts';
import type { DemonstrationJson, LabJson, RunJson } from './schema.ts';

/** What an import made; ids of the file on the left, of the lab on the right. */
export interface ImportedLab {
  readonly environments: ReadonlyMap<string, string>;
  readonly demonstrations: ReadonlyMap<string, string>;
  readonly datasets: ReadonlyMap<string, string>;
  readonly runs: ReadonlyMap<string, string>;
  readonly comparisons: ReadonlyMap<string, string>;
}

/**
 * Adds everything in a JSON export to a lab, in one transaction: all of it, or nothing.
 *
 * Every thing gets a new id; references follow. An environment that the lab has already, by name and spec, is used
 * rather than doubled. Demonstrations go through the recorder, so each is re-simulated and must replay exactly
 * (`ReplayMismatch`, `where` = `demonstrations[i].steps[t]`). Runs come without checkpoints; those that had not ended
 * are interrupted.
 */
export async function importLabJson(writer: LabWriter, text: string): Promise<ImportedLab> {
  const lab = parseLabJson(text);
  // A transaction cannot wait, so the simulators are loaded before it.
  for (const { spec } of lab.environments) await loadSimulators(spec);
  return writer.transaction(() => {
    const environments = importEnvironments(writer, lab);
    const demonstrations = importDemonstrations(writer, lab, environments);
    const datasets = new Map<string, string>();
    for (const [i, { id, name, notes, demonstrationIds, contentHash }] of lab.datasets.entries()) {
      const members = demonstrationIds.map((member) => demonstrations.get(member)!);
      const made = located(`datasets[${i}]`, () =>
        writer.createDataset({ name, notes, demonstrationIds: members }),
      );
      if (made.contentHash !== contentHash) throw changed(`datasets[${i}].contentHash`, 'dataset');
      datasets.set(id, made.id);
    }
    const runs = new Map<string, string>();
    lab.runs.forEach((entry, i) => {
      const { spec } = lab.environments.find(({ id }) => id === entry.run.spec.environmentId)!;
      located(`runs[${i}]`, () => checkArtifacts(entry, spec));
      const id = located(`runs[${i}]`, () => importRun(writer, entry, { environments, datasets, runs }));
      runs.set(entry.run.id, id);
    });
    const comparisons = new Map<string, string>();
    for (const { id, name, request } of lab.comparisons) {
      const datasetId = datasets.get(request.datasetId)!;
      const runIds = request.runIds.map((run) => runs.get(run)!);
      comparisons.set(id, writer.saveComparison({ name, request: { ...request, datasetId, runIds } }).id);
    }
    return { environments, demonstrations, datasets, runs, comparisons };
  });
}

const changed = (where: string, what: string) =>
  new LabError('InvalidInput', `The ${what} is not the one that its content hash was made of.`, {
    where,
    kept: 'Nothing was imported.',
    remedy: 'Export it again.',
  });

/** Puts the place in the file before the place that an inner error names. */
function located<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof LabError)) throw thrown;
    throw new LabError(thrown.code, thrown.message, {
      where: isInside(thrown.where) ? `${where}.${thrown.where}` : where,
      kept: 'Nothing was imported.',
      remedy: 'Correct the file, or export it again.',
      cause: thrown,
    });
  }
}

/** Whether an inner error's place is one of the file's own, below the entry. */
const isInside = (where: string | null) =>
  where !== null && /^(steps|run|metrics|reward|policy)\b/.test(where);

function importEnvironments(writer: LabWriter, lab: LabJson): Map<string, string> {
  const key = (name: string, spec: unknown) => JSON.stringify([name, spec]);
  const present = new Map(
    writer.environments({ deleted: 'no' }).map((row) => [key(row.name, row.spec), row.id]),
  );
  return new Map(
    lab.environments.map(({ id, name, notes, spec }) => [
      id,
      present.get(key(name, spec)) ?? writer.createEnvironment({ name, notes, spec }).id,
    ]),
  );
}

const arrays = (of: DemonstrationJson) => {
  const pack = (values: number[]) =>
    of.dtype === 'i32' ? Int32Array.from(values) : Float32Array.from(values);
  return {
    observations: pack(of.observations),
    actions: pack(of.actions),
    rewards: Float64Array.from(of.rewards),
    times: Float32Array.from(of.times),
  };
};

function importDemonstrations(
  writer: LabWriter,
  lab: LabJson,
  environments: ReadonlyMap<string, string>,
): Map<string, string> {
  const recorder = createRecorder({ writer });
  const sessions = new Map(
    lab.sessions.map(({ id, environmentId, source, seed }) => [
      id,
      writer.createSession({ environmentId: environments.get(environmentId)!, source, seed }).id,
    ]),
  );
  const taken = new Set<string>();
  const made = new Map<string, string>();
  for (const [i, of] of lab.demonstrations.entries()) {
    const sessionId = sessions.get(of.sessionId)!;
    // A trimmed demonstration shares its take with the original; the second of the two gets a number of its own.
    const take = taken.has(`${sessionId} ${of.take}`) ? writer.nextTake(sessionId) : of.take;
    taken.add(`${sessionId} ${take}`);
    const { dtype, observationWidth, actionWidth } = of;
    const shape = { dtype, observationWidth, actionWidth };
    const { id } = writer.createTake({ sessionId, take, seed: of.seed, shape });
    const kept = located(`demonstrations[${i}]`, () => {
      appendAll(recorder, id, shape, arrays(of));
      return recorder.keep({ id, cadence: of.cadence, tags: of.tags, notes: of.notes });
    });
    if (kept.contentHash !== of.contentHash)
      throw changed(`demonstrations[${i}].contentHash`, 'demonstration');
    made.set(of.id, id);
  }
  return made;
}

type RunMaps = Record<'environments' | 'datasets' | 'runs', ReadonlyMap<string, string>>;

function remap(spec: RunSpec, { environments, datasets, runs }: RunMaps): RunSpec {
  const environmentId = environments.get(spec.environmentId)!;
  if ('datasetId' in spec) return { ...spec, environmentId, datasetId: datasets.get(spec.datasetId)! };
  return { ...spec, environmentId, sourceRunId: spec.sourceRunId && runs.get(spec.sourceRunId)! };
}

const ended = new Set(['finished', 'failed', 'cancelled']);

function importRun(writer: LabWriter, { run, metrics, reward, policy }: RunJson, maps: RunMaps): string {
  const { name, datasetHash, engine, versions } = run;
  const { id } = writer.createRun({ name, spec: remap(run.spec, maps), datasetHash, engine, versions });
  writer.updateRun(id, {
    status: ended.has(run.status) ? run.status : 'interrupted',
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    iteration: run.iteration,
    error: run.error,
    diagnostics: run.diagnostics,
  });
  const values = Object.entries(metrics.values).map(
    ([metric, curve]) => [metric, Float64Array.from(curve, (value) => value ?? Number.NaN)] as const,
  );
  const curves = { iterations: Float64Array.from(metrics.iterations), values: Object.fromEntries(values) };
  writer.appendMetrics({ runId: id, metrics: curves });
  if (reward !== null) writer.saveReward(storedReward(id, reward));
  if (policy !== null) writer.savePolicy(storedPolicy(id, policy));
  return id;
}
