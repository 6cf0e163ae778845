import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random, type RandomState } from '../../base/random.ts';
import type { Space } from '../../environments/index.ts';
import {
  adamDefaults,
  type Engine,
  type EngineWish,
  huberError,
  type Network,
  squaredError,
} from '../../networks/index.ts';
import { encodingOf } from '../encoding.ts';
import type { PackedState } from '../packing.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import type { TransitionBatch } from '../transitions.ts';
import { ContinuousForm } from './continuous.ts';
import { DiscreteForm } from './discrete.ts';
import type { CriticLoss, SacForm, SacNetworks } from './form.ts';
import type { SacSettings } from './spec.ts';
import { Temperature } from './temperature.ts';

/** Where a policy acts: all that the networks' shapes depend on. */
export interface Spaces {
  readonly observationSpace: Space;
  readonly actionSpace: Space;
}

export interface SacLearnerStart {
  readonly spaces: Spaces;
  readonly settings: SacSettings;
  readonly seed: number;
  readonly engine: Engine;
}

/** What one update found, before its steps. */
export interface SacUpdate {
  /** Mean of the critics' losses. */
  readonly criticLoss: number;
  /** E[α log π - Q]. */
  readonly actorLoss: number;
  /** -E[log π], nats in the environment's units. */
  readonly entropy: number;
  /** E[Q(s, a)], a ~ π. */
  readonly meanQ: number;
  /** α with which the update was made. */
  readonly temperature: number;
  /** Of both critics together, before clipping. */
  readonly criticGradientNorm: number;
  readonly actorGradientNorm: number;
}

const formOf = ({ observationSpace, actionSpace }: Spaces, settings: SacSettings): SacForm => {
  const encoding = encodingOf(observationSpace);
  const hidden = new Array<number>(settings.hiddenLayers).fill(settings.hiddenWidth);
  return actionSpace.kind === 'discrete'
    ? new DiscreteForm(encoding, actionSpace, settings, hidden)
    : new ContinuousForm(encoding, actionSpace, settings, hidden);
};

/** What `createEngine` has to know of the work to come. */
export function sacEngineWish(spaces: Spaces, settings: SacSettings): EngineWish {
  return {
    preference: settings.engine,
    shape: formOf(spaces, settings).criticShape,
    rows: settings.batchSize,
  };
}

/**
 * Soft actor-critic (Haarnoja et al., 2018; discrete actions: Christodoulou, 2019): twin critics with target networks,
 * a stochastic actor, and a temperature that is fixed or found. It learns from batches and rewards that somebody else
 * chooses, and knows no environment. Equal starts and batches give equal bits with the fused engine.
 */
export class SacLearner {
  readonly settings: SacSettings;
  readonly #form: SacForm;
  readonly #networks: SacNetworks;
  readonly #temperature: Temperature;
  readonly #loss: CriticLoss;
  #random: Random;

