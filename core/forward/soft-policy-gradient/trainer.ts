import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random } from '../../base/random.ts';
import type { Episode } from '../../environments/index.ts';
import { encode, encodingOf } from '../encoding.ts';
import { headOf } from '../policies/head.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import { withStarts } from '../starts.ts';
import type { ForwardProblem, ForwardReport, ForwardTrainer } from '../trainer.ts';
import type { TransitionBatch } from '../transitions.ts';
import { explainedVariance, momentsOf } from './advantages.ts';
import { batchEstimates, weighedAdvantages } from './batch-advantages.ts';
import { type Actor, episodeOf, type PlayedEpisode, transitionsOf, withColumns } from './collect.ts';
import { clippedUpdate, gradientUpdate, type PolicyBatch } from './policy-update.ts';
import { checkFinite, episodeMetrics, meanReturn } from './report.ts';
import { policyShape, usesValue, valueShape } from './setup.ts';
import type { SoftPolicyGradientSettings } from './spec.ts';
import { packTraining, type TrainingCounts, type TrainingState, unpackTraining } from './state.ts';
import { ValueFunction } from './value-function.ts';

type Problem = ForwardProblem<SoftPolicyGradientSettings>;

/**
 * Soft policy gradient: maximises E Σ γ^t (r_t - α log π(a_t|s_t)) by likelihood-ratio gradients on batches of whole
 * episodes, with the advantages of `advantages.ts`. See the README for the equations.
 */
export class SoftPolicyGradientTrainer implements ForwardTrainer {
  readonly #problem: Problem;
  readonly #actor: { network: Actor['network'] } & Omit<Actor, 'network'>;
  readonly #value: ValueFunction | null;
  #good: TrainingState;
  #lastEpisodes: readonly PlayedEpisode[] = [];

