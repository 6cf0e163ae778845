import type { Random } from '../../base/random.ts';
import type { SavedNetwork } from '../../networks/index.ts';
import { type Encoding, encode, encodingOf } from '../encoding.ts';
import { categoricalOf } from '../policies/categorical.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import type { ForwardProblem } from '../trainer.ts';
import type { TransitionBatch } from '../transitions.ts';
import { Critics, meanQ } from './critics.ts';
import type { Schedule, SoftQLearner } from './learner.ts';
import type { SoftQFunction } from './q-function.ts';
import { softQShape } from './shapes.ts';
import type { SoftQSettings } from './spec.ts';

/**
 * Soft Q-learning for discrete actions. Q(s, ·) is regressed to
 *
 *     r + γ (1 - terminated) V(s'),   V(s') = α log Σ_a exp(Q'(s', a) / α),
 *
 * with Q' of the target networks; behaviour and policy are Boltzmann, π(a|s) = exp((Q(s, a) - V(s)) / α). See `Critics`.
 */
export class DiscreteLearner implements SoftQLearner {
  readonly #problem: ForwardProblem<SoftQSettings>;
  readonly #encoding: Encoding;
  readonly #actions: number;
  readonly #critics: Critics;

  constructor(problem: ForwardProblem<SoftQSettings>) {
    const { environment, settings, engine, seed } = problem;
    const shape = softQShape(environment, settings);
    this.#problem = problem;
    this.#encoding = encodingOf(environment.observationSpace);
    this.#actions = shape.outputs;
    this.#critics = new Critics(engine, shape, settings, seed);
  }

  act(observation: ArrayLike<number>, random: Random): Float32Array {
    const q = this.#critics.predict(encode(this.#encoding, observation, 1), 1);
    const { probabilities } = categoricalOf(q, 1, this.#actions, this.#problem.settings.temperature);
    return Float32Array.of(random.categorical(probabilities, 0, this.#actions));
  }

  explore(random: Random): Float32Array {
    return Float32Array.of(random.integer(this.#actions));
  }

  update(batch: TransitionBatch, rewards: Float32Array, schedule: Schedule): Record<string, number> {
    const { settings } = this.#problem;
    const { rows } = batch;
    const n = this.#actions;
    const { temperature } = settings;
    const next = this.#critics.target(encode(this.#encoding, batch.nextObservations, rows), rows);
    const { value } = categoricalOf(next, rows, n, temperature);
    const targets = rewards.map((r, i) => r + schedule.discount * (1 - batch.terminated[i]) * value[i]);
    const at = Array.from({ length: rows }, (_, i) => i * n + batch.actions[i]);
    const inputs = encode(this.#encoding, batch.observations, rows);
    const { outputs, qLoss, qGradientNorm } = this.#critics.regress({ inputs, targets, at }, schedule.q);
    const taken = at.reduce((sum, k) => sum + outputs[k], 0) / rows;
    return { qLoss, meanQ: taken, qGradientNorm, entropy: this.#entropy(outputs, rows) };
  }

  networks(): Record<string, SavedNetwork> {
    return this.#critics.save();
  }

  restore(networks: Readonly<Record<string, SavedNetwork>>): void {
    this.#critics.restore(networks);
  }

  policy(): SavedPolicy {
    const { temperature } = this.#problem.settings;
    return { kind: 'categorical', encoding: this.#encoding, network: this.#q(), temperature };
  }

  qFunction(): SoftQFunction {
    const { temperature, discount } = this.#problem.settings;
    return { kind: 'discrete', encoding: this.#encoding, network: this.#q(), temperature, discount };
  }

  dispose(): void {
    this.#critics.dispose();
  }

  #q = (): SavedNetwork => meanQ(this.#critics.save());

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
