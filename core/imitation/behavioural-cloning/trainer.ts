import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random } from '../../base/random.ts';
import {
  encodingOf,
  type ForwardReport,
  headOf,
  networksOf,
  packState,
  type SavedPolicy,
  unpackState,
} from '../../forward/index.ts';
import { splitHeldOut } from '../../inverse/maxent/index.ts';
import { adamDefaults, type Engine, type Network, type SavedNetwork } from '../../networks/index.ts';
import { type DemonstratedSteps, drawPairs, type Pairs, pairsOf } from './pairs.ts';
import { cloneShape, type Spaces } from './setup.ts';
import type { BehaviouralCloningSettings } from './spec.ts';

export interface BehaviouralCloningProblem extends Spaces {
  readonly demonstrations: readonly DemonstratedSteps[];
  readonly settings: BehaviouralCloningSettings;
  /** The network's start, the split and the minibatches are derived from it. */
  readonly seed: number;
  readonly engine: Engine;
}

interface State {
  readonly iteration: number;
  readonly network: SavedNetwork;
  /** The network that did best on what was held out; the newest where nothing was. */
  readonly best: SavedNetwork;
  readonly bestIteration: number;
  /** Mean log-likelihood of a held-out step then; null before the first look, or where nothing is held out. */
  readonly bestHeldOut: number | null;
}

/**
 * Behavioural cloning: maximises the mean log-likelihood of the demonstrated actions,
 * (1/N) Σ log π_θ(a_i|s_i) - λ/2 |θ|², by Adam, and keeps the policy that is likeliest on held-out demonstrations.
 * Equal problems give equal bits with the fused engine, resumed or not.
 */
export class BehaviouralCloningTrainer {
  readonly #problem: BehaviouralCloningProblem;
  readonly #head: ReturnType<typeof headOf>;
  readonly #train: Pairs;
  readonly #heldOut: Pairs;
  #network: Network;
  #good: State;

  /** @throws LabError InvalidInput for demonstrations that do not fit the spaces, or without a single step */
  constructor(problem: BehaviouralCloningProblem) {
    const { demonstrations, observationSpace, actionSpace, settings, seed, engine } = problem;
    this.#problem = problem;
    this.#head = headOf(actionSpace);
    const encoding = encodingOf(observationSpace);
    const { train, heldOut } = splitHeldOut(demonstrations.length, settings.heldOut, seed);
    const pairs = (of: readonly number[]) =>
      pairsOf(
        of.map((i) => demonstrations[i]),
        encoding,
        this.#head,
      );
    this.#train = pairs(train);
    this.#heldOut = pairs(heldOut);
    if (this.#train.rows === 0)
      throw new LabError('InvalidInput', 'There is no demonstrated step to learn from.', {
        where: 'demonstrations',
        remedy: 'Record or choose at least one demonstration.',
      });
    const shape = cloneShape(problem, settings);
    this.#network = engine.create({ shape, seed: deriveSeed(seed, 'policy-network'), outputScale: 0.01 });
    const network = this.#network.save();
    this.#good = { iteration: 0, network, best: network, bestIteration: 0, bestHeldOut: null };
  }

  /** Goes on from a checkpoint of an equal problem, bit for bit. @throws LabError InvalidInput for any other */
  static resume(problem: BehaviouralCloningProblem, checkpoint: Uint8Array): BehaviouralCloningTrainer {
    const state = unpackState(checkpoint);
    const shape = cloneShape(problem, problem.settings);
    const { network, best } = networksOf(state, { network: shape, best: shape });
    const trainer = new BehaviouralCloningTrainer(problem);
    trainer.#restore({ ...(state.json as Omit<State, 'network' | 'best'>), network, best });
    return trainer;
  }

  get iteration(): number {
    return this.#good.iteration;
  }

  get maxIterations(): number {
    return this.#problem.settings.maxIterations;
  }

  /** Nothing is left to do: all iterations are done, or patience has run out. */
  get finished(): boolean {
    const { iteration, bestIteration, bestHeldOut } = this.#good;
    const { maxIterations, patience } = this.#problem.settings;
    return iteration >= maxIterations || (bestHeldOut !== null && iteration - bestIteration >= patience);
  }

  /** Some Adam steps, then a look at the held-out demonstrations. A step that throws leaves the last good state. */
  step(): ForwardReport {
    if (this.finished)
      throw new LabError('Conflict', 'The training has finished.', { kept: 'Its policy is there.' });
    try {
      return this.#iterate();
    } catch (thrown) {
      this.#restore(this.#good);
      throw thrown;
    }
  }

  /** The policy that was likeliest on held-out demonstrations; the newest where nothing is held out. */
  policy(): SavedPolicy {
    return this.#head.policy(this.#good.best, encodingOf(this.#problem.observationSpace));
  }

  checkpoint(): Uint8Array {
    const { network, best, ...json } = this.#good;
    return packState({ json, arrays: {}, networks: { network, best } });
  }

  dispose(): void {
    this.#network.dispose();
  }

  #iterate(): ForwardReport {
    const { settings, seed } = this.#problem;
    const random = Random.fromSeed(deriveSeed(seed, 'update', this.iteration));
    const shrink = settings.schedule === 'linear' ? 1 - this.iteration / settings.maxIterations : 1;
    const adam = adamDefaults(settings.stepSize * shrink);
    let logLikelihood = 0;
    let gradientNorm = 0;
    for (let k = 0; k < settings.updates; k++) {
      const { rows, inputs, actions } = drawPairs(this.#train, settings.minibatch, random);
      const score = this.#head.score(this.#network.forward(inputs, rows), actions, rows);
      logLikelihood += meanOf(score.logDensity) / settings.updates;
      this.#network.backwardWeights(score.gradient(new Float64Array(rows).fill(-1 / rows)));
      if (settings.l2 > 0) this.#network.addToGradient(this.#network.parameters(), settings.l2);
      gradientNorm += this.#network.clipGradient(settings.gradientNorm) / settings.updates;
      this.#network.adamStep(adam);
    }
    const heldOut = this.#heldOutLikelihood();
    if (!Number.isFinite(logLikelihood) || (heldOut !== null && !Number.isFinite(heldOut)))
      throw new LabError('NonFinite', 'The likelihood is not a finite number.', {
        kept: 'The policy is as it was after the last good iteration.',
        remedy: 'Try a smaller step size.',
      });
    this.#good = this.#next(heldOut);
    const { iteration, bestHeldOut, bestIteration } = this.#good;
    return {
      iteration,
      metrics: {
        logLikelihood,
        gradientNorm,
        ...(heldOut === null || bestHeldOut === null
          ? {}
          : { heldOutLogLikelihood: heldOut, bestHeldOutLogLikelihood: bestHeldOut, bestIteration }),
      },
      finished: this.finished,
    };
  }

  #heldOutLikelihood(): number | null {
    const { rows, inputs, actions } = this.#heldOut;
    if (rows === 0) return null;
    return meanOf(this.#head.score(this.#network.predict(inputs, rows), actions, rows).logDensity);
  }

  #next(heldOut: number | null): State {
    const { best, bestIteration, bestHeldOut } = this.#good;
    const iteration = this.iteration + 1;
    const network = this.#network.save();
    const better = heldOut === null || bestHeldOut === null || heldOut > bestHeldOut;
    return better
      ? { iteration, network, best: network, bestIteration: iteration, bestHeldOut: heldOut }
      : { iteration, network, best, bestIteration, bestHeldOut };
  }

  #restore(state: State): void {
    this.#network.dispose();
    this.#network = this.#problem.engine.load(state.network);
    this.#good = state;
  }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
