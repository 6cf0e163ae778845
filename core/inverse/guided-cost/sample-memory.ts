import { loadPolicy, type Policy, type SavedPolicy } from '../../forward/index.ts';
import type { Engine } from '../../networks/index.ts';
import type { RewardInputs } from '../reward-network/index.ts';
import { insideBounds, logDensitiesOf } from './densities.ts';
import type { RewardBatch } from './objective.ts';
import { logMixture } from './partition.ts';
import { concatRows, type RewardRows, rewardRowsOf, type Trajectory } from './trajectories.ts';

/** Trajectories and the policy that they come from. */
export interface Generation {
  readonly policy: SavedPolicy;
  readonly trajectories: readonly Trajectory[];
}

interface Held extends Generation {
  readonly loaded: Policy;
  readonly rows: readonly RewardRows[];
  /** By generation, the one itself included: Σ_t log π(a_t|s_t) of each of these trajectories under its policy. */
  readonly logDensities: Map<Held, Float64Array>;
}

/** How trajectories become rows of the reward. */
export interface RowRules {
  readonly inputs: RewardInputs;
  /** How often the last state of an ended episode of L steps is paid for. */
  readonly restOf: (length: number) => number;
}

/**
 * The second batch: demonstrations with their estimated policy, and the trajectories of the last rounds with theirs.
 * Every trajectory's density is taken under the mixture of all of these policies.
 */
export class SampleMemory {
  readonly #engine: Engine;
  readonly #rules: RowRules;
  readonly #rounds: number;
  readonly #forgotten: () => number;
  readonly #demonstrations: Held;
  #samples: Held[] = [];
  #batch: Omit<RewardBatch, 'values' | 'probes'> | null = null;

  /**
   * @param rounds how many rounds are remembered
   * @param forgotten which of them goes when there is one too many: its place, 0 to `rounds`, the oldest first
   */
  constructor(
    demonstrations: Generation,
    rules: RowRules,
    { rounds, forgotten }: { readonly rounds: number; readonly forgotten: () => number },
    engine: Engine,
  ) {
    this.#forgotten = forgotten;
    this.#engine = engine;
    this.#rules = rules;
    this.#rounds = rounds;
    this.#demonstrations = this.#hold(demonstrations);
  }

  /** The rounds that are remembered, oldest first. */
  get samples(): readonly Generation[] {
    return this.#samples.map(({ policy, trajectories }) => ({ policy, trajectories }));
  }

  /** Adds a round; one is forgotten when there are too many. */
  add(round: Generation): void {
    this.#samples.push(this.#hold(round));
    if (this.#samples.length > this.#rounds) this.#forget(this.#samples.splice(this.#forgotten(), 1)[0]);
    this.#batch = null;
  }

  /**
   * Σ_t V(s_t) - γ V(s_{t+1}) of each trajectory, the demonstrations first. Where the task ended, what the last state is
   * worth stands among the rows of the reward, and V(s_L) is left out.
   */
  valueDrops(discount: number, valuesAt: (observations: Float32Array, rows: number) => Float64Array) {
    const all = [this.#demonstrations, ...this.#samples].flatMap(({ trajectories }) => trajectories);
    const rows = all.reduce((sum, { length }) => sum + length + 1, 0);
    const width = all[0].observations.length / (all[0].length + 1);
    const observations = new Float32Array(rows * width);
    let row = 0;
    for (const one of all) {
      observations.set(one.observations, row * width);
      row += one.length + 1;
    }
    const values = valuesAt(observations, rows);
    row = 0;
    return Float64Array.from(all, ({ length, terminated }) => {
      let sum = 0;
      for (let t = 0; t < length; t++)
        sum += values[row + t] - (terminated && t === length - 1 ? 0 : discount * values[row + t + 1]);
      row += length + 1;
      return sum;
    });
  }

  /** Everything that is held but values and probes, the demonstrations first. */
  batch(): Omit<RewardBatch, 'values' | 'probes'> {
    if (this.#batch !== null) return this.#batch;
    const held = [this.#demonstrations, ...this.#samples];
    const counts = held.map(({ trajectories }) => trajectories.length);
    const mixture = held.flatMap((one) => {
      const byPolicy = held.map((other) => this.#densities(one, other));
      return one.trajectories.map((_, j) =>
        logMixture(
          byPolicy.map((densities) => densities[j]),
          counts,
        ),
      );
    });
    this.#batch = {
      rows: concatRows(held.flatMap(({ rows }) => rows)),
      demonstrations: this.#demonstrations.trajectories.length,
      logMixture: Float64Array.from(mixture),
    };
    return this.#batch;
  }

  dispose(): void {
    for (const { loaded } of [this.#demonstrations, ...this.#samples]) loaded.dispose();
    this.#samples = [];
  }

  #hold(round: Generation): Held {
    const { inputs, restOf } = this.#rules;
    return {
      ...round,
      loaded: loadPolicy(round.policy, this.#engine),
      rows: round.trajectories.map((one) => rewardRowsOf(inputs, one, restOf(one.length))),
      logDensities: new Map(),
    };
  }

  #densities(of: Held, under: Held): Float64Array {
    const known = of.logDensities.get(under);
    if (known !== undefined) return known;
    const range = 'range' in under.policy ? under.policy.range : null;
    const densities = logDensitiesOf(
      under.loaded,
      of.trajectories.map((one) => insideBounds(one, range)),
    );
    of.logDensities.set(under, densities);
    return densities;
  }

  #forget(round: Held): void {
    round.loaded.dispose();
    for (const { logDensities } of [this.#demonstrations, ...this.#samples]) logDensities.delete(round);
  }
}
