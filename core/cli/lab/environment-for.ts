import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { LabError } from '../../base/errors.ts';
import type { EnvironmentRow, LabClient } from '../../contract/index.ts';
import { continuousExamples, parseEnvironmentSpec } from '../../environments/index.ts';
import { examples } from '../../mdp/index.ts';
import type { OpenLabOptions } from '../../store/api.ts';
import { placedIn } from '../json/placed-in.ts';
import { byIdOrName } from './by-name.ts';

const gallery = [...continuousExamples, ...examples];
const exampleOf = (id: string) => gallery.find((example) => example.id === id);

/** An environment by id or name, an example by id, or a spec with a `kind`. */
export type WantedEnvironment = string | Readonly<Record<string, unknown>>;

/**
 * An environment of the lab by id or name; else the example with this id, or the spec, added to the lab unless the lab
 * has it already.
 *
 * @throws LabError NotFound for what is neither; InvalidInput pointing into `environment`
 */
export async function environmentFor(client: LabClient, wanted: WantedEnvironment): Promise<EnvironmentRow> {
  const rows = await client.environments.list({});
  if (typeof wanted !== 'string') {
    const spec = placedIn('environment', () => parseEnvironmentSpec(wanted));
    const same = rows.find((row) => JSON.stringify(row.spec) === JSON.stringify(spec));
    return same ?? client.environments.create({ name: `${spec.kind} ${rows.length + 1}`, spec });
  }
  const example = exampleOf(wanted);
  if (example === undefined || rows.some((row) => row.id === wanted || sameName(row, wanted)))
    return byIdOrName(rows, wanted, 'environment');
  const there = rows.find((row) => JSON.stringify(row.spec) === JSON.stringify(example.spec));
  const { name, description, spec } = example;
  return there ?? client.environments.create({ name, notes: description, spec });
}

const sameName = (row: EnvironmentRow, wanted: string) => row.name.toLowerCase() === wanted.toLowerCase();

/** A missing lab file is only made where an example makes it useful: a mistyped path stays an error. */
export function modeFor(lab: string | null, environment: WantedEnvironment): OpenLabOptions['mode'] {
  if (lab === null || existsSync(resolve(lab))) return 'open';
  if (typeof environment === 'string' && exampleOf(environment) === undefined)
    throw new LabError('NotFound', 'There is no such lab file.', {
      where: resolve(lab),
      remedy: 'With the id of an example (or a spec) as its environment a new file is made.',
    });
  return 'open-or-create';
}
