import { cos, log, sin } from '../../base/elementary/index.ts';
import type { Random } from '../../base/random.ts';
import { rectangle, type Shape } from '../scene.ts';
import type { Dynamics } from '../simulation.ts';
import { clamp, symmetricBox } from '../space.ts';
import type { PegInsertionSpec } from '../spec.ts';

const dt = 0.05;
const parts = 5;
const strength = 4;
const drag = 4;
const halfPeg = 0.05;
const pegLength = 0.4;
const depth = 0.2;
/** How far x, y and the angle may go. */
const limits = [1, 1, 1.2] as const;
const effortCost = 0.01;

/** Corners of the peg from its tip: across, along. */
const corners = [-halfPeg, 0, halfPeg, 0, -halfPeg, pegLength, halfPeg, pegLength] as const;

/**
 * Peg insertion in a plane (after the task of guided cost learning; Finn, Levine and Abbeel, 2016): a peg of 0.1 m by
 * 0.4 m goes 0.2 m deep into a slot `clearance` wider than itself. State: tip x and y, angle, and their velocities;
 * forces a, each |a_i| <= 1 (clipped): v' = v + dt (4 a - 4 v), x' = x + dt v', dt = 0.05 s in five parts. The table is
 * solid: of a part's motion x, y and angle are taken one by one, and what would enter the table is not taken and loses
 * its velocity, so that the peg slides. After the step, with d^2 the mean squared distance of the peg's two ends from
 * where they should be, it pays -(d^2 + 0.1 ln(d^2 + 10^-4)) - 0.01 |a|^2 (the cost of Levine and others, 2016, which
 * pulls towards the last millimetres). Never ends. Observation = state.
 */
export function pegInsertion(spec: PegInsertionSpec): Dynamics {
  const halfSlot = halfPeg + spec.clearance / 2;
  const inTable = (x: number, y: number) => y < 0 && (Math.abs(x) > halfSlot || y < -depth);

  /** Whether the peg overlaps the table: a corner of the peg in it, or an edge of the slot in the peg. */
  function blocked(state: Float64Array): boolean {
    const [x, y, angle] = state;
    const cosine = cos(angle);
    const sine = sin(angle);
    for (let k = 0; k < corners.length; k += 2)
      if (
        inTable(
          x + cosine * corners[k] - sine * corners[k + 1],
          y + sine * corners[k] + cosine * corners[k + 1],
        )
      )
        return true;
    for (const edge of [-halfSlot, halfSlot]) {
      const across = cosine * (edge - x) - sine * y;
      const along = -sine * (edge - x) - cosine * y;
      if (Math.abs(across) < halfPeg && along > 0 && along < pegLength) return true;
    }
    return false;
  }

  function squaredDistance([x, y, angle]: Float64Array): number {
    const tip = x * x + (y + depth) ** 2;
    const endX = x - pegLength * sin(angle);
    const endY = y + depth + pegLength * (cos(angle) - 1);
    return (tip + endX * endX + endY * endY) / 2;
  }

  const labels = ['x (m)', 'y (m)', 'angle (rad)', 'x velocity', 'y velocity', 'angular velocity'];
  const topSpeed = strength / drag;

  return {
    id: 'peg-insertion',
    name: 'Peg insertion',
    stateLabels: labels,
    observationSpace: symmetricBox([...limits, topSpeed, topSpeed, topSpeed], labels),
    actionSpace: symmetricBox([1, 1, 1], ['force along x', 'force along y', 'turning']),
    rate: 1 / dt,
    maxSteps: spec.maxSteps,

    start(state, random: Random) {
      state[0] = random.uniform() - 0.5;
      state[1] = 0.3 + 0.2 * random.uniform();
      state[2] = 0.6 * (random.uniform() - 0.5);
      state.fill(0, 3);
    },

    advance(state, action) {
      let effort = 0;
      for (let i = 0; i < 3; i++) {
        const a = clamp(action[i], -1, 1);
        effort += a * a;
        state[3 + i] = clamp(state[3 + i] + dt * (strength * a - drag * state[3 + i]), -topSpeed, topSpeed);
      }
      for (let part = 0; part < parts; part++)
        for (let i = 0; i < 3; i++) {
          const before = state[i];
          const after = before + (dt / parts) * state[3 + i];
          state[i] = clamp(after, -limits[i], limits[i]);
          if (blocked(state)) state[i] = before;
          if (state[i] !== after) state[3 + i] = 0;
        }
      const d2 = squaredDistance(state);
      return -(d2 + 0.1 * log(d2 + 1e-4)) - effortCost * effort;
    },

    ended: () => false,

    observe: (state, observation) => observation.set(state),

    scene(state) {
      const [x, y, angle] = state;
      const side = (1.5 - halfSlot) / 2 + halfSlot;
      const block = (at: number): Shape =>
        rectangle('obstacle', { x: at, y: -depth / 2, width: 1.5 - halfSlot, height: depth, angle: 0 });
      return {
        view: { left: -1.2, right: 1.2, bottom: -0.5, top: 1.4 },
        shapes: [
          rectangle('goal', { x: 0, y: -depth / 2, width: 2 * halfSlot, height: depth, angle: 0 }),
          block(-side),
          block(side),
          rectangle('obstacle', { x: 0, y: -depth - 0.2, width: 3, height: 0.4, angle: 0 }),
          rectangle('agent', {
            x: x - (pegLength / 2) * sin(angle),
            y: y + (pegLength / 2) * cos(angle),
            width: 2 * halfPeg,
            height: pegLength,
            angle,
          }),
        ],
        handle: { x, y },
      };
    },
  };
}
