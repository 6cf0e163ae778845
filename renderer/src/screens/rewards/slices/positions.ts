/** Which two numbers of an observation are the place on the map, so that a slice may lie over the world's own picture. */
import { Random } from '../../../../../core/base/random.ts';
import { Simulation } from '../../../../../core/environments/index.ts';

const found = new WeakMap<Simulation['dynamics'], Positions | null>();

export interface Positions {
  /** Numbers of the observation that are the handle's x and y. */
  readonly x: number;
  readonly y: number;
}

const episodes = 3;
const steps = 6;
const near = 1e-4;

/**
 * Found by playing: in a few random steps, a number that always equals the handle's coordinate and does change. Null for
 * worlds that travel with a camera or are drawn in space, and where either coordinate is no number of the observation.
 */
export function positionsOf({ dynamics }: Pick<Simulation, 'dynamics'>): Positions | null {
  const known = found.get(dynamics);
  if (known !== undefined) return known;
  const answer = search(new Simulation(dynamics));
  found.set(dynamics, answer);
  return answer;
}

function search(simulation: Simulation): Positions | null {
  if (simulation.dynamics.scene3) return null;
  const width = simulation.observationWidth;
  const random = Random.fromSeed(1);
  const rows: { observation: ArrayLike<number>; x: number; y: number }[] = [];
  for (let seed = 0; seed < episodes; seed++) {
    let observation: ArrayLike<number> = simulation.reset(seed);
    for (let t = 0; t <= steps; t++) {
      const scene = simulation.scene();
      if (scene.camera) return null;
      rows.push({ observation, x: scene.handle.x, y: scene.handle.y });
      if (t === steps) break;
      const result = simulation.step(randomAction(simulation, random));
      observation = result.observation;
      if (result.terminated || result.truncated) break;
    }
  }
  const numbered = (axis: 'x' | 'y') => {
    for (let i = 0; i < width; i++) {
      const equal = rows.every(
        (row) => Math.abs(row.observation[i] - row[axis]) <= near * (1 + Math.abs(row[axis])),
      );
      if (equal && rows.some((row) => Math.abs(row[axis] - rows[0][axis]) > near)) return i;
    }
    return -1;
  };
  const x = numbered('x');
  const y = numbered('y');
  return x < 0 || y < 0 ? null : { x, y };
}

function randomAction({ actionSpace }: Simulation, random: Random): number[] {
  if (actionSpace.kind === 'discrete') return [Math.floor(random.uniform() * actionSpace.n)];
  return actionSpace.low.map((low, i) => {
    const high = actionSpace.high[i];
    const [from, to] = [Math.max(low, -1), Math.min(high, 1)];
    return from + random.uniform() * (to - from);
  });
}
