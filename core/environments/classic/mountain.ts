import { cos, sin } from '../../base/elementary/index.ts';
import type { Random } from '../../base/random.ts';
import { circle, line, rectangle, type Scene } from '../scene.ts';
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
  const speed = clamp(state[1] + thrust - gravity * cos(3 * state[0]), -maxSpeed, maxSpeed);
  state[0] = clamp(state[0] + speed, leftEnd, rightEnd);
  state[1] = state[0] === leftEnd && speed < 0 ? 0 : speed;
}

const height = (x: number) => 0.45 * sin(3 * x) + 0.55;

/** The valley in profile, the car standing on the slope, a flag where it should arrive. */
export function valleyScene(state: Float64Array, goal: number): Scene {
  const slope: number[] = [];
  for (let k = 0; k <= 72; k++) {
    const x = leftEnd + ((rightEnd - leftEnd) * k) / 72;
    slope.push(x, height(x));
  }
  const x = state[0];
  const y = height(x);
  // The slope of the hill under the car, 0.45 * 3 cos 3x.
  const tilt = Math.atan(1.35 * cos(3 * x));
  const on = (along: number, up: number) => ({
    x: x + along * cos(tilt) - up * sin(tilt),
    y: y + along * sin(tilt) + up * cos(tilt),
  });
  const body = on(0, 0.055);
  const cabin = on(-0.008, 0.095);
  const [back, front] = [on(-0.042, 0.024), on(0.042, 0.024)];
  const top = height(goal) + 0.2;
  return {
    view: { left: leftEnd, right: rightEnd, bottom: 0, top: 1.25 },
    shapes: [
      { kind: 'polygon', role: 'ground', points: [...slope, rightEnd, 0, leftEnd, 0] },
      line('edge', slope, 0.012),
      line('edge', [goal, height(goal), goal, top], 0.012),
      { kind: 'polygon', role: 'goal', points: [goal, top, goal + 0.1, top - 0.035, goal, top - 0.07] },
      rectangle('shade', { ...cabin, width: 0.07, height: 0.05, angle: tilt }),
      rectangle('agent', { ...body, width: 0.14, height: 0.045, angle: tilt }),
      circle('shade', back.x, back.y, 0.024),
      circle('shade', front.x, front.y, 0.024),
    ],
    handle: body,
  };
}
