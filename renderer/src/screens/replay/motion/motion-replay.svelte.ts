/** What Replay shows of a continuous world: a demonstration, an episode of the policy from the same start, one clock. */
import { asLabError, type LabErrorData } from '../../../../../core/base/errors.ts';
import type { Choosing, Demonstration, EnvironmentRow, Run } from '../../../../../core/contract/index.ts';
import type { Simulation } from '../../../../../core/environments/index.ts';
import type { LabState } from '../../../lab/lab.svelte.ts';
import { navigation } from '../../../lab/navigation.svelte.ts';
import { PolicyAt } from '../../../world/distribution/policy-at.svelte.ts';
import { PlayClock } from '../../../world/play-clock.svelte.ts';
import { ownSimulation } from '../../../world/scene/opened.svelte.ts';
import { type Replay, readReplay, replay } from '../../../world/scene/replay.ts';
import { type Positions, positionsOf } from '../../rewards/slices/positions.ts';
import { distances, divergences, spreads } from './divergence.ts';

/** An episode on the clock, and how it ended. */
export interface Played extends Replay {
  readonly return: number | null;
  readonly terminated: boolean;
}

/** Demonstrations to go through. */
const mostRows = 500;
/** Seed of the start where there is no demonstration to start from. */
const ownSeed = 1;

export class MotionReplay {
  readonly clock = new PlayClock();
  rows = $state.raw<readonly Demonstration[]>([]);
  listed = $state(false);
  expert = $state.raw<Played | null>(null);
  learned = $state.raw<Played | null>(null);
  /** Whether the run has a policy at all; null until that is known. */
  hasPolicy = $state<boolean | null>(null);
  /** Iteration of the checkpoint that plays. */
  iteration = $state(0);
  choosing = $state<Choosing>('sample');
  /** Another number, another episode from the same start. */
  draw = $state(0);
  playing = $state(false);
  /** Whose state the policy is asked at. */
  asked = $state<'learned' | 'expert'>('learned');
  /** A place in the world to ask the policy at instead, where observations tell places. */
  pointer = $state.raw<{ readonly x: number; readonly y: number } | null>(null);
  readonly policy: PolicyAt;
  error = $state.raw<LabErrorData | null>(null);

  readonly environment: EnvironmentRow;
  readonly simulation: Simulation;
  /** Which numbers of an observation are the place in the world; null where none are. */
  readonly positions: Positions | null;
  #lab: LabState;
  #opened: Run | null;
  #readingExpert = 0;
  #readingLearned = 0;
  /** Seed of the demonstration that the learned episode starts as. */
  #start: number | null = null;

  readonly demonstration: Demonstration | null = $derived.by(() => {
    const id = navigation.param('demonstration');
    return this.rows.find((row) => row.id === id) ?? this.rows[0] ?? null;
  });
  readonly distance: Float64Array | null = $derived.by(() => {
    const { expert, learned } = this;
    if (!expert || !learned) return null;
    const seen = [expert.observations, learned.observations];
    const width = this.simulation.observationWidth;
    return distances(expert.observations, learned.observations, spreads(seen, width));
  });
  readonly divergences = $derived.by(() => {
    const { expert, learned, distance } = this;
    return expert && learned && distance
      ? divergences(distance, { expert: expert.length, learned: learned.length })
      : [];
  });

  /** The run as it is now. */
  get run(): Run | null {
    return this.#opened && (this.#lab.run(this.#opened.id) ?? this.#opened);
  }

  constructor(lab: LabState, run: Run | null, environment: EnvironmentRow, simulation: Simulation) {
    this.#lab = lab;
    this.#opened = run;
    this.environment = environment;
    this.simulation = simulation;
    this.positions = positionsOf(simulation);
    this.policy = new PolicyAt(lab.client.runs);
    this.clock.speed = simulation.rate;
  }

