import { LabError } from '../base/errors.ts';
import { type Comparison, type ComparisonRequest, isInverse, type Run } from '../contract/index.ts';
import { finiteSpecOf } from '../environments/index.ts';
import type { ComparedRun } from '../evaluation/index.ts';
import { splitHeldOut } from '../inverse/maxent/index.ts';
import type { WorldSpec } from '../mdp/spec.ts';
import type { LabReader } from '../store/api.ts';
import type { JobTrajectory } from './jobs/job.ts';
import { trajectoryOf } from './jobs/trajectories.ts';
import { episodeOf } from './prepare.ts';

/** Everything a comparison needs, as plain data for a worker. */
export interface ComparisonInput {
  readonly world: WorldSpec;
  readonly demonstrations: readonly JobTrajectory[];
  readonly runs: readonly ComparedRun[];
  /** What the result is filed under. */
  readonly header: Pick<Comparison, 'environmentId' | 'datasetId' | 'runIds' | 'seed' | 'rollouts'>;
}

/** The demonstrations that shaped a run's reward: its own training set, or that of the run whose reward it solves. */
function trainedOn(reader: LabReader, run: Run): Set<string> {
  const { spec } = run;
  if (!isInverse(spec))
    return spec.sourceRunId === null ? new Set() : trainedOn(reader, reader.run(spec.sourceRunId));
  const members = reader.datasetMembers(spec.datasetId);
  const heldOut = 'heldOut' in spec.settings ? spec.settings.heldOut : 0;
  const { train } = splitHeldOut(members.length, heldOut, spec.seed);
  return new Set(train.map((i) => members[i]));
}

function comparedRun(
  reader: LabReader,
  runId: string,
  environmentId: string,
  members: readonly string[],
): ComparedRun {
  const run = reader.run(runId);
  if (run.spec.environmentId !== environmentId)
    throw new LabError('InvalidInput', `${run.name} belongs to another environment than the dataset.`, {
      where: 'runIds',
      remedy: 'Compare runs of the environment that the dataset was recorded in.',
    });
  const artifact = reader.policyArtifact(runId);
  if (artifact === null)
    throw new LabError('Conflict', `${run.name} has no policy yet.`, {
      where: 'runIds',
      remedy: 'Wait until it has finished, or leave it out.',
    });
  if (artifact.kind !== 'tabular')
    throw new LabError(
      'InvalidInput',
      `The policy of ${run.name} is a function, and tables are compared here.`,
      {
        where: 'runIds',
        remedy: 'Leave it out; watch it beside the demonstrations in Replay.',
      },
    );
  const trained = trainedOn(reader, run);
  const unseen = members.flatMap((id, index) => (trained.has(id) ? [] : [index]));
  const some = unseen.length > 0 && unseen.length < members.length;
  const recovered = isInverse(run.spec) || run.spec.sourceRunId !== null;
  const reward = recovered ? reader.rewardArtifact(runId) : null;
  return {
    runId,
    label: run.name,
    policy: { horizon: artifact.horizon, policy: artifact.policy },
    recoveredReward: reward?.kind === 'tabular' ? reward.reward : null,
    heldOut: some ? unseen : null,
    trainedOnThese: unseen.length < members.length,
  };
}

/** Gathers a comparison's input from the lab. */
export function comparisonInput(reader: LabReader, request: ComparisonRequest): ComparisonInput {
  const { datasetId, runIds, seed, rollouts } = request;
  const { environmentId } = reader.dataset(datasetId);
  const members = reader.datasetMembers(datasetId);
  return {
    world: finiteSpecOf(reader.environment(environmentId).spec, 'datasetId'),
    demonstrations: members.map((id) => trajectoryOf(episodeOf(reader, id), id)),
    runs: runIds.map((id) => comparedRun(reader, id, environmentId, members)),
    header: { environmentId, datasetId, runIds: [...runIds], seed, rollouts },
  };
}
