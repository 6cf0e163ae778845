import { LabError } from '../../base/errors.ts';
import { openEnvironment } from '../../environments/index.ts';
import { appendAll, createRecorder } from '../../recording/index.ts';
import type { LabWriter, StepShape } from '../../store/api.ts';
import { type CsvEpisode, parseEpisodesCsv } from './read.ts';

/**
 * Adds the demonstrations of a CSV file to an environment of a lab, in one transaction: all of them, or none. Each is
 * re-simulated and must replay exactly, and must have its content hash where the file names one.
 *
 * @param from where they come from, as their source says it
 * @returns their ids, in the order of the file
 * @throws LabError InvalidInput or ReplayMismatch, `where` naming the line
 */
export async function importEpisodesCsv(
  writer: LabWriter,
  text: string,
  { environmentId, from }: { readonly environmentId: string; readonly from: string },
): Promise<string[]> {
  const { environment } = await openEnvironment(writer.environment(environmentId).spec);
  const { dtype, observationWidth, actionWidth } = environment;
  const shape: StepShape = { dtype, observationWidth, actionWidth };
  const episodes = parseEpisodesCsv(text, shape);
  const recorder = createRecorder({ writer });
  return writer.transaction(() => {
    const source = { kind: 'imported', from: from.slice(0, 200) } as const;
    const { sessionId } = recorder.open({ environmentId, source, seed: 0 });
    return episodes.map((episode, take) => {
      const { id } = writer.createTake({ sessionId, take, seed: episode.seed, shape });
      const { contentHash } = atLine(episode, () => {
        appendAll(recorder, id, shape, episode.steps);
        return recorder.keep({ id, cadence: null, tags: [], notes: '' });
      });
      if (episode.contentHash !== '' && episode.contentHash !== contentHash)
        throw new LabError('InvalidInput', 'The steps are not those that the content hash was made of.', {
          where: `line ${episode.line}`,
          kept: 'Nothing was imported.',
          remedy: 'Export it again.',
        });
      return id;
    });
  });
}

/** A failure of one step points at its line. */
function atLine<T>({ line }: CsvEpisode, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof LabError)) throw thrown;
    const step = Number(/^steps\[(\d+)\]$/.exec(thrown.where ?? '')?.[1] ?? 0);
    throw new LabError(thrown.code, thrown.message, {
      where: `line ${line + step}`,
      kept: 'Nothing was imported.',
      remedy: 'Correct the file, or export it again.',
      cause: thrown,
    });
  }
}
