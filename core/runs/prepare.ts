import { LabError } from '../base/errors.ts';
import type { Run, RunSpec } from '../contract/index.ts';
import { finiteSpecOf } from '../environments/index.ts';
import type { LabReader } from '../store/api.ts';
import type { JobInput, JobTrajectory } from './jobs/job.ts';

/** A recorded demonstration as training sees it. */
export function trajectoryOf(reader: LabReader, demonstrationId: string): JobTrajectory {
  const { observations, actions, terminated } = reader.episode(demonstrationId);
  if (!(observations instanceof Int32Array && actions instanceof Int32Array))
    throw new LabError('InvalidInput', 'Only demonstrations of finite worlds can be used here.', {
      where: demonstrationId,
      remedy: 'Choose a dataset of a finite world.',
    });
  return { states: observations, actions, terminated };
}

/** Checks a spec against the lab: whatever it names exists and fits together. */
export function checkSpec(reader: LabReader, spec: RunSpec): { datasetHash: string | null; label: string } {
  const environment = reader.environment(spec.environmentId);
  finiteSpecOf(environment.spec, 'spec.environmentId');
  if (spec.algorithm === 'maxent-irl') {
    const dataset = reader.dataset(spec.datasetId);
    if (dataset.environmentId !== spec.environmentId)
      throw new LabError('InvalidInput', 'The dataset was recorded in another environment.', {
        where: 'spec.datasetId',
        remedy: 'Choose a dataset of this environment.',
      });
    return { datasetHash: dataset.contentHash, label: `MaxEnt IRL of ${dataset.name}` };
  }
  if ((spec.settings.reward === 'recovered') !== (spec.sourceRunId !== null))
    throw new LabError(
      'InvalidInput',
      'A recovered reward needs the run it came from, and a true one has none.',
      {
        where: 'spec.sourceRunId',
        remedy: 'Choose the run whose reward is to be solved, or choose the true reward.',
      },
    );
  if (spec.sourceRunId === null) return { datasetHash: null, label: `Solution of ${environment.name}` };
  const source = reader.run(spec.sourceRunId);
  if (source.spec.environmentId !== spec.environmentId)
    throw new LabError('InvalidInput', 'The source run belongs to another environment.', {
      where: 'spec.sourceRunId',
      remedy: 'Choose a run of this environment.',
    });
  sourceReward(reader, spec.sourceRunId);
  return { datasetHash: null, label: `Solution of ${source.name}` };
}

function sourceReward(reader: LabReader, runId: string): Float64Array {
  const artifact = reader.rewardArtifact(runId);
  if (artifact === null)
    throw new LabError('Conflict', 'The source run has no reward yet.', {
      where: 'spec.sourceRunId',
      remedy: 'Wait for its first checkpoint, or choose another run.',
    });
  return artifact.reward;
}

/** Gathers what the worker needs to start a run, or to go on from its newest checkpoint. */
export function jobInput(reader: LabReader, run: Run): JobInput {
  const { spec } = run;
  const members = spec.algorithm === 'maxent-irl' ? reader.datasetMembers(spec.datasetId) : [];
  return {
    spec,
    world: finiteSpecOf(reader.environment(spec.environmentId).spec, 'spec.environmentId'),
    demonstrations: members.map((id) => trajectoryOf(reader, id)),
    sourceReward:
      spec.algorithm === 'soft-solve' && spec.sourceRunId !== null
        ? sourceReward(reader, spec.sourceRunId)
        : null,
    checkpoint: reader.checkpoint(run.id),
  };
}
