import { LabError } from '../base/errors.ts';
import type { Policy } from '../forward/index.ts';
import type { LabWriter } from '../store/api.ts';
import type { ExpertRequest, ExpertWatch, PolicyOf, Recorder } from './api.ts';
import { appendAll } from './append-all.ts';
import { castExpert } from './cast-expert.ts';
import type { EnvironmentCache } from './environment-cache.ts';
import { playEpisode } from './play-episode.ts';

/**
 * A transaction ends when it holds this many steps: large enough that commits cost little, small enough to answer.
 * Steps of continuous environments take longer, and so do their experts.
 */
const stepsPerTransaction = { finite: 20_000, continuous: 2_000 } as const;

interface Parts {
  readonly writer: LabWriter;
  readonly recorder: Pick<Recorder, 'open' | 'begin' | 'append' | 'keep'>;
  readonly environments: EnvironmentCache;
  readonly policyOf: PolicyOf;
}

/** Records the takes of a scripted expert through open, begin, append and keep, as a person's are. */
export async function recordExpert(
  parts: Parts,
  request: ExpertRequest,
  watch: ExpertWatch,
): Promise<{ sessionId: string; ids: string[] }> {
  const lent: Policy[] = [];
  const policyOf: PolicyOf = async (runId) => {
    const policy = await parts.policyOf(runId);
    lent.push(policy);
    return policy;
  };
  try {
    return await recordAll({ ...parts, policyOf }, request, watch);
  } finally {
    for (const policy of lent) policy.dispose();
  }
}

async function recordAll(
  { writer, recorder, environments, policyOf }: Parts,
  { environmentId, source, episodes, seed, tags }: ExpertRequest,
  watch: ExpertWatch,
): Promise<{ sessionId: string; ids: string[] }> {
  if (source.kind !== 'expert')
    throw new LabError('InvalidInput', 'A scripted recording needs an expert as its source.', {
      where: 'source.kind',
    });
  await environments.load(environmentId);
  const { spec } = writer.environment(environmentId);
  const stage = { spec, opened: environments.of(environmentId) };
  const most = stepsPerTransaction[stage.opened.kind];
  const cast = await castExpert(stage, source, policyOf);
  const { sessionId } = recorder.open({ environmentId, source, seed });

  const recordOne = (): { id: string; steps: number } => {
    const opened = environments.of(environmentId);
    const take = recorder.begin({ sessionId });
    const episode = playEpisode(opened.environment, cast(opened, take.seed), take.seed);
    appendAll(recorder, take.id, opened.environment, episode);
    recorder.keep({ id: take.id, cadence: null, tags, notes: '' });
    return { id: take.id, steps: episode.rewards.length };
  };

  const ids: string[] = [];
  while (ids.length < episodes) {
    if (watch.signal?.aborted === true)
      throw new LabError('Cancelled', 'The expert was stopped.', {
        kept: `${ids.length} of ${episodes} demonstrations were recorded and are kept.`,
      });
    const made = writer.transaction(() => {
      const batch: string[] = [];
      for (let steps = 0; steps < most && ids.length + batch.length < episodes; ) {
        const one = recordOne();
        batch.push(one.id);
        steps += one.steps;
      }
      return batch;
    });
    ids.push(...made);
    watch.progress?.(ids.length, episodes);
    await new Promise((resume) => setImmediate(resume));
  }
  return { sessionId, ids };
}
