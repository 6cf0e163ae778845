/** What a slice shows beside the reward: the ways of the demonstrations, and those of the learned policy. */
import type { Demonstration, LabClient, Run } from '../../../../../core/contract/index.ts';

export interface Way {
  readonly id: string;
  /** [(T + 1) * width] */
  readonly observations: ArrayLike<number>;
}

/** Enough to see where they go. */
const mostDemonstrations = 40;
const mostSteps = 2_000;
const mostEpisodes = 8;

export interface Demonstrated {
  readonly rows: readonly Demonstration[];
  readonly ways: readonly Way[];
}

/** The demonstrations that a run learns from, or of its environment where it learns from none. */
export async function readDemonstrated(client: LabClient, run: Run): Promise<Demonstrated> {
  const { spec } = run;
  const filter = 'datasetId' in spec ? { datasetId: spec.datasetId } : { environmentId: spec.environmentId };
  const page = { offset: 0, limit: mostDemonstrations };
  const { rows } = await client.demonstrations.list({
    filter: { ...filter, deleted: 'no' },
    page,
    order: 'oldest',
  });
  if (rows.length === 0) return { rows, ways: [] };
  const ways = await client.demonstrations.paths({ ids: rows.map((row) => row.id), maxSteps: mostSteps });
  return { rows, ways };
}

/** Episodes of the learned policy from where demonstrations started; none while it has no policy. */
export async function readPlayed(
  client: LabClient,
  run: Run,
  rows: readonly Demonstration[],
): Promise<Way[]> {
  const seeds = rows.slice(0, mostEpisodes).map((row) => row.seed);
  const policy = await client.runs.policy({ id: run.id, from: 0, count: 1 });
  if (!policy) return [];
  const played = await client.runs.rollouts({
    id: run.id,
    seeds: seeds.length > 0 ? seeds : [1, 2, 3, 4],
    choosing: 'sample',
  });
  return played.map((episode, i) => ({ id: String(i), observations: episode.observations }));
}
