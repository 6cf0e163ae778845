import { LabError } from '../base/errors.ts';
import { pegInsertion } from './arms/peg-insertion.ts';
import { reach } from './arms/reach.ts';
import { classicControl } from './classic/index.ts';
import { highway } from './highway/highway.ts';
import { linearQuadratic } from './linear-quadratic/linear-quadratic.ts';
import { mujocoDescriptions, mujocoTask } from './mujoco/index.ts';
import { fourGoals } from './points/four-goals.ts';
import { navigation } from './points/navigation.ts';
import { type Dynamics, Simulation } from './simulation.ts';
import {
  type ContinuousSpec,
  type ContinuousSpecInput,
  classicControlSpec,
  continuousSpec,
  mujocoSpec,
} from './spec.ts';

/**
 * The equations that a complete spec describes.
 *
 * @throws LabError Conflict for a MuJoCo task before `loadMujoco` has finished
 */
export function dynamicsOf(spec: ContinuousSpec): Dynamics {
  switch (spec.kind) {
    case 'classic-control':
      return classicControl[spec.id];
    case 'linear-quadratic':
      return linearQuadratic(spec);
    case 'four-goals':
      return fourGoals(spec);
    case 'navigation':
      return navigation(spec);
    case 'reach':
      return reach(spec);
    case 'peg-insertion':
      return pegInsertion(spec);
    case 'highway':
      return highway(spec);
    case 'mujoco':
      return mujocoTask(spec.id);
  }
}

/**
 * The simulator that a spec describes. Defaults are filled in; everything is checked.
 *
 * @throws LabError InvalidInput, `where` pointing at the entry of the spec
 */
export function createContinuousEnvironment(spec: ContinuousSpecInput): Simulation {
  return new Simulation(dynamicsOf(parseShape(spec)));
}

/**
 * A complete spec from parsed JSON, checked in full, what only building it would show included.
 *
 * @throws LabError InvalidInput, `where` pointing at the first bad entry
 */
export function parseContinuousSpec(json: unknown): ContinuousSpec {
  const spec = parseShape(json);
  // The shape says all of a MuJoCo task, and MuJoCo need not be loaded for it.
  if (spec.kind !== 'mujoco') dynamicsOf(spec);
  return spec;
}

function parseShape(json: unknown): ContinuousSpec {
  const parsed = continuousSpec.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue.path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${String(part)}`))
    .join('');
  throw new LabError('InvalidInput', `${issue.message}.`, {
    ...(where === '' ? {} : { where }),
    remedy: 'Correct the entry.',
    cause: parsed.error,
  });
}

/** One continuous world for the gallery and the tests. */
export interface ContinuousExample {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly spec: ContinuousSpec;
}

const classicDescriptions: Readonly<Record<ContinuousExampleId, string>> = {
  'CartPole-v1': 'Keep a pole upright by pushing its cart left or right.',
  'Pendulum-v1': 'Swing a rod up with a motor too weak to lift it at once.',
  'MountainCar-v0': 'Rock a weak car out of its valley with three thrusts.',
  'MountainCarContinuous-v0': 'Rock a weak car out of its valley, sparing the throttle.',
  'Acrobot-v1': 'Swing a two-link arm above its bar by the elbow.',
};
type ContinuousExampleId = (typeof classicControlSpec.shape.id.options)[number];

/** Every continuous world as it comes, ids unique: Gymnasium's own for its tasks. */
export const continuousExamples: readonly ContinuousExample[] = [
  ...classicControlSpec.shape.id.options.map((id) => ({
    id,
    name: classicControl[id].name,
    description: classicDescriptions[id],
    spec: continuousSpec.parse({ kind: 'classic-control', id }),
  })),
  example(
    'double-integrator',
    'Double integrator',
    'A mass on a line is pushed to rest at 0; solved in closed form.',
    {
      kind: 'linear-quadratic',
      A: [
        [1, 0.1],
        [0, 1],
      ],
      B: [[0.005], [0.1]],
      stateCost: [
        [1, 0],
        [0, 0.1],
      ],
      actionCost: [[0.1]],
      processNoiseCovariance: [
        [1e-4, 0],
        [0, 1e-3],
      ],
    },
  ),
  example(
    'four-goals',
    'Four goals',
    'Four goals equally good from the middle: a soft policy reaches them all.',
    {
      kind: 'four-goals',
    },
  ),
  example('navigation', 'Navigation', 'A point mass finds its way around round obstacles.', {
    kind: 'navigation',
  }),
  example('reach', 'Planar reach', 'A two-link arm brings its tip to a target.', { kind: 'reach' }),
  example('peg-insertion', 'Peg insertion', 'A peg goes into a slot little wider than itself.', {
    kind: 'peg-insertion',
  }),
  example('highway', 'Highway', 'Keep the lane, overtake, touch nobody.', { kind: 'highway' }),
  ...mujocoSpec.shape.id.options.map((id) =>
    example(id, mujocoDescriptions[id].name, mujocoDescriptions[id].description, { kind: 'mujoco', id }),
  ),
];

function example(
  id: string,
  name: string,
  description: string,
  spec: ContinuousSpecInput,
): ContinuousExample {
  return { id, name, description, spec: continuousSpec.parse(spec) };
}
