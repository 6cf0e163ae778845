import { cos, sin, tan } from '../../base/elementary/index.ts';
import type { Random } from '../../base/random.ts';
import { line, rectangle, type Shape } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';
import { type BoxSpace, clamp, symmetricBox } from '../space.ts';
import type { HighwaySpec } from '../spec.ts';
import { carBreadth, carLength, carWidth, driverAcceleration, ringDistance } from './traffic.ts';

const dt = 0.05;
const laneWidth = 4;
const wheelbase = 2.7;
const strongest = 4;
const sharpest = 0.06;
const returning = 1.5;
const topSpeed = 40;
const wantedSpeed = 30;
const sight = 100;
const crashCost = 50;
const maxHeading = 0.5;
/** The own car's numbers, before the others': x, y, heading, speed. */
const own = 4;

/**
 * A highway seen from above: keep the lane, overtake, do not touch anybody. The own car is a kinematic bicycle (Rajamani,
 * 2012, section 2.2) with throttle and steering a, each |a_i| <= 1 (clipped), L = 2.7 m, dt = 0.05 s:
 *
 *     v' = v + dt 4 a_0 in [0, 40],    heading' = heading + dt (v tan(0.06 a_1) / L - 1.5 heading) in +-0.5 rad,
 *     x' = x + dt v cos heading,       y' = y + dt v sin heading
 *
 * (the second term is an assistant that turns the car along the road when the wheel is let go). The others keep their
 * lanes by the intelligent driver model, wanting 18 to 25 m/s, and yield to the own car ahead. The road is a ring of
 * `length` m drawn straight. A step pays 1 - |v - 30|/30 - 0.5 o^2 - 0.1 a_1^2, o the distance from the middle of the
 * nearest lane in half lanes; touching a car or leaving the road costs 50 and ends. Cars are 4.5 m x 1.9 m boxes along
 * the road. y is to the left, 0 the middle of the road.
 * Observation: y, heading, speed, and for each lane from the right: gap ahead, relative speed there, gap behind, relative
 * speed there (100 m and 0 where nobody is within sight).
 */
