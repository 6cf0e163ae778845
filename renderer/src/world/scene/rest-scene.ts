/** What a world looks like with nobody in it: the ground under paths and thumbnails. */
import { type Scene, Simulation } from '../../../../core/environments/index.ts';
import { ghostShapes } from './draw-scene.ts';

const found = new WeakMap<Simulation['dynamics'], Scene>();
const starts = new WeakMap<Simulation['dynamics'], Start>();
interface Start {
  readonly scene: Scene;
  readonly state: Float64Array;
}

/** The start that it is drawn in. */
const seed = 1;

/** The first scene of an episode and its state, whatever the simulator is doing. Kept per world. */
export function startOf({ dynamics }: Simulation): Start {
  let start = starts.get(dynamics);
  if (!start) {
    const own = new Simulation(dynamics);
    own.reset(seed);
    start = { scene: own.scene(), state: own.state };
    starts.set(dynamics, start);
  }
  return start;
}

/** The first scene of an episode without what is driven and without others, its camera at the origin. Kept per world. */
export function restScene(simulation: Simulation): Scene {
  const known = found.get(simulation.dynamics);
  if (known) return known;
  const { scene } = startOf(simulation);
  const own = new Set(ghostShapes(scene));
  const empty: Scene = {
    ...scene,
    shapes: scene.shapes.filter(
      (shape) => !own.has(shape) && shape.role !== 'other' && shape.role !== 'shade',
    ),
    ...(scene.camera ? { camera: { x: 0, y: 0 } } : {}),
  };
  found.set(simulation.dynamics, empty);
  return empty;
}
