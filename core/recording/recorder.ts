import { LabError } from '../base/errors.ts';
import { episodeSeed } from '../environments/index.ts';
import type { LabWriter, StepShape } from '../store/api.ts';
import { contentHash } from '../store/content-hash.ts';
import type { PolicyOf, Recorder, RecorderOptions } from './api.ts';
import { cadence } from './cadence.ts';
import { environmentCache } from './environment-cache.ts';
import { recordExpert } from './record-expert.ts';
import { verifyEpisode } from './verify-episode.ts';

type Appended = Parameters<LabWriter['appendSteps']>[0];

/** Throws `NonFinite` for the first NaN or infinity among the numbers of a chunk. */
function checkFinite(input: Appended): void {
  for (const name of ['rewards', 'times', 'observations', 'actions', 'finalObservation'] as const) {
    const values = input[name];
    if (values instanceof Int32Array) continue;
    for (let i = 0; i < values.length; i++)
      if (!Number.isFinite(values[i]))
        throw new LabError('NonFinite', `A recorded step holds ${values[i]}.`, {
          where: `${name}[${i}]`,
          kept: `The first ${input.from} steps are committed.`,
          remedy: 'Keep the take as it is, or discard it.',
        });
  }
}

/** For recorders that have no runs to ask. */
const noPolicies: PolicyOf = () =>
  Promise.reject(
    new LabError('InvalidInput', 'No policy of a run can drive here.', { where: 'source.expert' }),
  );

/** A recorder that writes into an open lab. */
export function createRecorder({ writer, policyOf = noPolicies }: RecorderOptions): Recorder {
  const environments = environmentCache(writer);

  const recorder: Recorder = {
    load: (environmentId) => environments.load(environmentId),
    open({ environmentId, source, seed }) {
      // Building the world first: a session in a world that cannot be built would never have a take.
      environments.of(environmentId);
      return { sessionId: writer.createSession({ environmentId, source, seed }).id, seed };
    },
    begin({ sessionId }) {
      const session = writer.session(sessionId);
      const { dtype, observationWidth, actionWidth } = environments.of(session.environmentId).environment;
      const take = writer.nextTake(sessionId);
      const seed = episodeSeed(session.seed, take);
      const shape: StepShape = { dtype, observationWidth, actionWidth };
      return { id: writer.createTake({ sessionId, take, seed, shape }).id, take, seed };
    },
    append(input) {
      checkFinite(input);
      return writer.appendSteps(input);
    },
    keep({ id, cadence: measured, tags, notes }) {
      const take = writer.demonstration(id);
      if (take.length === 0)
        throw new LabError('Conflict', 'The take has no steps yet.', {
          where: id,
          kept: 'The take is as it was.',
          remedy: 'Record some steps, or discard the take.',
        });
      const opened = environments.of(take.environmentId);
      const episode = writer.episode(id);
      const ended = verifyEpisode(opened.environment, episode);
      const sum = episode.rewards.reduce((total, reward) => total + reward, 0);
      return writer.acceptTake({
        id,
        return: opened.kind === 'finite' && opened.world.trueReward === null ? null : sum,
        ...ended,
        contentHash: contentHash(episode, episode),
        cadence: measured,
        tags,
        notes,
      });
    },
    discard({ id }) {
      writer.remove('demonstrations', [id]);
    },
    unfinished: () => writer.unfinished(),
    trim({ id, length }) {
      const { cadence: old } = writer.demonstration(id);
      const times = writer.episode(id).times.subarray(0, length);
      return writer.trimDemonstration({
        id,
        length,
        cadence: old === null ? null : cadence(times, old.targetRate),
      });
    },
    expert: (request, watch = {}) =>
      recordExpert({ writer, recorder, environments, policyOf }, request, watch),
  };
  return recorder;
}
