/** Episodes of a run's newest policy in a continuous world, simulated again for the picture. */
import { asLabError, type LabErrorData } from '../../../../core/base/errors.ts';
import {
  type Choosing,
  type EnvironmentRow,
  isInverse,
  type LabClient,
  type Run,
} from '../../../../core/contract/index.ts';
import type { Simulation } from '../../../../core/environments/index.ts';
import { ownSimulation } from '../../world/scene/opened.svelte.ts';
import { type Replay, readReplay, replay } from '../../world/scene/replay.ts';

/** What is read of the lab. */
export interface RolloutSource {
  readonly runs: Pick<LabClient['runs'], 'rollouts'>;
  readonly demonstrations: Pick<LabClient['demonstrations'], 'list' | 'steps'>;
}

/** Enough to see how alike episodes are, few enough to be played between two looks. */
const most = 3;
const freeSeeds = [1, 2, 3];

export class RolloutFeed {
  /** One for each seed; empty before the first. */
  episodes = $state.raw<readonly Replay[]>([]);
  /** Demonstrations that began where the episodes begin, for runs that learn from some. */
  shown = $state.raw<readonly Replay[]>([]);
  /** The iteration whose policy played. */
  iteration = $state<number | null>(null);
  error = $state.raw<LabErrorData | null>(null);
  readonly #client: RolloutSource;
  readonly #run: Pick<Run, 'id' | 'spec'>;
  readonly #environment: Pick<EnvironmentRow, 'spec'>;
  #seeds: readonly number[] | null = null;
  #wanted: {
    readonly iteration: number;
    readonly choosing: Choosing;
    readonly simulation: Simulation;
  } | null = null;
  #playing = false;
  #stopped = false;

  constructor(
    client: RolloutSource,
    run: Pick<Run, 'id' | 'spec'>,
    environment: Pick<EnvironmentRow, 'spec'>,
  ) {
    this.#client = client;
    this.#run = run;
    this.#environment = environment;
  }

  /** Plays the policy of an iteration; while others are played it waits its turn, the newest wish alone. */
  want(iteration: number, choosing: Choosing, simulation: Simulation): void {
    this.#wanted = { iteration, choosing, simulation };
    if (!this.#playing) void this.#play();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #play(): Promise<void> {
    this.#playing = true;
    while (this.#wanted && !this.#stopped) {
      const { iteration, choosing, simulation } = this.#wanted;
      this.#wanted = null;
      try {
        this.#seeds ??= await this.#readSeeds();
        const { id } = this.#run;
        const played = await this.#client.runs.rollouts({ id, seeds: [...this.#seeds], choosing });
        if (this.#stopped) break;
        this.episodes = played.map(({ seed, actions, rewards }) =>
          replay(ownSimulation(simulation), seed, {
            actions,
            rewards,
            times: new Float32Array(rewards.length),
          }),
        );
        this.iteration = iteration;
        this.error = null;
      } catch (thrown) {
        this.error = asLabError(thrown).toData();
      }
    }
    this.#playing = false;
  }

  /** Seeds of demonstrations where there are some, so that both begin in the same place. */
  async #readSeeds(): Promise<readonly number[]> {
    const { spec } = this.#run;
    if (!isInverse(spec)) return freeSeeds;
    const { demonstrations } = this.#client;
    const { rows } = await demonstrations.list({
      filter: { datasetId: spec.datasetId },
      page: { offset: 0, limit: most },
    });
    const read = await Promise.all(
      rows.map((row) => readReplay(demonstrations, this.#environment, row).catch(() => null)),
    );
    this.shown = read.filter((one) => one !== null);
    return rows.length > 0 ? rows.map(({ seed }) => seed) : freeSeeds;
  }
}
