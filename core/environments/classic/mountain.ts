import type { Random } from '../../base/random.ts';
import { circle, line, type Scene } from '../scene.ts';
import { clamp } from '../space.ts';

/** The valley of both mountain cars (Moore, 1990; Sutton and Barto 2e, example 10.1): positions and speeds in it. */
export const leftEnd = -1.2;
export const rightEnd = 0.6;
export const maxSpeed = 0.07;
const gravity = 0.0025;

export const stateLabels = ['position', 'velocity'] as const;

/** At rest, uniformly in [-0.6, -0.4], the bottom of the valley. */
export function startAtRest(state: Float64Array, random: Random): void {
  state[0] = -0.6 + 0.2 * random.uniform();
  state[1] = 0;
}

/** v += thrust - 0.0025 cos 3x, held within +-0.07; x += v, held within the valley, whose left end stops the car. */
export function roll(state: Float64Array, thrust: number): void {
  const speed = clamp(state[1] + thrust - gravity * Math.cos(3 * state[0]), -maxSpeed, maxSpeed);
  state[0] = clamp(state[0] + speed, leftEnd, rightEnd);
  state[1] = state[0] === leftEnd && speed < 0 ? 0 : speed;
}

const height = (x: number) => 0.45 * Math.sin(3 * x) + 0.55;

export function valleyScene(state: Float64Array, goal: number): Scene {
  const ground: number[] = [];
  for (let k = 0; k <= 60; k++) {
    const x = leftEnd + ((rightEnd - leftEnd) * k) / 60;
    ground.push(x, height(x));
  }
  const x = state[0];
  return {
    view: { left: leftEnd, right: rightEnd, bottom: 0, top: 1.25 },
    shapes: [
      line('ground', ground, 0.01),
      line('goal', [goal, height(goal), goal, height(goal) + 0.2], 0.015),
      circle('agent', x, height(x) + 0.04, 0.04),
    ],
    handle: { x, y: height(x) + 0.04 },
  };
}
