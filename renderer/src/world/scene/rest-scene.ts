/** What a world looks like with nobody in it: the ground under paths and thumbnails. */
import type { Scene, Simulation } from '../../../../core/environments/index.ts';
import { ghostShapes } from './draw-scene.ts';

const found = new WeakMap<Simulation['dynamics'], Scene>();
/** The start that it is drawn in. */
const seed = 1;

/** The first scene of an episode without what is driven and without others; its camera at the origin. Kept per world. */
export function restScene(simulation: Simulation): Scene {
  const known = found.get(simulation.dynamics);
  if (known) return known;
  const { dynamics } = simulation;
  const now = simulation.save();
  simulation.reset(seed);
  const scene = simulation.scene();
  if (now.steps > 0 || now.running) simulation.restore(now);
  const own = new Set(ghostShapes(scene));
  const empty: Scene = {
    ...scene,
    shapes: scene.shapes.filter(
      ({ role }, i) => !own.has(scene.shapes[i]) && role !== 'other' && role !== 'shade',
    ),
    ...(scene.camera ? { camera: { x: 0, y: 0 } } : {}),
  };
  found.set(dynamics, empty);
  return empty;
}
