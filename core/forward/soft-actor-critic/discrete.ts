import type { Random } from '../../base/random.ts';
import type { DiscreteSpace } from '../../environments/index.ts';
import type { Network, NetworkShape } from '../../networks/index.ts';
import { type Encoding, encode, encodedWidth } from '../encoding.ts';
import { categoricalOf } from '../policies/categorical.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import type { TransitionBatch } from '../transitions.ts';
import type { ActorFacts, CriticLoss, SacForm, SacNetworks } from './form.ts';
import type { SacSettings } from './spec.ts';
import { together, type Word } from './twin.ts';

/**
 * Discrete actions (Christodoulou, 2019): critics s -> Q(s, ·), actor s -> logits, and expectations over actions are
 * sums instead of draws.
 */
export class DiscreteForm implements SacForm {
  readonly actorShape: NetworkShape;
  readonly criticShape: NetworkShape;
  readonly targetEntropy: number;
  readonly #encoding: Encoding;
  readonly #n: number;
  readonly #word: Word;

  constructor(encoding: Encoding, actions: DiscreteSpace, settings: SacSettings, hidden: readonly number[]) {
    this.#encoding = encoding;
    this.#n = actions.n;
    this.#word = settings.critics;
    const inputs = encodedWidth(encoding);
    const shape = { inputs, hidden: [...hidden], outputs: actions.n, activation: settings.activation };
    this.actorShape = shape;
    this.criticShape = shape;
    this.targetEntropy = settings.targetEntropyShare * Math.log(actions.n);
  }

  nextValues({ actor, targets }: SacNetworks, batch: TransitionBatch, temperature: number): Float32Array {
    const inputs = encode(this.#encoding, batch.nextObservations, batch.rows);
    return this.#softValues(actor, targets, inputs, batch.rows, temperature);
  }

  criticGradients(
    { critics }: SacNetworks,
    { rows, observations, actions }: TransitionBatch,
    targets: Float32Array,
    loss: CriticLoss,
  ): number {
    const n = this.#n;
    const inputs = encode(this.#encoding, observations, rows);
    let total = 0;
    for (const critic of critics) {
      const all = critic.forward(inputs, rows);
      const taken = Float32Array.from({ length: rows }, (_, row) => all[row * n + actions[row]]);
      const one = loss(taken, targets);
      const gradient = new Float32Array(rows * n);
      for (let row = 0; row < rows; row++) gradient[row * n + actions[row]] = one.gradient[row];
      critic.backwardWeights(gradient);
      total += one.loss / 2;
    }
    return total;
  }

  /** ∂/∂logit_k of Σ_a π_a (α log π_a - q_a) is π_k [(α log π_k - q_k) - Σ_a π_a (α log π_a - q_a)]. */
  actorGradient({ actor, critics }: SacNetworks, batch: TransitionBatch, temperature: number): ActorFacts {
    const { rows } = batch;
    const n = this.#n;
    const inputs = encode(this.#encoding, batch.observations, rows);
    const { probabilities, logProbabilities } = categoricalOf(actor.forward(inputs, rows), rows, n, 1);
    const q = this.#q(critics, inputs, rows);
    const gradient = new Float32Array(rows * n);
    let loss = 0;
    let entropy = 0;
    let meanQ = 0;
    for (let at = 0; at < rows * n; at += n) {
      let ofRow = 0;
      for (let k = at; k < at + n; k++) {
        ofRow += probabilities[k] * (temperature * logProbabilities[k] - q[k]);
        entropy -= probabilities[k] * logProbabilities[k];
        meanQ += probabilities[k] * q[k];
      }
      for (let k = at; k < at + n; k++)
        gradient[k] = (probabilities[k] * (temperature * logProbabilities[k] - q[k] - ofRow)) / rows;
      loss += ofRow;
    }
    actor.backwardWeights(gradient);
    return { loss: loss / rows, entropy: entropy / rows, meanQ: meanQ / rows };
  }

  values(
    { actor, critics }: SacNetworks,
    observations: ArrayLike<number>,
    rows: number,
    temperature: number,
  ): Float32Array {
    return this.#softValues(actor, critics, encode(this.#encoding, observations, rows), rows, temperature);
  }

  sample(actor: Network, observations: ArrayLike<number>, rows: number, random: Random): Float32Array {
    const n = this.#n;
    const outputs = actor.predict(encode(this.#encoding, observations, rows), rows);
    const { probabilities } = categoricalOf(outputs, rows, n, 1);
    return Float32Array.from({ length: rows }, (_, row) => random.categorical(probabilities, row * n, n));
  }

  anyAction(random: Random): Float32Array {
    return Float32Array.of(random.integer(this.#n));
  }

  policy(actor: Network): SavedPolicy {
    return { kind: 'categorical', network: actor.save(), encoding: this.#encoding, temperature: 1 };
  }

  #softValues(
    actor: Network,
    critics: readonly [Network, Network],
    inputs: Float32Array,
    rows: number,
    temperature: number,
  ): Float32Array {
    const n = this.#n;
    const { probabilities, logProbabilities } = categoricalOf(actor.predict(inputs, rows), rows, n, 1);
    const q = this.#q(critics, inputs, rows);
    const values = new Float32Array(rows);
    for (let row = 0, k = 0; row < rows; row++)
      for (let a = 0; a < n; a++, k++)
        values[row] += probabilities[k] * (q[k] - temperature * logProbabilities[k]);
    return values;
  }

  /** Q(s, ·), [rows * n]. */
  #q(critics: readonly [Network, Network], inputs: Float32Array, rows: number): Float32Array {
    const [one, two] = critics.map((critic) => critic.predict(inputs, rows));
    return together(this.#word, one, two);
  }
}
