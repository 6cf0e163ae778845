import { LabError } from '../../base/errors.ts';
import type { JobEpisode, JobTrajectory } from './job.ts';

/** A demonstration of a finite world. @throws LabError InvalidInput for one of a continuous world */
export function trajectoryOf(
  { observations, actions, terminated }: JobEpisode,
  where: string,
): JobTrajectory {
  if (!(observations instanceof Int32Array && actions instanceof Int32Array))
    throw new LabError('InvalidInput', 'Only demonstrations of finite worlds can be used here.', {
      where,
      remedy: 'Choose a dataset of a finite world, or a method for continuous ones.',
    });
  return { states: observations, actions, terminated };
}

export const trajectoriesOf = (episodes: readonly JobEpisode[]): JobTrajectory[] =>
  episodes.map((episode, i) => trajectoryOf(episode, `demonstrations[${i}]`));
