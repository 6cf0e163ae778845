import { LabError } from '../../base/errors.ts';
import { deriveSeed, type Random } from '../../base/random.ts';
import { adamDefaults, type Network, type SavedNetwork } from '../../networks/index.ts';
import { type Encoding, encode, encodingOf } from '../encoding.ts';
import { type ActionRange, actionRange } from '../policies/action-range.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import type { ForwardProblem } from '../trainer.ts';
import type { TransitionBatch } from '../transitions.ts';
import { follow, type LearningRates, lossOf, type SoftQLearner } from './learner.ts';
import { needsFit, propose, reachOf } from './proposals.ts';
import type { SoftQFunction } from './q-function.ts';
import { beside, normals } from './rows.ts';
import { samplerInputs, steinStep } from './sampler.ts';
import { samplerShape, softQShape } from './shapes.ts';
import { importanceValue } from './soft-value.ts';
import type { SoftQSettings } from './spec.ts';
import { fromActions, squash, toActions } from './squash.ts';

/**
 * Soft Q-learning for continuous actions (Haarnoja, Tang, Abbeel and Levine, 2017). Q(s, a) is regressed to
 * r + γ (1 - terminated) V(s') with V by importance sampling over a target network; a sampler network learns to draw
 * from exp(Q/α) by amortised Stein variational gradient descent, and is behaviour and policy.
 */
export class ContinuousLearner implements SoftQLearner {
  readonly #problem: ForwardProblem<SoftQSettings>;
  readonly #encoding: Encoding;
  readonly #range: ActionRange;
  readonly #m: number;
  #q: Network;
  #target: Network;
  #sampler: Network;

  /** @throws LabError InvalidInput for discrete actions */
  constructor(problem: ForwardProblem<SoftQSettings>) {
    const { environment, settings, engine, seed } = problem;
    if (environment.actionSpace.kind !== 'box')
      throw new LabError('InvalidInput', 'These actions are discrete.', { where: 'environment' });
    this.#problem = problem;
    this.#encoding = encodingOf(environment.observationSpace);
    this.#range = actionRange(environment.actionSpace);
    this.#m = environment.actionWidth;
    const bounded = this.#range.half.every((h) => h !== null);
    const start = (name: string, outputScale: number) => ({ seed: deriveSeed(seed, name), outputScale });
    this.#q = engine.create({ shape: softQShape(environment, settings), ...start('q', 0.01) });
    this.#target = engine.load(this.#q.save());
    this.#sampler = engine.create({
      shape: samplerShape(environment, settings),
      ...start('sampler', bounded ? 1 : 0.1),
    });
  }

  act(observation: ArrayLike<number>, random: Random): Float32Array {
    const state = encode(this.#encoding, observation, 1);
    const u = this.#sampler.predict(samplerInputs(state, 1, 1, this.#m, random), 1);
    return toActions(squash(u, this.#range), this.#range);
  }

  explore(random: Random): Float32Array {
    const y = normals(this.#m, random).map((x, i) =>
      this.#range.half[i] === null ? x : 2 * random.uniform() - 1,
    );
    return toActions(y, this.#range);
  }

  update(
    batch: TransitionBatch,
    rewards: Float32Array,
    rates: LearningRates,
    random: Random,
  ): Record<string, number> {
    const { settings } = this.#problem;
    const { rows } = batch;
    const { discount, temperature, particles, gradientClip } = settings;
    const states = encode(this.#encoding, batch.observations, rows);
    const taken = fromActions(batch.actions, this.#range);
    const nextStates = encode(this.#encoding, batch.nextObservations, rows);
    const next = this.#nextValue({ states: nextStates, rows, taken }, random);
    const targets = rewards.map((r, i) => r + discount * (1 - batch.terminated[i]) * next.value[i]);
    const inputs = beside(states, taken, rows, 1);
    const predictions = this.#q.forward(inputs, rows);
    const { loss, gradient } = lossOf(settings, predictions, targets);
    if (!Number.isFinite(loss))
      throw new LabError('NonFinite', 'The loss of Q is no longer a finite number.');
    this.#q.backwardWeights(gradient);
    const qGradientNorm = this.#q.clipGradient(gradientClip);
    this.#q.adamStep(adamDefaults(rates.q));
    follow(this.#target, this.#q, settings);
    const samplerNorm = steinStep(
      this.#sampler,
      this.#q,
      {
        states,
        rows,
        particles,
        range: this.#range,
        reach: reachOf(taken, this.#range),
        temperature,
        learningRate: rates.sampler,
        longestGradient: gradientClip,
      },
      random,
    );
    return {
      qLoss: loss,
      meanQ: predictions.reduce((sum, x) => sum + x, 0) / rows,
      qGradientNorm,
      samplerNorm,
      entropy: next.entropy,
      effectiveShare: next.effectiveShare,
    };
  }

  networks(): Record<string, SavedNetwork> {
    return { q: this.#q.save(), target: this.#target.save(), sampler: this.#sampler.save() };
  }

  restore(networks: Readonly<Record<string, SavedNetwork>>): void {
    this.dispose();
    const { engine } = this.#problem;
    this.#q = engine.load(networks.q);
    this.#target = engine.load(networks.target);
    this.#sampler = engine.load(networks.sampler);
  }

  policy(): SavedPolicy {
    return {
      kind: 'implicit',
      encoding: this.#encoding,
      network: this.#sampler.save(),
      noiseWidth: this.#m,
      range: this.#range,
    };
  }

  qFunction(): SoftQFunction {
    const { temperature, discount } = this.#problem.settings;
    const network = this.#q.save();
    return {
      kind: 'continuous',
      encoding: this.#encoding,
      range: this.#range,
      network,
      temperature,
      discount,
    };
  }

  dispose(): void {
    for (const network of [this.#q, this.#target, this.#sampler]) network.dispose();
  }

  /** V of encoded states under the target network. */
  #nextValue(
    { states, rows, taken }: { states: Float32Array; rows: number; taken: Float32Array },
    random: Random,
  ) {
    const { proposal, valueSamples, particles, temperature } = this.#problem.settings;
    const fit = needsFit(proposal, this.#range)
      ? {
          u: this.#sampler.predict(samplerInputs(states, rows, particles, this.#m, random), rows * particles),
          count: particles,
        }
      : null;
    const { y, logDensity } = propose(
      { kind: proposal, rows, count: valueSamples, range: this.#range, taken, fit },
      random,
    );
    const q = this.#target.predict(beside(states, y, rows, valueSamples), rows * valueSamples);
    return importanceValue(q, logDensity, rows, temperature);
  }
}
