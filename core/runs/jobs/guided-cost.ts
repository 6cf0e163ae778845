import { LabError } from '../../base/errors.ts';
import { openEnvironment } from '../../environments/index.ts';
import { encodePolicy } from '../../forward/index.ts';
import { GuidedCostTrainer, guidedCostEngineWish } from '../../inverse/guided-cost/index.ts';
import { encodeReward } from '../../inverse/reward-network/index.ts';
import type { Job, JobInput, JobReport, PolicySnapshot, RewardSnapshot } from './job.ts';
import { onEngine } from './on-engine.ts';

/** Guided cost learning as a job: one step is one iteration of episodes, policy and reward. */
export async function guidedCostJob(input: JobInput): Promise<Job> {
  const { spec, demonstrations, checkpoint } = input;
  if (spec.algorithm !== 'guided-cost-learning')
    throw new LabError('Internal', 'This spec is none of guided cost learning.');
  const { settings, seed } = spec;
  const { environment } = await openEnvironment(input.environment);
  return onEngine(guidedCostEngineWish(environment, settings), (engine, description) => {
    const trainer = new GuidedCostTrainer(
      { environment, demonstrations, settings, seed, engine },
      checkpoint?.state ?? null,
    );
    const reward = (): RewardSnapshot => ({
      kind: 'function',
      iteration: trainer.iteration,
      inputs: settings.dependsOn,
      body: encodeReward(trainer.reward()),
    });
    const policy = (): PolicySnapshot => {
      const saved = trainer.policy();
      return {
        kind: 'function',
        iteration: trainer.iteration,
        family: saved.kind,
        body: encodePolicy(saved),
      };
    };
    return {
      engine: description,
      get iteration() {
        return trainer.iteration;
      },
      maxIterations: trainer.maxIterations,
      step(): JobReport {
        const { iteration, finished, metrics } = trainer.step();
        return { iteration, metrics, gap: null, done: finished };
      },
      checkpoint: () => trainer.checkpoint(),
      reward,
      policy,
      result: () => ({
        iteration: trainer.iteration,
        reward: reward(),
        policy: policy(),
        diagnostics: { kind: 'sampled', ...diagnosticsOf(trainer) },
      }),
      dispose: () => engine.dispose(),
    };
  });
}

/** The facts with lists that may be handed on. */
function diagnosticsOf(trainer: GuidedCostTrainer) {
  const { remarks, logPartition, ...facts } = trainer.diagnostics();
  return { ...facts, logPartition: logPartition && { ...logPartition }, remarks: [...remarks] };
}
