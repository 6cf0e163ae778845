import { LabError } from '../base/errors.ts';
import type { ExpertSource, FiniteExpert, PolicyExpert, ScriptedExpert } from '../contract/index.ts';
import { createExpert } from '../environments/experts/index.ts';
import { type EnvironmentSpec, isFiniteSpec, type OpenedEnvironment } from '../environments/index.ts';
import type { Policy } from '../forward/index.ts';
import type { PolicyOf } from './api.ts';
import { expertPolicy } from './expert-policy.ts';
import { type Actor, expertRandom, policyActor } from './play-episode.ts';

/** Makes the actor of the episode with a seed. The environment is the one that the episode is played in. */
export type Casting = (opened: OpenedEnvironment, seed: number) => Actor;

/** Where an expert is to drive; the simulators of its kind are loaded. */
export interface Stage {
  readonly spec: EnvironmentSpec;
  readonly opened: OpenedEnvironment;
}

/**
 * What a source drives by: worked out once, for all its episodes.
 *
 * @throws LabError InvalidInput for an expert of the other sort of environment, an unknown reward, or a policy of other
 *   widths; NotFound for a script that the environment does not have; NotConverged; Conflict for a run without a policy
 */
export async function castExpert(stage: Stage, source: ExpertSource, policyOf: PolicyOf): Promise<Casting> {
  switch (source.expert) {
    case 'scripted':
      return byScript(stage.spec, source);
    case 'policy':
      return byPolicy(stage.opened, await policyOf(source.runId), source);
    default:
      return byReward(stage.opened, source);
  }
}

const unfit = (message: string, remedy: string) =>
  new LabError('InvalidInput', message, { where: 'source.expert', remedy });

function byReward({ kind, ...rest }: OpenedEnvironment, source: FiniteExpert): Casting {
  if (kind !== 'finite' || !('world' in rest))
    throw unfit(
      'This expert drives in finite worlds only.',
      'Choose one of the experts written for this environment, or the policy of a run.',
    );
  const { world } = rest;
  const policy = expertPolicy(world, source);
  return (_, seed) => policyActor(world, policy, seed);
}

function byScript(spec: EnvironmentSpec, { script, ...settings }: ScriptedExpert): Casting {
  if (isFiniteSpec(spec))
    throw unfit(
      'Scripted experts drive in continuous environments only.',
      'Choose an expert that follows the true reward, or the policy of a run.',
    );
  const expert = createExpert(spec, script, settings);
  return (opened, seed) => {
    if (opened.kind !== 'continuous') throw new LabError('Internal', 'The environment became finite.');
    expert.begin(seed);
    return (observation) => expert.act(observation, opened.environment.state);
  };
}

function byPolicy({ environment }: OpenedEnvironment, policy: Policy, { choosing }: PolicyExpert): Casting {
  if (
    policy.observationWidth !== environment.observationWidth ||
    policy.actionWidth !== environment.actionWidth
  )
    throw unfit(
      'The policy of this run was learned in an environment with other observations or actions.',
      'Choose a run of this environment.',
    );
  return (_, seed) => {
    const random = expertRandom(seed);
    return (observation) =>
      choosing === 'mode' ? policy.mode(observation, 1) : policy.sample(observation, 1, random);
  };
}
