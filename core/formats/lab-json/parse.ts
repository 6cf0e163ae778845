import { LabError } from '../../base/errors.ts';
import { parseEnvironmentSpec } from '../../environments/index.ts';
import { type LabJson, labJson, labJsonFormat, labJsonVersion } from './schema.ts';

const bad = (where: string, message: string) =>
  new LabError('InvalidInput', message, {
    where,
    kept: 'Nothing was imported.',
    remedy: 'Correct the file, or export it again.',
  });

const path = (keys: readonly PropertyKey[]) =>
  keys
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`))
    .join('');

/** A line and column for an offset of JSON.parse's message, where it gives one. */
function placeOf(text: string, message: string): string {
  const offset = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
  if (!Number.isFinite(offset)) return 'file';
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${before[before.length - 1].length + 1}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    throw bad(placeOf(text, message), 'The file is not valid JSON.');
  }
}

/**
 * JSON text as a checked {@link LabJson}: schema, references between its parts, lengths of the columns, and every world's
 * own rules. Errors are `InvalidInput` with `where` like `demonstrations[3].actions`; a later version is `NewerLabFile`.
 */
export function parseLabJson(text: string): LabJson {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== labJsonFormat)
    throw bad('format', 'The file is not an export of Apprentice.');
  if ('version' in json && typeof json.version === 'number' && json.version > labJsonVersion)
    throw new LabError(
      'NewerLabFile',
      `The file has version ${json.version} of the format; this app knows 1.`,
      {
        where: 'version',
        kept: 'Nothing was imported.',
        remedy: 'Import it with a newer version of Apprentice.',
      },
    );
  const parsed = labJson.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw bad(path(issue.path), issue.message);
  }
  const lab = parsed.data;
  checkWorlds(lab);
  checkReferences(lab);
  for (const [i, demonstration] of lab.demonstrations.entries())
    checkColumns(demonstration, `demonstrations[${i}]`);
  return lab;
}

function checkWorlds(lab: LabJson): void {
  for (const [i, { spec }] of lab.environments.entries()) {
    try {
      parseEnvironmentSpec(spec);
    } catch (thrown) {
      if (!(thrown instanceof LabError)) throw thrown;
      const inner = thrown.where === null ? '' : `.${thrown.where}`;
      throw bad(`environments[${i}].spec${inner}`, thrown.message);
    }
  }
}

function checkReferences(lab: LabJson): void {
  const idSet = (kind: string, rows: readonly { readonly id: string }[]) => {
    const ids = new Set<string>();
    for (const [i, { id }] of rows.entries()) {
      if (ids.has(id)) throw bad(`${kind}[${i}].id`, `The id ${id} is there twice.`);
      ids.add(id);
    }
    return ids;
  };
  const environments = idSet('environments', lab.environments);
  const sessions = idSet('sessions', lab.sessions);
  const demonstrations = idSet('demonstrations', lab.demonstrations);
  const datasets = idSet('datasets', lab.datasets);
  const runs = idSet(
    'runs',
    lab.runs.map((entry) => entry.run),
  );
  const need = (ids: Set<string>, id: string | null, where: string) => {
    if (id !== null && !ids.has(id)) throw bad(where, `The file does not hold ${id}.`);
  };
  for (const [i, session] of lab.sessions.entries())
    need(environments, session.environmentId, `sessions[${i}].environmentId`);
  for (const [i, demonstration] of lab.demonstrations.entries())
    need(sessions, demonstration.sessionId, `demonstrations[${i}].sessionId`);
  for (const [i, dataset] of lab.datasets.entries())
    for (const [k, id] of dataset.demonstrationIds.entries())
      need(demonstrations, id, `datasets[${i}].demonstrationIds[${k}]`);
  // A run comes after the one whose reward it solves.
  const earlier = new Set<string>();
  for (const [i, { run }] of lab.runs.entries()) {
    need(environments, run.spec.environmentId, `runs[${i}].run.spec.environmentId`);
    if ('datasetId' in run.spec) need(datasets, run.spec.datasetId, `runs[${i}].run.spec.datasetId`);
    else need(earlier, run.spec.sourceRunId, `runs[${i}].run.spec.sourceRunId`);
    earlier.add(run.id);
  }
  for (const [i, { request }] of lab.comparisons.entries()) {
    need(datasets, request.datasetId, `comparisons[${i}].request.datasetId`);
    for (const [k, id] of request.runIds.entries()) need(runs, id, `comparisons[${i}].request.runIds[${k}]`);
  }
}

function checkColumns(of: LabJson['demonstrations'][number], where: string): void {
  const length = of.rewards.length;
  if (length === 0) throw bad(`${where}.rewards`, 'A demonstration has at least one step.');
  const lengths = {
    observations: (length + 1) * of.observationWidth,
    actions: length * of.actionWidth,
    times: length,
  };
  for (const [name, expected] of Object.entries(lengths) as [keyof typeof lengths, number][])
    if (of[name].length !== expected)
      throw bad(`${where}.${name}`, `${length} steps need ${expected} numbers here, not ${of[name].length}.`);
  if (of.dtype === 'f32') return;
  for (const name of ['observations', 'actions'] as const) {
    const wrong = of[name].findIndex((value) => (value | 0) !== value);
    if (wrong >= 0) throw bad(`${where}.${name}[${wrong}]`, 'An index must be a whole number of 32 bits.');
  }
}
