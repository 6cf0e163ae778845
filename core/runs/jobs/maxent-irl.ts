import { LabError } from '../../base/errors.ts';
import { finiteSpecOf } from '../../environments/index.ts';
import { MaxEntTrainer, splitHeldOut } from '../../inverse/maxent/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import type { TabularRewardSnapshot } from './job.ts';
import { exactEngine, type Job, type JobInput, type JobReport, type JobResult } from './job.ts';
import { trajectoriesOf } from './trajectories.ts';

/** Maximum-entropy IRL as a job: one step is one iteration of its optimiser. */
export function maxEntJob(input: JobInput): Job {
  const { spec, checkpoint } = input;
  if (spec.algorithm !== 'maxent-irl') throw new LabError('Internal', 'This spec is none of MaxEnt IRL.');
  const { settings, seed } = spec;
  const { mdp, features } = buildWorld(finiteSpecOf(input.environment, 'environmentId'));
  const demonstrations = trajectoriesOf(input.demonstrations);
  const split = splitHeldOut(demonstrations.length, settings.heldOut, seed);
  const problem = {
    mdp,
    features,
    demonstrations: split.train.map((i) => demonstrations[i]),
    heldOut: split.heldOut.map((i) => demonstrations[i]),
    settings,
    initialWeights: null,
  };
  const trainer = checkpoint ? MaxEntTrainer.resume(problem, checkpoint.state) : new MaxEntTrainer(problem);

  const reward = (): TabularRewardSnapshot => ({
    kind: 'tabular',
    iteration: trainer.iteration,
    weights: trainer.weights.slice(),
    parameterNames: [...trainer.parameterNames],
    stateReward: trainer.stateReward.slice(),
    reward: trainer.reward.slice(),
  });
  return {
    engine: exactEngine,
    get iteration() {
      return trainer.iteration;
    },
    maxIterations: settings.maxIterations,
    step(): JobReport {
      const { iteration, finished, metrics } = trainer.step();
      const norm = metrics.gradientNorm;
      const gap = norm === undefined ? null : norm / settings.gradientTolerance;
      return { iteration, metrics, gap, done: finished };
    },
    checkpoint: () => trainer.checkpoint(),
    reward,
    policy: () => null,
    result: (): JobResult => ({
      iteration: trainer.iteration,
      reward: reward(),
      policy: { kind: 'tabular', ...trainer.policy() },
      diagnostics: trainer.diagnostics(),
    }),
    dispose() {},
  };
}
