import { LabError } from '../../base/errors.ts';
import { deriveSeed, type Random } from '../../base/random.ts';
import { adamDefaults, type Network, type SavedNetwork } from '../../networks/index.ts';
import { type Encoding, encode, encodingOf } from '../encoding.ts';
import { categoricalOf } from '../policies/categorical.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import type { ForwardProblem } from '../trainer.ts';
import type { TransitionBatch } from '../transitions.ts';
import { follow, type LearningRates, lossOf, type SoftQLearner } from './learner.ts';
import type { SoftQFunction } from './q-function.ts';
import { softQShape } from './shapes.ts';
import type { SoftQSettings } from './spec.ts';

/**
 * Soft Q-learning for discrete actions. Q(s, ·) is regressed to
 *
 *     r + γ (1 - terminated) V(s'),   V(s') = α log Σ_a exp(Q'(s', a) / α),
 *
 * with Q' the target network; behaviour and policy are Boltzmann, π(a|s) = exp((Q(s, a) - V(s)) / α).
 */
export class DiscreteLearner implements SoftQLearner {
  readonly #problem: ForwardProblem<SoftQSettings>;
  readonly #encoding: Encoding;
  readonly #actions: number;
  #q: Network;
  #target: Network;

  constructor(problem: ForwardProblem<SoftQSettings>) {
    const { environment, settings, engine, seed } = problem;
    const shape = softQShape(environment, settings);
    this.#problem = problem;
    this.#encoding = encodingOf(environment.observationSpace);
    this.#actions = shape.outputs;
    this.#q = engine.create({ shape, seed: deriveSeed(seed, 'q'), outputScale: 0.01 });
    this.#target = engine.load(this.#q.save());
  }

  act(observation: ArrayLike<number>, random: Random): Float32Array {
    const q = this.#q.predict(encode(this.#encoding, observation, 1), 1);
    const { probabilities } = categoricalOf(q, 1, this.#actions, this.#problem.settings.temperature);
    return Float32Array.of(random.categorical(probabilities, 0, this.#actions));
  }

  explore(random: Random): Float32Array {
    return Float32Array.of(random.integer(this.#actions));
  }

  update(batch: TransitionBatch, rewards: Float32Array, rates: LearningRates): Record<string, number> {
    const { settings } = this.#problem;
    const { rows } = batch;
    const n = this.#actions;
    const { discount, temperature } = settings;
    const next = this.#target.predict(encode(this.#encoding, batch.nextObservations, rows), rows);
    const { value } = categoricalOf(next, rows, n, temperature);
    const targets = rewards.map((r, i) => r + discount * (1 - batch.terminated[i]) * value[i]);
    const outputs = this.#q.forward(encode(this.#encoding, batch.observations, rows), rows);
    const taken = Float32Array.from({ length: rows }, (_, i) => outputs[i * n + batch.actions[i]]);
    const { loss, gradient } = lossOf(settings, taken, targets);
    if (!Number.isFinite(loss))
      throw new LabError('NonFinite', 'The loss of Q is no longer a finite number.');
    const byOutputs = new Float32Array(rows * n);
    for (let i = 0; i < rows; i++) byOutputs[i * n + batch.actions[i]] = gradient[i];
    this.#q.backwardWeights(byOutputs);
    const qGradientNorm = this.#q.clipGradient(settings.gradientClip);
    this.#q.adamStep(adamDefaults(rates.q));
    follow(this.#target, this.#q, settings);
    return { qLoss: loss, meanQ: mean(taken), qGradientNorm, entropy: this.#entropy(outputs, rows) };
  }

  networks(): Record<string, SavedNetwork> {
    return { q: this.#q.save(), target: this.#target.save() };
  }

  restore(networks: Readonly<Record<string, SavedNetwork>>): void {
    this.dispose();
    this.#q = this.#problem.engine.load(networks.q);
    this.#target = this.#problem.engine.load(networks.target);
  }

  policy(): SavedPolicy {
    const { temperature } = this.#problem.settings;
    return { kind: 'categorical', encoding: this.#encoding, network: this.#q.save(), temperature };
  }

  qFunction(): SoftQFunction {
    const { temperature, discount } = this.#problem.settings;
    return { kind: 'discrete', encoding: this.#encoding, network: this.#q.save(), temperature, discount };
  }

  dispose(): void {
    this.#q.dispose();
    this.#target.dispose();
  }

  /** Mean entropy of the policy over rows of Q, nats. */
  #entropy(outputs: Float32Array, rows: number): number {
    const { probabilities, logProbabilities } = categoricalOf(
      outputs,
      rows,
      this.#actions,
      this.#problem.settings.temperature,
    );
    let sum = 0;
    for (let i = 0; i < probabilities.length; i++)
      if (probabilities[i] > 0) sum -= probabilities[i] * logProbabilities[i];
    return sum / rows;
  }
}

const mean = (values: Float32Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
