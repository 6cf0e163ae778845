/** What `apprentice run` is given: a run spec in which things may be named, and settings left at their defaults. */
import { z } from 'zod';
import type { LabClient, Run, RunSpec } from '../../contract/index.ts';
import { softSolveDefaults } from '../../inference/soft-solve/spec.ts';
import { maxEntDefaults } from '../../inverse/maxent/spec.ts';
import { parseWith } from '../json/read-json.ts';
import { byIdOrName } from './by-name.ts';

const settings = z.record(z.string(), z.unknown()).default({});
const seed = z.int().min(0).max(0xffff_ffff).default(0);
const name = z.string().min(1).max(200).optional();

const runRequest = z.discriminatedUnion('algorithm', [
  z.strictObject({ algorithm: z.literal('maxent-irl'), name, dataset: z.string(), settings, seed }),
  z.strictObject({
    algorithm: z.literal('soft-solve'),
    name,
    environment: z.string(),
    /** The run whose recovered reward is solved; left out: the true reward. */
    run: z.string().nullable().default(null),
    settings,
    seed,
  }),
]);

/** The complete spec of a request, with names looked up in the lab. */
export async function completeSpec(
  json: unknown,
  client: LabClient,
): Promise<{ name?: string | undefined; spec: RunSpec }> {
  const request = parseWith(runRequest, json);
  if (request.algorithm === 'maxent-irl') {
    const dataset = byIdOrName(await client.datasets.list({}), request.dataset, 'dataset');
    return {
      name: request.name,
      spec: {
        algorithm: 'maxent-irl',
        environmentId: dataset.environmentId,
        datasetId: dataset.id,
        settings: { ...maxEntDefaults(), ...request.settings },
        seed: request.seed,
      },
    };
  }
  const environment = byIdOrName(await client.environments.list({}), request.environment, 'environment');
  const source: Run | null =
    request.run === null ? null : byIdOrName(await client.runs.list({}), request.run, 'run');
  return {
    name: request.name,
    spec: {
      algorithm: 'soft-solve',
      environmentId: environment.id,
      sourceRunId: source?.id ?? null,
      settings: {
        ...softSolveDefaults(),
        reward: source === null ? 'true' : 'recovered',
        ...request.settings,
      },
      seed: request.seed,
    },
  };
}
