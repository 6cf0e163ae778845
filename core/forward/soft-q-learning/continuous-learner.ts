import { LabError } from '../../base/errors.ts';
import { deriveSeed, type Random } from '../../base/random.ts';
import type { Network, SavedNetwork } from '../../networks/index.ts';
import { joined } from '../../numerics/index.ts';
import { type Encoding, encode, encodingOf } from '../encoding.ts';
import { type ActionRange, actionRange } from '../policies/action-range.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import type { ForwardProblem } from '../trainer.ts';
import type { TransitionBatch } from '../transitions.ts';
import { Critics, meanQ } from './critics.ts';
import type { Schedule, SoftQLearner } from './learner.ts';
import { needsFit, propose } from './proposals.ts';
import type { SoftQFunction } from './q-function.ts';
import { excesses, heldWithin, logWalls, type Reach, reachOf } from './reach.ts';
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
  readonly #critics: Critics;
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
    this.#critics = new Critics(engine, softQShape(environment, settings), settings, seed);
    this.#sampler = engine.create({
      shape: samplerShape(environment, settings),
      seed: deriveSeed(seed, 'sampler'),
      outputScale: bounded ? 1 : 0.1,
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
    schedule: Schedule,
    random: Random,
  ): Record<string, number> {
    const { settings } = this.#problem;
    const { rows } = batch;
    const { temperature, particles, gradientClip } = settings;
    const states = encode(this.#encoding, batch.observations, rows);
    const taken = fromActions(batch.actions, this.#range);
    const nextStates = encode(this.#encoding, batch.nextObservations, rows);
    const reach = reachOf({ y: taken, states, rows }, this.#range);
    const next = this.#nextValue({ states: nextStates, rows, taken, reach }, random);
    const targets = rewards.map((r, i) => r + schedule.discount * (1 - batch.terminated[i]) * next.value[i]);
    const inputs = joined(beside(states, taken, rows, 1), next.beyond.inputs);
    const { outputs, qLoss, qGradientNorm } = this.#critics.regress(
      {
        inputs,
        targets: joined(targets, this.#ceiling(next.beyond)),
        at: Array.from({ length: rows + next.beyond.most.length }, (_, i) => i),
      },
      schedule.q,
    );
    const samplerNorm = steinStep(
      this.#sampler,
      (x, n) => this.#critics.slopes(x, n),
      {
        states,
        rows,
        particles,
        range: this.#range,
        reach,
        temperature,
        learningRate: schedule.sampler,
        longestGradient: gradientClip,
      },
      random,
    );
    return {
      qLoss,
      meanQ: outputs.subarray(0, rows).reduce((sum, x) => sum + x, 0) / rows,
      qGradientNorm,
      samplerNorm,
      entropy: next.entropy,
      effectiveShare: next.effectiveShare,
    };
  }

  networks(): Record<string, SavedNetwork> {
    return { ...this.#critics.save(), sampler: this.#sampler.save() };
  }

  restore(networks: Readonly<Record<string, SavedNetwork>>): void {
    this.#critics.restore(networks);
    this.#sampler.dispose();
    this.#sampler = this.#problem.engine.load(networks.sampler);
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
    const network = meanQ(this.#critics.save());
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
    this.#critics.dispose();
    this.#sampler.dispose();
  }

  /** V of encoded states under the target networks. */
  #nextValue(
    {
      states,
      rows,
      taken,
      reach,
    }: { states: Float32Array; rows: number; taken: Float32Array; reach: Reach | null },
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
    const beyond = excesses({ y, states, rows }, reach);
    const inputs = beside(states, heldWithin(y, beyond), rows, valueSamples);
    const q = this.#critics.target(inputs, rows * valueSamples);
    const walls = logWalls(beyond, reach, this.#m);
    const value = importanceValue(
      q,
      logDensity.map((log, i) => log - walls[i]),
      rows,
      temperature,
    );
    // The last sample of each state is a broad one.
    const last = Array.from({ length: rows }, (_, row) => (row + 1) * valueSamples - 1);
    const out = last.filter((i) => walls[i] < 0);
    const width = states.length / rows;
    return {
      ...value,
      beyond: {
        inputs: Float32Array.from(
          out.flatMap((i) => {
            const row = Math.floor(i / valueSamples);
            return [
              ...states.subarray(row * width, (row + 1) * width),
              ...y.subarray(i * this.#m, (i + 1) * this.#m),
            ];
          }),
        ),
        most: Float32Array.from(out, (i) => q[i] + temperature * walls[i]),
      },
    };
  }

  /**
   * Targets of Q beyond the reach: what it may be there at most, that is at the edge and the wall's fall, and where it is
   * lower itself. Nothing else would keep a network from rising out there, in the Q that is handed out.
   */
  #ceiling({ inputs, most }: { inputs: Float32Array; most: Float32Array }): Float32Array {
    if (most.length === 0) return most;
    const q = this.#critics.predict(inputs, most.length);
    return most.map((x, i) => Math.min(x, q[i]));
  }
}