  /** @param saved the state of a learner with the same start, to go on from; null starts afresh */
  constructor({ spaces, settings, seed, engine }: SacLearnerStart, saved: PackedState | null) {
    this.settings = settings;
    this.#form = formOf(spaces, settings);
    this.#temperature = new Temperature(settings, this.#form.targetEntropy);
    this.#loss =
      settings.loss === 'huber'
        ? (prediction, target) => huberError(prediction, target, settings.huberWidth)
        : squaredError;
    if (saved === null) {
      const { actorShape, criticShape } = this.#form;
      const fresh = (shape: typeof actorShape, name: string, outputScale: number) =>
        engine.create({ shape, seed: deriveSeed(seed, name), outputScale });
      this.#networks = {
        actor: fresh(actorShape, 'actor', 0.01),
        critics: [fresh(criticShape, 'critic1', 1), fresh(criticShape, 'critic2', 1)],
        // Targets start as copies: the same seed, the same parameters.
        targets: [fresh(criticShape, 'critic1', 1), fresh(criticShape, 'critic2', 1)],
      };
      this.#random = Random.fromSeed(deriveSeed(seed, 'learner'));
      return;
    }
    const load = (name: string): Network => engine.load(saved.networks[name]);
    this.#networks = {
      actor: load('actor'),
      critics: [load('critic1'), load('critic2')],
      targets: [load('target1'), load('target2')],
    };
    this.#temperature.restore(saved.arrays.temperature);
    this.#random = Random.fromState((saved.json as { random: RandomState }).random);
  }

  /** α now. */
  get temperature(): number {
    return this.#temperature.value;
  }

  /**
   * One update: both critics towards y = r + γ (1 - terminated) E[Q_target(s', a') - α log π(a'|s')], the actor down
   * E[α log π(a|s) - Q(s, a)] with these critics, the temperature towards the target entropy, targets after critics.
   *
   * @param rewards [rows] r, in place of `batch.rewards`
   * @param stepSizeShare factor in (0, 1] on every step size; 1 as a rule
   * @throws LabError `NonFinite`; the networks that were not yet moved stay as they were, and all are finite
   */
  update(batch: TransitionBatch, rewards: Float32Array, stepSizeShare: number): SacUpdate {
    const form = this.#form;
    const { actor, critics, targets } = this.#networks;
    const { settings } = this;
    const temperature = this.temperature;

    const y = form.nextValues(this.#networks, batch, temperature, this.#random);
    for (let row = 0; row < y.length; row++)
      y[row] = rewards[row] + settings.discount * (1 - batch.terminated[row]) * y[row];
    const criticLoss = form.criticGradients(this.#networks, batch, y, this.#loss);
    const norms = critics.map((critic) => finite(critic.clipGradient(settings.gradientClip), 'critics'));
    for (const critic of critics) critic.adamStep(adamDefaults(settings.criticStepSize * stepSizeShare));

    const facts = form.actorGradient(this.#networks, batch, temperature, this.#random);
    const actorGradientNorm = finite(actor.clipGradient(settings.gradientClip), 'actor');
    actor.adamStep(adamDefaults(settings.actorStepSize * stepSizeShare));
    this.#temperature.step(facts.entropy, settings.temperatureStepSize * stepSizeShare);
    targets.forEach((target, i) => {
      target.track(critics[i], settings.targetRate);
    });
    return {
      criticLoss,
      actorLoss: facts.loss,
      entropy: facts.entropy,
      meanQ: facts.meanQ,
      temperature,
      criticGradientNorm: Math.hypot(...norms),
      actorGradientNorm,
    };
  }

  /** One action of the present policy for each row of raw observations, [rows * actionWidth]. */
  sample(observations: ArrayLike<number>, rows: number, random: Random): Float32Array {
    return this.#form.sample(this.#networks.actor, observations, rows, random);
  }

  /** An action that knows nothing: even over the space, standard normal where it is unbounded. */
  anyAction(random: Random): Float32Array {
    return this.#form.anyAction(random);
  }

  /**
   * V(s) = E_a[Q(s, a) - α log π(a|s)] of each row, [rows]; with continuous actions one draw's estimate: repeat rows
   * to average.
   */
  values(observations: ArrayLike<number>, rows: number, random: Random): Float32Array {
    return this.#form.values(this.#networks, observations, rows, this.temperature, random);
  }

  policy(): SavedPolicy {
    return this.#form.policy(this.#networks.actor);
  }

  /** Everything that the next update depends on. */
  save(): PackedState {
    const { actor, critics, targets } = this.#networks;
    return {
      json: { random: this.#random.state },
      arrays: { temperature: this.#temperature.save() },
      networks: {
        actor: actor.save(),
        critic1: critics[0].save(),
        critic2: critics[1].save(),
        target1: targets[0].save(),
        target2: targets[1].save(),
      },
    };
  }

  /** Gives the networks back. */
  dispose(): void {
    const { actor, critics, targets } = this.#networks;
    for (const network of [actor, ...critics, ...targets]) network.dispose();
  }
}

function finite(norm: number, whose: string): number {
  if (Number.isFinite(norm)) return norm;
  throw new LabError('NonFinite', `The gradient of the ${whose} is not a finite number.`, {
    kept: 'The networks stay as they were.',
    remedy: 'Use smaller step sizes, a gradient clip, or rewards of a smaller scale.',
  });
}