  /** Reads the demonstrations of the run's dataset, or of its environment. */
  async readRows(): Promise<void> {
    const spec = this.run?.spec;
    const named = navigation.param('demonstration');
    const { environment } = this;
    const list = (filter: { environmentId?: string; datasetId?: string }) =>
      this.#lab.client.demonstrations.list({
        filter: { ...filter, deleted: 'no' },
        page: { offset: 0, limit: mostRows },
        order: 'oldest',
      });
    const answer = await this.#lab.attempt(async () => {
      if (spec && 'datasetId' in spec) {
        const own = await list({ datasetId: spec.datasetId });
        // A demonstration that somebody came for is shown even when the run never saw it.
        if (own.rows.length > 0 && (!named || own.rows.some((row) => row.id === named))) return own;
      }
      return list({ environmentId: environment.id });
    });
    if (answer) this.rows = answer.rows;
    this.listed = true;
  }

  /** Simulates the demonstration shown again, from its seed and actions. */
  async readExpert(): Promise<void> {
    const row = this.demonstration;
    const reading = ++this.#readingExpert;
    this.expert = null;
    if (!row) return;
    try {
      const read = await readReplay(this.#lab.client.demonstrations, this.environment, row);
      if (reading !== this.#readingExpert) return;
      this.expert = { ...read, return: row.return, terminated: row.terminated };
      this.clock.reset(read.length);
    } catch (thrown) {
      if (reading === this.#readingExpert) this.error = asLabError(thrown).toData();
    }
  }

  /** Lets the policy play from where the demonstration started. */
  async readLearned(): Promise<void> {
    const { run, demonstration, choosing, draw } = this;
    const reading = ++this.#readingLearned;
    if (!run || !this.listed) return;
    const start = demonstration?.seed ?? null;
    // An episode from another start is not compared with this demonstration.
    if (this.#start !== start) this.learned = null;
    this.#start = start;
    this.playing = true;
    try {
      const { runs } = this.#lab.client;
      const artifact = await runs.policy({ id: run.id, from: 0, count: 1 });
      if (reading !== this.#readingLearned) return;
      this.hasPolicy = artifact !== null;
      this.iteration = artifact?.kind === 'function' ? artifact.iteration : run.iteration;
      if (artifact) {
        // Without a demonstration every draw is a start of its own.
        const seeds = [demonstration?.seed ?? ownSeed + draw];
        const [episode] = await runs.rollouts({ id: run.id, seeds, choosing, draw });
        if (reading !== this.#readingLearned) return;
        const { actions, rewards, terminated } = episode;
        const times = new Float32Array(rewards.length);
        const again = replay(ownSimulation(this.simulation), episode.seed, { actions, rewards, times });
        this.learned = { ...again, return: rewards.reduce((sum, r) => sum + r, 0), terminated };
      } else this.learned = null;
      this.error = null;
    } catch (thrown) {
      if (reading === this.#readingLearned) this.error = asLabError(thrown).toData();
    }
    if (reading === this.#readingLearned) this.playing = false;
  }

  /** Asks what the policy would do at a step. */
  askPolicy(at: number): void {
    const { run } = this;
    const from = this.asked === 'expert' ? this.expert : this.learned;
    if (!run || !from || !this.hasPolicy) return;
    const width = this.simulation.observationWidth;
    const t = Math.min(at, from.length);
    const observation = from.observations.slice(t * width, (t + 1) * width);
    const { positions, pointer } = this;
    if (positions && pointer) {
      observation[positions.x] = pointer.x;
      observation[positions.y] = pointer.y;
    }
    this.policy.ask(run.id, observation, this.draw);
  }

  choose(row: Demonstration | undefined): void {
    if (row) navigation.set({ demonstration: row.id });
  }

  /** The demonstration before or after, round the end. */
  go(by: number): void {
    const at = this.rows.findIndex((row) => row.id === this.demonstration?.id);
    if (at >= 0) this.choose(this.rows[(at + by + this.rows.length) % this.rows.length]);
  }

  dispose(): void {
    this.clock.pause();
    this.policy.drop();
    this.#readingExpert++;
    this.#readingLearned++;
  }
}
