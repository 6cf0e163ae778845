/** Scripted experts: one good hand-written policy or more for every continuous environment. */
import { LabError } from '../../base/errors.ts';
import { dynamicsOf } from '../continuous.ts';
import { checkDiscount, checkRange, checkTemperature } from '../ranges.ts';
import type { ContinuousSpec } from '../spec.ts';
import type { Expert, ExpertDescription, ExpertSettings } from './expert.ts';
import { withNoise } from './noisy.ts';
import { scriptsOf } from './scripts.ts';

export type { Expert, ExpertDescription, ExpertSettings } from './expert.ts';

/** The experts of an environment, the best first; `random` is always among them. */
export const expertsOf = (spec: ContinuousSpec): readonly ExpertDescription[] =>
  scriptsOf(spec).map(({ id, name, description }) => ({ id, name, description }));

/**
 * An expert of an environment by its id. Call `begin` with a seed before each episode.
 *
 * @throws LabError NotFound for an id that the environment does not have; InvalidInput for settings out of range, or a
 *   navigation world without a way to its goal; Conflict for a MuJoCo task before `loadMujoco` has finished; NotConverged for a linear-quadratic world that no control keeps finite
 */
export function createExpert(spec: ContinuousSpec, id: string, settings: ExpertSettings): Expert {
  const scripts = scriptsOf(spec);
  const script = scripts.find((one) => one.id === id);
  if (script === undefined)
    throw new LabError('NotFound', `This environment has no expert called ${id}.`, {
      where: 'expert',
      remedy: `Choose one of: ${scripts.map((one) => one.id).join(', ')}.`,
    });
  const { noise, temperature, discount } = settings;
  checkRange(noise >= 0 && noise < Infinity, 'noise', noise, 'Give 0 or more.');
  checkTemperature(temperature);
  checkDiscount(discount);
  const dynamics = dynamicsOf(spec);
  const { name, description } = script;
  return withNoise(dynamics, script.create(dynamics, settings), {
    noise,
    description: { id, name, description },
  });
}
