import type { ContinuousSpec } from '../spec.ts';
import type { Script } from './expert.ts';
import { acrobotSwing } from './laws/acrobot.ts';
import { cartPoleBalance } from './laws/cart-pole.ts';
import { fourGoalsDrive } from './laws/four-goals.ts';
import { highwayDriver } from './laws/highway.ts';
import { softOptimal } from './laws/linear-quadratic.ts';
import { mountainCarPump, sparingPump } from './laws/mountain-car.ts';
import { mujocoScripts } from './laws/mujoco.ts';
import { navigationScripts } from './laws/navigation.ts';
import { pegAlign } from './laws/peg-insertion.ts';
import { pendulumSwing } from './laws/pendulum.ts';
import { random } from './laws/random.ts';
import { inverseKinematics } from './laws/reach.ts';

/** The scripts of an environment, the best first. */
export const scriptsOf = (spec: ContinuousSpec): readonly Script[] => [...skilled(spec), random];

const classic = {
  'CartPole-v1': cartPoleBalance,
  'Pendulum-v1': pendulumSwing,
  'MountainCar-v0': mountainCarPump,
  'MountainCarContinuous-v0': sparingPump,
  'Acrobot-v1': acrobotSwing,
} as const satisfies Readonly<Record<string, Script>>;

function skilled(spec: ContinuousSpec): readonly Script[] {
  switch (spec.kind) {
    case 'classic-control':
      return [classic[spec.id]];
    case 'linear-quadratic':
      return [softOptimal(spec)];
    case 'four-goals':
      return [fourGoalsDrive];
    case 'navigation':
      return navigationScripts(spec);
    case 'reach':
      return [inverseKinematics];
    case 'peg-insertion':
      return [pegAlign(spec)];
    case 'highway':
      return [highwayDriver(spec)];
    case 'mujoco':
      return mujocoScripts[spec.id];
  }
}
