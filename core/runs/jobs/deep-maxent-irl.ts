import { LabError } from '../../base/errors.ts';
import { finiteSpecOf } from '../../environments/index.ts';
import { DeepMaxEntTrainer, deepMaxEntEngineWish } from '../../inverse/deep-maxent/index.ts';
import { splitHeldOut } from '../../inverse/maxent/index.ts';
import { buildWorld } from '../../mdp/index.ts';
import type { Job, JobInput, JobReport, TabularRewardSnapshot } from './job.ts';
import { onEngine } from './on-engine.ts';
import { trajectoriesOf } from './trajectories.ts';

/** Deep MaxEnt IRL as a job: one step is one step of Adam on the reward's network. */
export function deepMaxEntJob(input: JobInput): Promise<Job> {
  const { spec, checkpoint } = input;
  if (spec.algorithm !== 'deep-maxent-irl')
    throw new LabError('Internal', 'This spec is none of deep MaxEnt IRL.');
  const { settings, seed } = spec;
  const { mdp, features } = buildWorld(finiteSpecOf(input.environment, 'environmentId'));
  const demonstrations = trajectoriesOf(input.demonstrations);
  const split = splitHeldOut(demonstrations.length, settings.heldOut, seed);
  return onEngine(deepMaxEntEngineWish(features, mdp.stateCount, settings), (engine, description) => {
    const problem = {
      mdp,
      features,
      demonstrations: split.train.map((i) => demonstrations[i]),
      heldOut: split.heldOut.map((i) => demonstrations[i]),
      settings,
      seed,
      engine,
    };
    const trainer = new DeepMaxEntTrainer(problem, checkpoint?.state ?? null);
    const reward = (): TabularRewardSnapshot => ({
      kind: 'tabular',
      iteration: trainer.iteration,
      weights: trainer.weights,
      parameterNames: [...trainer.parameterNames],
      stateReward: trainer.stateReward,
      reward: trainer.reward,
    });
    return {
      engine: description,
      get iteration() {
        return trainer.iteration;
      },
      maxIterations: settings.maxIterations,
      step(): JobReport {
        const { iteration, finished, metrics } = trainer.step();
        return { iteration, metrics, gap: metrics.gradientNorm / settings.gradientTolerance, done: finished };
      },
      checkpoint: () => trainer.checkpoint(),
      reward,
      policy: () => null,
      result: () => ({
        iteration: trainer.iteration,
        reward: reward(),
        policy: { kind: 'tabular', ...trainer.policy() },
        diagnostics: trainer.diagnostics(),
      }),
      dispose: () => engine.dispose(),
    };
  });
}
