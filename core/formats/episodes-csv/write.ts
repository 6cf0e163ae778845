import { LabError } from '../../base/errors.ts';
import { openEnvironment, type Space } from '../../environments/index.ts';
import type { LabReader, RecordedEpisode } from '../../store/api.ts';
import { csvField } from '../csv.ts';
import { actionPrefix, exact, leading, observationPrefix, shortFloat, trailing } from './columns.ts';

/** What each number of a member of a space is called. */
const names = (space: Space, index: string): readonly string[] =>
  space.kind === 'discrete' ? [index] : space.labels;

function* rowsOf(id: string, contentHash: string, of: RecordedEpisode): Iterable<string> {
  const { observationWidth: w, actionWidth: v, dtype, observations, actions, rewards, times, seed } = of;
  const value = dtype === 'f32' ? shortFloat : exact;
  for (let t = 0; t <= rewards.length; t++) {
    const last = t === rewards.length;
    const fields = [id, String(seed), String(t), last ? '' : shortFloat(times[t])];
    for (let i = 0; i < w; i++) fields.push(value(observations[t * w + i]));
    for (let i = 0; i < v; i++) fields.push(last ? '' : value(actions[t * v + i]));
    fields.push(last ? '' : exact(rewards[t]), t === 0 ? contentHash : '');
    yield `${fields.join(',')}\r\n`;
  }
}

/**
 * Demonstrations of one environment as CSV text in pieces, to be joined as they come; numbers read back bit for bit.
 *
 * @throws LabError InvalidInput for demonstrations of several environments, or none
 */
export async function exportEpisodesCsv(
  reader: LabReader,
  demonstrationIds: readonly string[],
): Promise<Iterable<string>> {
  const rows = demonstrationIds.map((id) => reader.demonstration(id));
  const environments = new Set(rows.map((row) => row.environmentId));
  const [environmentId] = environments;
  if (environmentId === undefined || environments.size > 1)
    throw new LabError('InvalidInput', 'A CSV file holds demonstrations of one environment.', {
      where: 'demonstrationIds',
      remedy: 'Choose a dataset, or the demonstrations of one environment.',
    });
  const { environment } = await openEnvironment(reader.environment(environmentId).spec);
  const head = [
    ...leading,
    ...names(environment.observationSpace, 'state').map((name) => observationPrefix + name),
    ...names(environment.actionSpace, 'index').map((name) => actionPrefix + name),
    ...trailing,
  ];
  return (function* () {
    yield `${head.map(csvField).join(',')}\r\n`;
    for (const { id, contentHash } of rows) yield* rowsOf(id, contentHash, reader.episode(id));
  })();
}
