import { LabError } from '../../base/errors.ts';
import {
  continuousExamples,
  type FiniteEnvironment,
  openEnvironment,
  parseEnvironmentSpec,
  type Simulation,
} from '../../environments/index.ts';
import { examples } from '../../mdp/index.ts';
import { within } from '../json/placed-in.ts';

/** Every id that names an environment. */
export const environmentIds: readonly string[] = [...continuousExamples, ...examples].map(({ id }) => id);

/**
 * The simulator of an id of the gallery, or of a spec with a `kind`, finite or continuous.
 *
 * @throws LabError NotFound for an unknown id; InvalidInput pointing into `environment`
 */
export async function environmentOf(
  description: string | Readonly<Record<string, unknown>>,
): Promise<Simulation | FiniteEnvironment> {
  if (typeof description === 'string') return byId(description);
  try {
    return (await openEnvironment(parseEnvironmentSpec(description))).environment;
  } catch (error) {
    throw error instanceof LabError ? within('environment', error) : error;
  }
}

async function byId(id: string): Promise<Simulation | FiniteEnvironment> {
  const example = [...continuousExamples, ...examples].find((one) => one.id === id);
  if (example !== undefined) return (await openEnvironment(example.spec)).environment;
  throw new LabError('NotFound', `There is no environment "${id}".`, {
    where: 'environment',
    remedy: `There are ${environmentIds.join(', ')}; or give a spec with a "kind".`,
  });
}
