import { LabError } from '../base/errors.ts';
import { algorithms, type Run, type RunSpec } from '../contract/index.ts';
import { finiteSpecOf } from '../environments/index.ts';
import type { LabReader, StoredReward } from '../store/api.ts';
import type { JobEpisode, JobInput } from './jobs/job.ts';

/** A recorded demonstration as training sees it. */
export function episodeOf(reader: LabReader, demonstrationId: string): JobEpisode {
  const { observations, actions, terminated, seed } = reader.episode(demonstrationId);
  return { observations, actions, terminated, seed };
}

/** Checks a spec against the lab: whatever it names exists and fits together. */
export function checkSpec(reader: LabReader, spec: RunSpec): { datasetHash: string | null; label: string } {
  const environment = reader.environment(spec.environmentId);
  const { short, worlds } = algorithms[spec.algorithm];
  if (worlds === 'finite') finiteSpecOf(environment.spec, 'spec.environmentId');
  if ('datasetId' in spec) {
    const dataset = reader.dataset(spec.datasetId);
    if (dataset.environmentId !== spec.environmentId)
      throw new LabError('InvalidInput', 'The dataset was recorded in another environment.', {
        where: 'spec.datasetId',
        remedy: 'Choose a dataset of this environment.',
      });
    return { datasetHash: dataset.contentHash, label: `${short} of ${dataset.name}` };
  }
  if (
    spec.algorithm === 'soft-solve' &&
    (spec.settings.reward === 'recovered') !== (spec.sourceRunId !== null)
  )
    throw new LabError(
      'InvalidInput',
      'A recovered reward needs the run it came from, and a true one has none.',
      {
        where: 'spec.sourceRunId',
        remedy: 'Choose the run whose reward is to be solved, or choose the true reward.',
      },
    );
  if (spec.sourceRunId === null) return { datasetHash: null, label: `${short} of ${environment.name}` };
  const source = reader.run(spec.sourceRunId);
  if (source.spec.environmentId !== spec.environmentId)
    throw new LabError('InvalidInput', 'The source run belongs to another environment.', {
      where: 'spec.sourceRunId',
      remedy: 'Choose a run of this environment.',
    });
  sourceReward(reader, spec.sourceRunId);
  const starts = datasetOfStarts(reader, spec);
  return {
    datasetHash: starts === null ? null : reader.dataset(starts).contentHash,
    label: `${short} of ${source.name}`,
  };
}

function sourceReward(reader: LabReader, runId: string): StoredReward {
  const artifact = reader.rewardArtifact(runId);
  if (artifact === null)
    throw new LabError('Conflict', 'The source run has no reward yet.', {
      where: 'spec.sourceRunId',
      remedy: 'Wait for its first checkpoint, or choose another run.',
    });
  return artifact;
}

/** The dataset in whose states episodes of a forward run begin; null where none does. */
function datasetOfStarts(reader: LabReader, spec: RunSpec): string | null {
  if (!('sourceRunId' in spec) || spec.sourceRunId === null) return null;
  if (!('demonstrationStarts' in spec.settings) || spec.settings.demonstrationStarts === 0) return null;
  const source = reader.run(spec.sourceRunId).spec;
  return 'datasetId' in source ? source.datasetId : null;
}

/** Gathers what the worker needs to start a run, or to go on from its newest checkpoint. */
export function jobInput(reader: LabReader, run: Run): JobInput {
  const { spec } = run;
  const datasetId = 'datasetId' in spec ? spec.datasetId : datasetOfStarts(reader, spec);
  const members = datasetId === null ? [] : reader.datasetMembers(datasetId);
  const sourceRunId = 'sourceRunId' in spec ? spec.sourceRunId : null;
  return {
    spec,
    environment: reader.environment(spec.environmentId).spec,
    demonstrations: members.map((id) => episodeOf(reader, id)),
    sourceReward: sourceRunId === null ? null : sourceReward(reader, sourceRunId),
    checkpoint: reader.checkpoint(run.id),
  };
}
