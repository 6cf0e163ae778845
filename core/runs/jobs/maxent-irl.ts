import { LabError } from '../../base/errors.ts';
import { MaxEntTrainer, splitHeldOut } from '../../inverse/maxent/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import type { Job, JobInput, JobReport, JobResult, RewardSnapshot } from './job.ts';

/** Maximum-entropy IRL as a job: one step is one iteration of its optimiser. */
export function maxEntJob(input: JobInput): Job {
  const { spec, demonstrations, checkpoint } = input;
  if (spec.algorithm !== 'maxent-irl') throw new LabError('Internal', 'This spec is none of MaxEnt IRL.');
  const { settings, seed } = spec;
  const { mdp, features } = buildWorld(input.world);
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

  const reward = (): RewardSnapshot => ({
    iteration: trainer.iteration,
    weights: trainer.weights.slice(),
    parameterNames: [...trainer.parameterNames],
    stateReward: trainer.stateReward.slice(),
    reward: trainer.reward.slice(),
  });
  return {
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
    result: (): JobResult => ({
      iteration: trainer.iteration,
      reward: reward(),
      policy: trainer.policy(),
      diagnostics: trainer.diagnostics(),
    }),
  };
}
