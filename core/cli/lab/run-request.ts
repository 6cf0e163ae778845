/** What `apprentice run` is given: a run spec in which things may be named, and settings left at their defaults. */
import { z } from 'zod';
import { algorithmIds, algorithms, type LabClient, type Run, type RunSpec } from '../../contract/index.ts';
import type { OpenLabOptions } from '../../store/api.ts';
import { parseWith } from '../json/read-json.ts';
import { byIdOrName } from './by-name.ts';
import { environmentFor, modeFor } from './environment-for.ts';

const common = {
  name: z.string().min(1).max(200).optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
  seed: z.int().min(0).max(0xffff_ffff).default(0),
};
const ofSort = (sort: 'demonstrations' | 'reward') =>
  z.enum(algorithmIds.filter((id) => algorithms[id].learnsFrom === sort));

const inverseRequest = z.strictObject({
  algorithm: ofSort('demonstrations'),
  dataset: z.string(),
  ...common,
});
const forwardRequest = z.strictObject({
  algorithm: ofSort('reward'),
  /** By id or name, an example's id, or a spec with a `kind`. */
  environment: z.union([z.string(), z.record(z.string(), z.unknown())]),
  /** The run whose recovered reward is solved; left out: the environment's own. */
  run: z.string().nullable().default(null),
  ...common,
});
const anyRequest = z.looseObject({ algorithm: z.enum(algorithmIds) });

/** The complete spec of a request, with names looked up in the lab. */
export async function completeSpec(
  json: unknown,
  client: LabClient,
): Promise<{ name?: string | undefined; spec: RunSpec }> {
  const { algorithm } = parseWith(anyRequest, json);
  return algorithms[algorithm].learnsFrom === 'demonstrations'
    ? inverse(json, client)
    : forward(json, client);
}

async function inverse(json: unknown, client: LabClient) {
  const { algorithm, name, settings, seed, ...request } = parseWith(inverseRequest, json);
  const dataset = byIdOrName(await client.datasets.list({}), request.dataset, 'dataset');
  const spec = {
    algorithm,
    environmentId: dataset.environmentId,
    datasetId: dataset.id,
    settings: { ...algorithms[algorithm].defaults(), ...settings },
    seed,
  };
  // The contract checks the settings against their algorithm.
  return { name, spec: spec as RunSpec };
}

async function forward(json: unknown, client: LabClient) {
  const { algorithm, name, settings, seed, ...request } = parseWith(forwardRequest, json);
  const environment = await environmentFor(client, request.environment);
  const source: Run | null =
    request.run === null ? null : byIdOrName(await client.runs.list({}), request.run, 'run');
  const whose = algorithm === 'soft-solve' ? { reward: source === null ? 'true' : 'recovered' } : {};
  const spec = {
    algorithm,
    environmentId: environment.id,
    sourceRunId: source?.id ?? null,
    settings: { ...algorithms[algorithm].defaults(), ...whose, ...settings },
    seed,
  };
  return { name, spec: spec as RunSpec };
}

/** A missing lab file is made where a forward run brings its own environment along. */
export function modeForRun(json: unknown, lab: string | null): OpenLabOptions['mode'] {
  const forward = forwardRequest.safeParse(json);
  return forward.success ? modeFor(lab, forward.data.environment) : 'open';
}
