import { LabError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { circle } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';
import { clamp, symmetricBox } from '../space.ts';
import type { NavigationSpec } from '../spec.ts';

const dt = 0.05;
const strength = 5;
const drag = 1;
const topSpeed = strength / drag;
const effortCost = 0.1;
const collisionCost = 100;
const goalReward = 10;

/**
 * A point mass finds its way around round obstacles (after the navigation task of guided cost learning; Finn, Levine
 * and Abbeel, 2016). State (x, y, vx, vy); force a, each |a_i| <= 1 (clipped):
 *
 *     v' = v + dt (5 a - v),    x' = x + dt v',    dt = 0.05 s,
 *
 * inside a square arena whose walls stop it. With d the distance to the goal after the step, a step pays
 * -dt (d + 0.1 |a|^2). `goal-or-collision`: arriving at the goal pays 10, touching an obstacle costs 100, either ends the
 * episode. `time-limit`: all episodes are equally long, so that their length tells nothing; inside an obstacle a step
 * costs 100 dt. Observation = state.
 *
 * @throws LabError InvalidInput for a goal or start outside the arena or inside an obstacle
 */
export function navigation(spec: NavigationSpec): Dynamics {
  const { halfWidth, obstacles, goal, goalRadius, start, startSpread, ending } = spec;
  const inObstacle = (x: number, y: number) =>
    obstacles.some((one) => (x - one.x) ** 2 + (y - one.y) ** 2 < one.radius ** 2);
  for (const [where, place] of [['goal', goal] as const, ['start', start] as const])
    if (Math.max(Math.abs(place.x), Math.abs(place.y)) > halfWidth || inObstacle(place.x, place.y))
      throw new LabError('InvalidInput', `The ${where} lies outside the arena or inside an obstacle.`, {
        where,
        remedy: 'Move it into the open, or move the obstacle.',
      });
  const distance = (state: Float64Array) => Math.sqrt((state[0] - goal.x) ** 2 + (state[1] - goal.y) ** 2);
  const collided = (state: Float64Array) => inObstacle(state[0], state[1]);
  const ends = ending === 'goal-or-collision';
  const labels = ['x (m)', 'y (m)', 'x velocity (m/s)', 'y velocity (m/s)'];

  return {
    id: 'navigation',
    name: 'Navigation around obstacles',
    stateLabels: labels,
    observationSpace: symmetricBox([halfWidth, halfWidth, topSpeed, topSpeed], labels),
    actionSpace: symmetricBox([1, 1], ['force along x', 'force along y']),
    rate: 1 / dt,
    maxSteps: spec.maxSteps,

    start(state, random: Random) {
      // Starts inside an obstacle are drawn again; the middle of the spread is free.
      for (let tries = 0; tries < 100; tries++) {
        state[0] = clamp(start.x + startSpread * (2 * random.uniform() - 1), -halfWidth, halfWidth);
        state[1] = clamp(start.y + startSpread * (2 * random.uniform() - 1), -halfWidth, halfWidth);
        state.fill(0, 2);
        if (!collided(state)) return;
      }
      state[0] = start.x;
      state[1] = start.y;
    },

    advance(state, action) {
      let effort = 0;
      for (let i = 0; i < 2; i++) {
        const a = clamp(action[i], -1, 1);
        effort += a * a;
        state[2 + i] = clamp(state[2 + i] + dt * (strength * a - drag * state[2 + i]), -topSpeed, topSpeed);
        state[i] += dt * state[2 + i];
        if (Math.abs(state[i]) > halfWidth) {
          state[i] = clamp(state[i], -halfWidth, halfWidth);
          state[2 + i] = 0;
        }
      }
      let reward = -dt * (distance(state) + effortCost * effort);
      if (collided(state)) reward -= ends ? collisionCost : dt * collisionCost;
      else if (ends && distance(state) < goalRadius) reward += goalReward;
      return reward;
    },

    ended: (state) => ends && (collided(state) || distance(state) < goalRadius),

    observe: (state, observation) => observation.set(state),

    scene(state) {
      const [x, y] = state;
      return {
        view: { left: -halfWidth, right: halfWidth, bottom: -halfWidth, top: halfWidth },
        shapes: [
          circle('goal', goal.x, goal.y, goalRadius),
          ...obstacles.map((one) => circle('obstacle', one.x, one.y, one.radius)),
          circle('agent', x, y, halfWidth / 32),
        ],
        handle: { x, y },
      };
    },
  };
}
