import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random } from '../../base/random.ts';
import { type Acted, type Choosing, mostDraws, type PlayedEpisode } from '../../contract/index.ts';
import type { Environment } from '../../environments/index.ts';
import type { Policy } from '../../forward/index.ts';
import { indexProbabilities, redrawn } from '../../forward/index.ts';
import { type EnvironmentCache, environmentCache } from '../../recording/index.ts';
import type { LabReader } from '../../store/api.ts';
import { moments } from './moments.ts';
import { PolicyShelf } from './policy-shelf.ts';
import { rewardValues } from './reward-values.ts';

type Values = Int32Array | Float32Array;

/** What the policies and rewards of runs do: their draws, their episodes, their values. */
export class Behaviour {
  readonly #reader: LabReader;
  readonly #policies: PolicyShelf;
  /** A cursor asks many times a second; the world is built once. */
  readonly #environments: EnvironmentCache;

  constructor(reader: LabReader) {
    this.#reader = reader;
    this.#policies = new PolicyShelf(reader);
    this.#environments = environmentCache(reader);
  }

  /** The policy of a run as it stands now, for the caller alone, who disposes of it. @throws LabError Conflict while there is none */
  load(runId: string): Promise<Policy> {
    return this.#policies.load(runId);
  }

  /**
   * Draws from a run's policy.
   *
   * @param request.observations [rows * observationWidth]
   * @throws LabError InvalidInput for other widths, or more than {@link mostDraws} draws
   */
  async act(request: {
    id: string;
    observations: Values;
    rows: number;
    samples: number;
    seed: number;
  }): Promise<Acted> {
    const { id, observations, rows, samples, seed } = request;
    if (rows * samples > mostDraws)
      throw new LabError('InvalidInput', `${rows} observations of ${samples} draws are too many at once.`, {
        where: 'samples',
        remedy: `Ask for at most ${mostDraws} draws a call.`,
      });
    const { actionSpace } = (await this.#environmentOf(id))();
    return this.#policies.use(id, (policy) => {
      checkWidth(observations, rows, policy.observationWidth);
      const random = Random.fromSeed(deriveSeed(seed, 'act'));
      const given = repeated(observations, policy.observationWidth, samples);
      const actions = policy.sample(given, rows * samples, random);
      return {
        actions,
        mode: policy.mode(observations, rows),
        ...moments(actions, rows, samples, policy.actionWidth),
        probabilities:
          actionSpace.kind === 'discrete'
            ? indexProbabilities(policy, observations, rows, actionSpace.n)
            : null,
      };
    });
  }

  /** Episodes that a run's policy plays in its environment, one for each seed; `draw` as in {@link redrawn}. */
  async rollouts(request: {
    id: string;
    seeds: readonly number[];
    choosing: Choosing;
    draw: number;
  }): Promise<PlayedEpisode[]> {
    const environmentOf = await this.#environmentOf(request.id);
    const { seeds, draw, choosing } = request;
    return this.#policies.use(request.id, async (policy) => {
      const played: PlayedEpisode[] = [];
      for (const seed of seeds) {
        played.push(redrawn(environmentOf(), policy, { seed, draw, choosing }));
        // Long episodes of many seeds leave the process room to answer others.
        await new Promise((resume) => setImmediate(resume));
      }
      return played;
    });
  }

  /** Values [rows] of a run's recovered reward; see {@link rewardValues}. */
  async rewardValues(request: {
    id: string;
    observations: Values;
    rows: number;
    actions: Values | null;
  }): Promise<Float64Array> {
    const artifact = this.#reader.rewardArtifact(request.id);
    if (artifact === null)
      throw new LabError('Conflict', 'This run has recovered no reward yet.', {
        where: 'id',
        remedy: 'Wait for its first checkpoint, or choose a run that learns from demonstrations.',
      });
    const environment = (await this.#environmentOf(request.id))();
    checkWidth(request.observations, request.rows, environment.observationWidth);
    return rewardValues(artifact, request, await this.#policies.engine());
  }

  /** The simulator of a run's environment, shared: to be asked for again after every wait. */
  async #environmentOf(runId: string): Promise<() => Environment> {
    const { spec } = this.#reader.run(runId);
    await this.#environments.load(spec.environmentId);
    return () => this.#environments.of(spec.environmentId).environment;
  }
}

function checkWidth(observations: Values, rows: number, width: number): void {
  if (observations.length === rows * width) return;
  const found = `${observations.length} numbers are not ${rows} observations of ${width}.`;
  throw new LabError('InvalidInput', found, {
    where: 'observations',
    remedy: `Give ${width} numbers for each observation.`,
  });
}

/** Every row `times` times, one after another. */
function repeated(values: Values, width: number, times: number): Float32Array {
  const rows = values.length / width;
  const out = new Float32Array(rows * times * width);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < times; k++)
      out.set(values.subarray(row * width, (row + 1) * width), (row * times + k) * width);
  return out;
}
