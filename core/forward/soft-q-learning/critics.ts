import { LabError } from '../../base/errors.ts';
import { deriveSeed } from '../../base/random.ts';
import {
  adamDefaults,
  type Engine,
  huberError,
  type Loss,
  type Network,
  type NetworkShape,
  type SavedNetwork,
  squaredError,
} from '../../networks/index.ts';
import { meanNetwork } from './mean-network.ts';
import type { SoftQSettings } from './spec.ts';

/** Names of the networks of each critic, in a checkpoint. */
const names = [
  { q: 'q', target: 'target' },
  { q: 'q2', target: 'target2' },
] as const;

interface Critic {
  readonly q: Network;
  readonly target: Network;
}

/** What one step of regression says: means over the critics. */
export interface Regression {
  readonly qLoss: number;
  /** Before clipping. */
  readonly qGradientNorm: number;
  /** Q as it was before the step, [rows * outputs]. */
  readonly outputs: Float32Array;
}

/**
 * Q as one network, or as two that learn from the same targets from different starts. Targets take the smaller of both
 * in each action (Fujimoto et al., 2018): a maximum of one noisy Q is too high on average, and each step's target would
 * repeat it. Everything else, behaviour, policy and the Q that is handed out, takes their mean.
 */
export class Critics {
  readonly #engine: Engine;
  readonly #settings: SoftQSettings;
  #critics: readonly Critic[];

  constructor(engine: Engine, shape: NetworkShape, settings: SoftQSettings, seed: number) {
    this.#engine = engine;
    this.#settings = settings;
    this.#critics = names.slice(0, settings.critics === 'one' ? 1 : 2).map((name) => {
      const q = engine.create({ shape, seed: deriveSeed(seed, name.q), outputScale: 0.01 });
      return { q, target: engine.load(q.save()) };
    });
  }

  /** Q of the target networks, the smaller of both, [rows * outputs]. */
  target(inputs: Float32Array, rows: number): Float32Array {
    const [first, second] = this.#critics.map(({ target }) => target.predict(inputs, rows));
    return second === undefined ? first : first.map((x, i) => Math.min(x, second[i]));
  }

  /** Q, the mean of both, [rows * outputs]. */
  predict(inputs: Float32Array, rows: number): Float32Array {
    return mean(this.#critics.map(({ q }) => q.predict(inputs, rows)));
  }

  /** The slope of the sum of the mean Q's outputs by the inputs, [rows * inputs]. */
  slopes(inputs: Float32Array, rows: number): Float32Array {
    return mean(this.#critics.map(({ q }) => slopesOf(q)(inputs, rows)));
  }

  /**
   * One step of Adam for each critic, gradients clipped, and of the target networks after it.
   *
   * @param at [rows] which of the rows * outputs numbers each target is for
   * @throws LabError NonFinite
   */
  regress(
    { inputs, targets, at }: { inputs: Float32Array; targets: Float32Array; at: ArrayLike<number> },
    learningRate: number,
  ): Regression {
    const rows = targets.length;
    const settings = this.#settings;
    const steps = this.#critics.map(({ q, target }) => {
      const outputs = q.forward(inputs, rows);
      const { loss, gradient } = lossOf(
        settings,
        targets.map((_, i) => outputs[at[i]]),
        targets,
      );
      if (!Number.isFinite(loss))
        throw new LabError('NonFinite', 'The loss of Q is no longer a finite number.');
      const byOutputs = new Float32Array(outputs.length);
      for (let i = 0; i < rows; i++) byOutputs[at[i]] = gradient[i];
      q.backwardWeights(byOutputs);
      const norm = q.clipGradient(settings.gradientClip);
      q.adamStep(adamDefaults(learningRate));
      follow(target, q, settings);
      return { outputs, loss, norm };
    });
    const share = 1 / steps.length;
    return {
      qLoss: share * steps.reduce((sum, { loss }) => sum + loss, 0),
      qGradientNorm: share * steps.reduce((sum, { norm }) => sum + norm, 0),
      outputs: mean(steps.map(({ outputs }) => outputs)),
    };
  }

  save(): Record<string, SavedNetwork> {
    return Object.fromEntries(
      this.#critics.flatMap(({ q, target }, k) => [
        [names[k].q, q.save()],
        [names[k].target, target.save()],
      ]),
    );
  }

  /** Goes on from networks that {@link save} gave, among others. */
  restore(networks: Readonly<Record<string, SavedNetwork>>): void {
    this.dispose();
    this.#critics = this.#critics.map((_, k) => ({
      q: this.#engine.load(networks[names[k].q]),
      target: this.#engine.load(networks[names[k].target]),
    }));
  }

  dispose(): void {
    for (const { q, target } of this.#critics) {
      q.dispose();
      target.dispose();
    }
  }
}

/** The Q to hand out of networks that {@link Critics.save} gave, among others: the only one, or the mean of both. */
export function meanQ(networks: Readonly<Record<string, SavedNetwork>>): SavedNetwork {
  const critics = names.flatMap(({ q }) => networks[q] ?? []);
  return critics.length === 1 ? critics[0] : meanNetwork(critics);
}

/** Slopes of the sum of a network's outputs by its inputs; its remembered forward pass is replaced, its gradient is not. */
export const slopesOf =
  (q: Network) =>
  (inputs: Float32Array, rows: number): Float32Array => {
    const outputs = q.forward(inputs, rows);
    return q.backwardInputs(new Float32Array(outputs.length).fill(1));
  };

/** The loss that the settings choose. */
function lossOf(settings: SoftQSettings, prediction: Float32Array, target: Float32Array): Loss {
  return settings.loss === 'huber'
    ? huberError(prediction, target, settings.huberWidth)
    : squaredError(prediction, target);
}

/** The target network after an update of Q. */
function follow(target: Network, q: Network, settings: SoftQSettings): void {
  if (settings.targetUpdate === 'polyak') target.track(q, settings.targetRate);
  else if (q.adamSteps % settings.targetInterval === 0) target.track(q, 1);
}

function mean(of: readonly Float32Array[]): Float32Array {
  const [first, second] = of;
  return second === undefined ? first : first.map((x, i) => (x + second[i]) / 2);
}
