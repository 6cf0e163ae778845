import { LabError } from '../../base/errors.ts';
import {
  continuousExamples,
  continuousKinds,
  createContinuousEnvironment,
  createEnvironment,
  type FiniteEnvironment,
  parseContinuousSpec,
  type Simulation,
} from '../../environments/index.ts';
import { examples, parseWorldSpec } from '../../mdp/index.ts';

/** Every id that names an environment. */
export const environmentIds: readonly string[] = [...continuousExamples, ...examples].map(({ id }) => id);

/**
 * The simulator of an id of the gallery, or of a spec with a `kind`, finite or continuous.
 *
 * @throws LabError NotFound for an unknown id; InvalidInput pointing into `environment`
 */
export function environmentOf(
  description: string | Readonly<Record<string, unknown>>,
): Simulation | FiniteEnvironment {
  if (typeof description === 'string') return byId(description);
  try {
    return continuousKinds.includes(String(description.kind))
      ? createContinuousEnvironment(parseContinuousSpec(description))
      : createEnvironment(parseWorldSpec(description)).environment;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const { code, message, where, remedy } = error;
    throw new LabError(code, message, {
      where: where === null || where === '' ? 'environment' : `environment.${where}`,
      ...(remedy === null ? {} : { remedy }),
      cause: error,
    });
  }
}

function byId(id: string): Simulation | FiniteEnvironment {
  const continuous = continuousExamples.find((one) => one.id === id);
  if (continuous !== undefined) return createContinuousEnvironment(continuous.spec);
  const finite = examples.find((one) => one.id === id);
  if (finite !== undefined) return createEnvironment(finite.spec).environment;
  throw new LabError('NotFound', `There is no environment "${id}".`, {
    where: 'environment',
    remedy: `There are ${environmentIds.join(', ')}; or give a spec with a "kind".`,
  });
}
