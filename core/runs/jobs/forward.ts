import { LabError } from '../../base/errors.ts';
import type { RunSpec } from '../../contract/index.ts';
import { type Environment, openEnvironment } from '../../environments/index.ts';
import {
  demonstrationStates,
  encodePolicy,
  type ForwardProblem,
  type ForwardTrainer,
  type RewardModel,
} from '../../forward/index.ts';
import { SoftActorCriticTrainer, sacEngineWish } from '../../forward/soft-actor-critic/index.ts';
import {
  type SoftPolicyGradientSettings,
  SoftPolicyGradientTrainer,
  softPolicyGradientEngineWish,
} from '../../forward/soft-policy-gradient/index.ts';
import { SoftQLearningTrainer, softQWish } from '../../forward/soft-q-learning/index.ts';
import type { Engine, EngineWish } from '../../networks/index.ts';
import type { Job, JobInput, JobReport, PolicySnapshot } from './job.ts';
import { onEngine } from './on-engine.ts';
import { rewardModel } from './reward-model.ts';
import { type ForwardTables, forwardTables } from './tables.ts';

type ForwardSpec = Extract<
  RunSpec,
  { algorithm: 'soft-actor-critic' | 'soft-q-learning' | 'soft-policy-gradient' }
>;

/** What computes the networks of a spec. */
function engineWish(spec: ForwardSpec, environment: Environment): EngineWish {
  switch (spec.algorithm) {
    case 'soft-actor-critic':
      return sacEngineWish(environment, spec.settings);
    case 'soft-q-learning':
      return softQWish(environment, spec.settings);
    case 'soft-policy-gradient':
      return softPolicyGradientEngineWish(environment, spec.settings);
  }
}

/** The trainer of a spec, at its checkpoint where it has one. */
function createTrainer(
  spec: ForwardSpec,
  about: { readonly environment: Environment; readonly engine: Engine; readonly reward: RewardModel | null },
  checkpoint: Uint8Array | null,
): ForwardTrainer {
  const { seed } = spec;
  switch (spec.algorithm) {
    case 'soft-actor-critic':
      return new SoftActorCriticTrainer({ ...about, settings: spec.settings, seed }, checkpoint);
    case 'soft-q-learning':
      return new SoftQLearningTrainer({ ...about, settings: spec.settings, seed }, checkpoint);
    case 'soft-policy-gradient':
      return policyGradient({ ...about, settings: spec.settings, seed }, checkpoint);
  }
}

const policyGradient = (
  problem: ForwardProblem<SoftPolicyGradientSettings>,
  checkpoint: Uint8Array | null,
): ForwardTrainer =>
  checkpoint === null
    ? new SoftPolicyGradientTrainer(problem)
    : SoftPolicyGradientTrainer.resume(problem, checkpoint);

function forwardSpec(spec: RunSpec): ForwardSpec {
  switch (spec.algorithm) {
    case 'soft-actor-critic':
    case 'soft-q-learning':
    case 'soft-policy-gradient':
      return spec;
    default:
      throw new LabError('Internal', 'This spec is none of a forward method by sampling.');
  }
}

/** States for episodes to begin in, out of the demonstrations that came along. */
function startsOf({ demonstrations }: JobInput, environment: Environment): ArrayLike<number>[] {
  const states = demonstrations.flatMap((one) => demonstrationStates(one, environment));
  if (demonstrations.length > 0 && states.length === 0)
    throw new LabError('Conflict', 'No demonstration tells the states that it went through.', {
      where: 'spec.settings.demonstrationStarts',
      kept: 'The demonstrations are as they were.',
      remedy:
        'Set “Start in demonstrations” to 0: these were recorded elsewhere, and their observations are not the whole state.',
    });
  return states;
}

/**
 * Forward max-ent RL by sampling as a job: one step is one iteration of its trainer. It solves the environment's own
 * reward, or one that a run recovered. In a finite world the policy is also a table in the end, so that it can be mapped
 * and compared as those of the exact solvers.
 */
export async function forwardJob(input: JobInput): Promise<Job> {
  const spec = forwardSpec(input.spec);
  const opened = await openEnvironment(input.environment);
  const { environment } = opened;
  return onEngine(engineWish(spec, environment), (engine, description) => {
    const learned = input.sourceReward === null ? null : rewardModel(input.sourceReward, engine);
    const reward = learned && { ...learned, starts: startsOf(input, environment) };
    const trainer = createTrainer(spec, { environment, engine, reward }, input.checkpoint?.state ?? null);
    const tables: ForwardTables | null =
      opened.kind === 'finite'
        ? forwardTables(opened.world, input.sourceReward, spec.settings.discount)
        : null;
    let temperature = spec.settings.temperature;
    const policy = (): PolicySnapshot => {
      const saved = trainer.policy();
      if (tables) return tables.policy(saved, temperature, engine);
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
        const { iteration, metrics, finished } = trainer.step();
        temperature = metrics.temperature ?? temperature;
        return { iteration, metrics, gap: null, done: finished };
      },
      checkpoint: () => trainer.checkpoint(),
      reward: () => tables?.reward ?? null,
      policy,
      result: () => ({
        iteration: trainer.iteration,
        reward: tables ? { ...tables.reward, iteration: trainer.iteration } : null,
        policy: policy(),
        diagnostics: null,
      }),
      dispose: () => engine.dispose(),
    };
  });
}
