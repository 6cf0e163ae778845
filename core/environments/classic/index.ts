/** The classic control tasks under Gymnasium's ids, with its spaces, constants, rewards and time limits (1.3.0). */
import type { Dynamics } from '../simulation.ts';
import { acrobot } from './acrobot.ts';
import { cartPole } from './cart-pole.ts';
import { mountainCar } from './mountain-car.ts';
import { mountainCarContinuous } from './mountain-car-continuous.ts';
import { pendulum } from './pendulum.ts';

export const classicControl = {
  'CartPole-v1': cartPole,
  'Pendulum-v1': pendulum,
  'MountainCar-v0': mountainCar,
  'MountainCarContinuous-v0': mountainCarContinuous,
  'Acrobot-v1': acrobot,
} as const satisfies Readonly<Record<string, Dynamics>>;

export type ClassicId = keyof typeof classicControl;