  constructor(given: Problem) {
    const problem = withStarts(given);
    const { environment, settings, seed, engine } = problem;
    this.#problem = problem;
    const fresh = (name: string, shape: ReturnType<typeof policyShape>) =>
      engine.create({ shape, seed: deriveSeed(seed, name), outputScale: 0.01 });
    this.#actor = {
      network: fresh('policy-network', policyShape(environment, settings)),
      head: headOf(environment.actionSpace),
      encoding: encodingOf(environment.observationSpace),
    };
    this.#value = usesValue(settings)
      ? new ValueFunction(fresh('value-network', valueShape(environment, settings)), ValueFunction.unscaled)
      : null;
    this.#good = this.#state({ iteration: 0, environmentSteps: 0, episodes: 0 });
  }

  /** Goes on from a checkpoint of an equal problem, bit for bit. @throws LabError InvalidInput for any other */
  static resume(problem: Problem, checkpoint: Uint8Array): SoftPolicyGradientTrainer {
    const { environment, settings } = problem;
    const state = unpackTraining(checkpoint, {
      policy: policyShape(environment, settings),
      value: usesValue(settings) ? valueShape(environment, settings) : null,
    });
    const trainer = new SoftPolicyGradientTrainer(problem);
    trainer.#restore(state);
    return trainer;
  }

  get iteration(): number {
    return this.#good.iteration;
  }

  get maxIterations(): number {
    return this.#problem.settings.maxIterations;
  }

  get environmentSteps(): number {
    return this.#good.environmentSteps;
  }

  /**
   * The whole episodes of the last iteration, played by the policy *before* its update; none before the first, nor
   * right after resuming.
   */
  get lastEpisodes(): readonly PlayedEpisode[] {
    return this.#lastEpisodes;
  }

  step(): ForwardReport {
    if (this.iteration >= this.maxIterations)
      throw new LabError('Conflict', 'The training has finished.', { kept: 'Its policy is there.' });
    try {
      return this.#iterate();
    } catch (thrown) {
      this.#restore(this.#good);
      throw thrown;
    }
  }

  policy(): SavedPolicy {
    const { head, encoding } = this.#actor;
    return head.policy(this.#good.policy, encoding);
  }

  /** V of raw observations, [rows]; null without a value network. */
  values(observations: ArrayLike<number>, rows: number): Float64Array | null {
    return this.#value?.predict(encode(this.#actor.encoding, observations, rows), rows) ?? null;
  }

  checkpoint(): Uint8Array {
    return packTraining(this.#good);
  }

  dispose(): void {
    this.#actor.network.dispose();
    this.#value?.network.dispose();
  }

  #iterate(): ForwardReport {
    const { environment, settings, seed } = this.#problem;
    const { network, head, encoding } = this.#actor;
    const { observationWidth, actionWidth } = environment;
    const random = Random.fromSeed(deriveSeed(seed, 'update', this.iteration));

    const played = this.#play();
    const batch = transitionsOf(played, observationWidth, actionWidth);
    const { rows } = batch;
    const encoded = encode(encoding, batch.observations, rows);
    const { logDensity } = head.score(network.predict(encoded, rows), batch.actions, rows);
    const objective = this.#objective(batch, played);
    const episodes = withColumns(played, logDensity, objective);
    const values = this.#value?.predict(encoded, rows) ?? null;
    const known = values === null ? null : { steps: values, ends: this.#endValues(episodes) };
    const { advantages, targets, weights } = batchEstimates(episodes, known, settings);
    const normalised = weighedAdvantages(advantages, settings);
    const shrink = settings.schedule === 'linear' ? 1 - this.iteration / settings.maxIterations : 1;
    const update = this.#updatePolicy(
      {
        rows,
        encoded,
        actions: batch.actions,
        logDensity,
        advantages: normalised.advantages,
        temperature: settings.temperature / normalised.scale,
        weights,
      },
      settings.policyStepSize * shrink,
      random,
    );
    const fitted =
      this.#value?.fit(encoded, targets, {
        epochs: settings.valueEpochs,
        minibatch: settings.minibatch,
        stepSize: settings.valueStepSize * shrink,
        gradientNorm: settings.gradientNorm,
        random,
      }) ?? null;

    const after = head.score(network.predict(encoded, rows), batch.actions, rows).logDensity;
    const environmentSteps = this.environmentSteps + rows;
    const metrics = {
      ...episodeMetrics(episodes, settings),
      entropy: -momentsOf(logDensity).mean,
      temperature: settings.temperature,
      policyLoss: update.loss,
      policyGradientNorm: update.gradientNorm,
      divergence: momentsOf(logDensity.map((before, i) => before - after[i])).mean,
      ...(fitted === null || values === null
        ? {}
        : {
            valueLoss: fitted.loss,
            valueGradientNorm: fitted.gradientNorm,
            explainedVariance: explainedVariance(values, targets),
          }),
      ...(this.#problem.reward === null ? {} : { modelReturn: meanReturn(episodes, 'objective') }),
      episodes: episodes.length,
      environmentSteps,
    };
    checkFinite(metrics);
    const iteration = this.iteration + 1;
    this.#good = this.#state({
      iteration,
      environmentSteps,
      episodes: this.#good.episodes + episodes.length,
    });
    this.#lastEpisodes = episodes;
    return { iteration, metrics, finished: iteration >= this.maxIterations };
  }

  /** Whole episodes until there are enough steps. */
  #play(): Episode[] {
    const { environment, settings, seed } = this.#problem;
    const episodes: Episode[] = [];
    for (let steps = 0; steps < settings.batchSteps; steps += episodes[episodes.length - 1].rewards.length) {
      const index = this.#good.episodes + episodes.length;
      episodes.push(episodeOf(environment, this.#actor, deriveSeed(seed, 'episode', index)));
    }
    return episodes;
  }

  #objective(batch: TransitionBatch, played: readonly Episode[]): Float64Array {
    const { reward } = this.#problem;
    const values =
      reward === null
        ? Float64Array.from(played.flatMap(({ rewards }) => Array.from(rewards)))
        : Float64Array.from(reward.rewards(batch));
    if (values.length === batch.rows && values.every(Number.isFinite)) return values;
    throw new LabError('NonFinite', 'A reward is not a finite number.', {
      kept: 'The policy is as it was after the last good iteration.',
    });
  }

  /** V(s_T) of each episode; zeros without a value network. */
  #endValues(episodes: readonly Episode[]): Float64Array {
    const width = this.#problem.environment.observationWidth;
    const last = episodes.flatMap(({ observations }) => Array.from(observations.subarray(-width)));
    return this.values(last, episodes.length) ?? new Float64Array(episodes.length);
  }

  #updatePolicy(batch: PolicyBatch, stepSize: number, random: Random) {
    const { update, epochs, minibatch, clipRange, gradientNorm } = this.#problem.settings;
    const { network, head } = this.#actor;
    const step = { stepSize, gradientNorm };
    return update === 'gradient'
      ? gradientUpdate(network, head, batch, step)
      : clippedUpdate(network, head, batch, { ...step, epochs, minibatch, clipRange, random });
  }

  #state(counts: TrainingCounts): TrainingState {
    const value = this.#value;
    return {
      ...counts,
      policy: this.#actor.network.save(),
      value: value === null ? null : { network: value.network.save(), scale: value.scale },
    };
  }

  #restore(state: TrainingState): void {
    const { engine } = this.#problem;
    this.#actor.network.dispose();
    this.#actor.network = engine.load(state.policy);
    if (this.#value !== null && state.value !== null)
      this.#value.restore(engine, state.value.network, state.value.scale);
    this.#good = state;
  }
}