export function highway({ lanes, vehicles, length, maxSteps }: HighwaySpec): Dynamics {
  const halfRoad = (lanes * laneWidth) / 2;
  const laneMiddle = (lane: number) => (lane + 0.5) * laneWidth - halfRoad;
  const laneOf = (y: number) => clamp(Math.floor((y + halfRoad) / laneWidth), 0, lanes - 1);
  const offRoad = (state: Float64Array) => Math.abs(state[1]) > halfRoad - carBreadth / 2;
  const accelerations = new Float64Array(vehicles);

  function crashed(state: Float64Array): boolean {
    for (let i = own; i < state.length; i += carWidth)
      if (
        Math.abs(state[i + 1] - state[1]) < carBreadth &&
        Math.abs(ringDistance(state[i] - state[0], length)) < carLength
      )
        return true;
    return false;
  }

  /** What car i does about the nearest car ahead of it in its lane, the own car included. */
  function accelerationOf(state: Float64Array, i: number): number {
    let gap = Infinity;
    let ahead = 0;
    const meet = (x: number, y: number, speed: number) => {
      if (Math.abs(y - state[i + 1]) >= carBreadth) return;
      const distance = ringDistance(x - state[i], length);
      if (distance <= 0 || distance - carLength >= gap) return;
      gap = distance - carLength;
      ahead = speed;
    };
    meet(state[0], state[1], state[3]);
    for (let j = own; j < state.length; j += carWidth)
      if (j !== i) meet(state[j], state[j + 1], state[j + 2]);
    return driverAcceleration(state[i + 2], state[i + 3], gap, ahead);
  }

  function moveOthers(state: Float64Array): void {
    for (let k = 0; k < vehicles; k++) accelerations[k] = accelerationOf(state, own + carWidth * k);
    for (let k = 0; k < vehicles; k++) {
      const i = own + carWidth * k;
      state[i + 2] = Math.max(0, state[i + 2] + dt * accelerations[k]);
      state[i] += dt * state[i + 2];
    }
  }

  const ended = (state: Float64Array) => offRoad(state) || crashed(state);

  return {
    id: 'highway',
    name: 'Highway',
    stateLabels: [
      ...['x (m)', 'y (m)', 'heading (rad)', 'speed (m/s)'],
      ...Array.from({ length: vehicles }, (_, k) =>
        ['x', 'y', 'speed', 'wanted speed'].map((what) => `${what} of car ${k + 1}`),
      ).flat(),
    ],
    observationSpace: highwayObservations(lanes, halfRoad),
    actionSpace: symmetricBox([1, 1], ['throttle', 'steering to the left']),
    rate: 1 / dt,
    maxSteps,

    start(state, random: Random) {
      state[0] = 0;
      state[1] = laneMiddle(random.integer(lanes));
      state[2] = 0;
      state[3] = 25;
      const spacing = length / (vehicles + 1);
      for (let k = 0; k < vehicles; k++) {
        const i = own + carWidth * k;
        state[i] = spacing * (k + 1 + 0.2 * (2 * random.uniform() - 1));
        state[i + 1] = laneMiddle(random.integer(lanes));
        state[i + 3] = 18 + 7 * random.uniform();
        state[i + 2] = state[i + 3];
      }
    },

    advance(state, action) {
      const throttle = clamp(action[0], -1, 1);
      const steering = clamp(action[1], -1, 1);
      moveOthers(state);
      const turning = (state[3] * tan(sharpest * steering)) / wheelbase - returning * state[2];
      state[3] = clamp(state[3] + dt * strongest * throttle, 0, topSpeed);
      state[2] = clamp(state[2] + dt * turning, -maxHeading, maxHeading);
      state[0] += dt * state[3] * cos(state[2]);
      state[1] += dt * state[3] * sin(state[2]);
      const offset = (state[1] - laneMiddle(laneOf(state[1]))) / (laneWidth / 2);
      const reward =
        1 - Math.abs(state[3] - wantedSpeed) / wantedSpeed - 0.5 * offset ** 2 - 0.1 * steering ** 2;
      return ended(state) ? reward - crashCost : reward;
    },

    ended,

    observe(state, observation) {
      observation.set(state.subarray(1, own));
      for (let lane = 0; lane < lanes; lane++) {
        const at = own - 1 + 4 * lane;
        observation[at] = sight;
        observation[at + 1] = 0;
        observation[at + 2] = sight;
        observation[at + 3] = 0;
      }
      for (let i = own; i < state.length; i += carWidth) {
        const distance = ringDistance(state[i] - state[0], length);
        const at = own - 1 + 4 * laneOf(state[i + 1]) + (distance > 0 ? 0 : 2);
        if (Math.abs(distance) >= observation[at]) continue;
        observation[at] = Math.abs(distance);
        observation[at + 1] = state[i + 2] - state[3];
      }
    },

    scene(state) {
      const near = -15;
      const far = 65;
      const shapes: Shape[] = [
        rectangle('ground', {
          x: (near + far) / 2,
          y: 0,
          width: far - near + 20,
          height: 2 * halfRoad,
          angle: 0,
        }),
        ...[-halfRoad, halfRoad].map((y) => line('edge', [near - 10, y, far + 10, y], 0.3)),
      ];
      // Dashes of 4 m every 12 m stand still on the road, so that they run past the car.
      const first = near - 12 - (state[0] - 12 * Math.floor(state[0] / 12));
      for (let lane = 1; lane < lanes; lane++)
        for (let x = first; x < far + 12; x += 12) {
          const y = lane * laneWidth - halfRoad;
          shapes.push(line('edge', [x, y, x + 4, y], 0.15));
        }
      for (let i = own; i < state.length; i += carWidth) {
        const x = ringDistance(state[i] - state[0], length);
        if (x > near - 10 && x < far + 10) shapes.push(...carFromAbove('other', x, state[i + 1], 0));
      }
      shapes.push(...carFromAbove('agent', 0, state[1], state[2]));
      return {
        view: { left: near, right: far, bottom: -halfRoad - 2, top: halfRoad + 2 },
        shapes,
        handle: { x: 0, y: state[1] },
        camera: { x: state[0], y: 0 },
      };
    },
  };
}

/** A body, a windscreen and a rear window. */
function carFromAbove(role: 'agent' | 'other', x: number, y: number, angle: number): Shape[] {
  const part = (of: Shape['role'], along: number, width: number, height: number) =>
    rectangle(of, {
      x: x + along * cos(angle),
      y: y + along * sin(angle),
      width,
      height,
      angle,
    });
  return [
    part(role, 0, carLength, carBreadth),
    part('shade', 0.65, 0.7, carBreadth - 0.45),
    part('shade', -1.35, 0.5, carBreadth - 0.5),
  ];
}

function highwayObservations(lanes: number, halfRoad: number): BoxSpace {
  const sides = ['ahead', 'behind'].flatMap((side) => [`gap ${side} (m)`, `relative speed ${side} (m/s)`]);
  const labels = Array.from({ length: lanes }, (_, lane) => sides.map((side) => `lane ${lane + 1}: ${side}`));
  // The car may stand beside the road in the step that ends.
  const beyond = halfRoad + 2;
  return {
    kind: 'box',
    low: [-beyond, -maxHeading, 0, ...labels.flatMap(() => [0, -topSpeed, 0, -topSpeed])],
    high: [beyond, maxHeading, topSpeed, ...labels.flatMap(() => [sight, topSpeed, sight, topSpeed])],
    labels: ['y (m)', 'heading (rad)', 'speed (m/s)', ...labels.flat()],
  };
}
