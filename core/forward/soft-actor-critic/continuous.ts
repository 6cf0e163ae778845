import type { Random } from '../../base/random.ts';
import type { BoxSpace } from '../../environments/index.ts';
import type { Network, NetworkShape } from '../../networks/index.ts';
import { type Encoding, encode, encodedWidth } from '../encoding.ts';
import { type ActionRange, actionRange } from '../policies/action-range.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import { gradientThroughSample, sampleGaussian } from '../policies/squashed-gaussian.ts';
import type { TransitionBatch } from '../transitions.ts';
import type { ActorFacts, CriticLoss, SacForm, SacNetworks } from './form.ts';
import type { SacSettings } from './spec.ts';
import { slopes, together, type Word } from './twin.ts';

/** Continuous actions: critics (s, a) -> Q, actor s -> (μ, log σ) of a squashed Gaussian, expectations by one draw a row. */
export class ContinuousForm implements SacForm {
  readonly actorShape: NetworkShape;
  readonly criticShape: NetworkShape;
  readonly targetEntropy: number;
  readonly #encoding: Encoding;
  readonly #range: ActionRange;
  /** [m] what an action is divided by before a critic sees it. */
  readonly #scale: readonly number[];
  readonly #word: Word;

  constructor(encoding: Encoding, actions: BoxSpace, settings: SacSettings, hidden: readonly number[]) {
    this.#encoding = encoding;
    this.#range = actionRange(actions);
    this.#word = settings.critics;
    this.#scale = this.#range.half.map((half) => half ?? 1);
    const { activation, targetEntropy } = settings;
    const inputs = encodedWidth(encoding);
    const m = this.#scale.length;
    this.actorShape = { inputs, hidden: [...hidden], outputs: 2 * m, activation };
    this.criticShape = { inputs: inputs + m, hidden: [...hidden], outputs: 1, activation };
    this.targetEntropy = this.#scale.reduce((sum, half) => sum + targetEntropy + Math.log(half), 0);
  }

  nextValues(
    { actor, targets }: SacNetworks,
    batch: TransitionBatch,
    temperature: number,
    random: Random,
  ): Float32Array {
    const { nextObservations, rows } = batch;
    return this.#softValues(actor, targets, nextObservations, rows, temperature, random);
  }

  criticGradients(
    { critics }: SacNetworks,
    { rows, observations, actions }: TransitionBatch,
    targets: Float32Array,
    loss: CriticLoss,
  ): number {
    const inputs = this.#joint(encode(this.#encoding, observations, rows), actions, rows);
    let total = 0;
    for (const critic of critics) {
      const one = loss(critic.forward(inputs, rows), targets);
      critic.backwardWeights(one.gradient);
      total += one.loss / 2;
    }
    return total;
  }

  actorGradient(
    { actor, critics }: SacNetworks,
    { rows, observations }: TransitionBatch,
    temperature: number,
    random: Random,
  ): ActorFacts {
    const encoded = encode(this.#encoding, observations, rows);
    const sample = sampleGaussian(actor.forward(encoded, rows), rows, this.#range, random);
    const inputs = this.#joint(encoded, sample.actions, rows);
    const [q1, q2] = critics.map((critic) => critic.forward(inputs, rows));
    const [one, two] = slopes(this.#word, q1, q2);
    const byInputs = [critics[0].backwardInputs(one), critics[1].backwardInputs(two)];
    const q = together(this.#word, q1, q2);
    let entropy = 0;
    let meanQ = 0;
    for (let row = 0; row < rows; row++) {
      meanQ += q[row] / rows;
      entropy -= sample.logDensity[row] / rows;
    }
    const m = this.#scale.length;
    const width = this.criticShape.inputs;
    const byAction = new Float32Array(rows * m);
    for (let row = 0, at = 0; row < rows; row++)
      for (let i = 0, from = (row + 1) * width - m; i < m; i++, at++, from++)
        byAction[at] = (byInputs[0][from] + byInputs[1][from]) / this.#scale[i];
    actor.backwardWeights(gradientThroughSample(sample, this.#range, temperature / rows, byAction));
    return { loss: -temperature * entropy - meanQ, entropy, meanQ };
  }

  values(
    { actor, critics }: SacNetworks,
    observations: ArrayLike<number>,
    rows: number,
    temperature: number,
    random: Random,
  ): Float32Array {
    return this.#softValues(actor, critics, observations, rows, temperature, random);
  }

  sample(actor: Network, observations: ArrayLike<number>, rows: number, random: Random): Float32Array {
    const outputs = actor.predict(encode(this.#encoding, observations, rows), rows);
    return sampleGaussian(outputs, rows, this.#range, random).actions;
  }

  anyAction(random: Random): Float32Array {
    const { center, half } = this.#range;
    return Float32Array.from(center, (c, i) => {
      const h = half[i];
      return h === null ? random.normal() : c + h * (2 * random.uniform() - 1);
    });
  }

  policy(actor: Network): SavedPolicy {
    return {
      kind: 'squashed-gaussian',
      network: actor.save(),
      encoding: this.#encoding,
      range: this.#range,
    };
  }

  #softValues(
    actor: Network,
    critics: readonly [Network, Network],
    observations: ArrayLike<number>,
    rows: number,
    temperature: number,
    random: Random,
  ): Float32Array {
    const encoded = encode(this.#encoding, observations, rows);
    const sample = sampleGaussian(actor.predict(encoded, rows), rows, this.#range, random);
    const inputs = this.#joint(encoded, sample.actions, rows);
    const [values, other] = critics.map((critic) => critic.predict(inputs, rows));
    together(this.#word, values, other);
    for (let row = 0; row < rows; row++) values[row] -= temperature * sample.logDensity[row];
    return values;
  }

  /** (s, (a - c)/h) side by side, [rows * (n + m)]. */
  #joint(encoded: Float32Array, actions: Float32Array, rows: number): Float32Array {
    const { center } = this.#range;
    const m = this.#scale.length;
    const n = encoded.length / rows;
    const joint = new Float32Array(rows * (n + m));
    for (let row = 0, to = 0, s = 0, a = 0; row < rows; row++) {
      for (let i = 0; i < n; i++) joint[to++] = encoded[s++];
      for (let i = 0; i < m; i++) joint[to++] = (actions[a++] - center[i]) / this.#scale[i];
    }
    return joint;
  }
}
