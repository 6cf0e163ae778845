import { line, type Scene, type Shape } from '../scene.ts';
import { flatten, type Scene3 } from '../scene3.ts';

/** The flat scene of a body that runs along the ground, seen from beside it: the ground passes, with a tick each half metre. */
export function travelling(scene: Scene3, view: Scene['view']): Scene {
  const x = scene.handle[0];
  const { left, right } = view;
  const flat = flatten(scene, view, x);
  const ticks: Shape[] = [];
  for (let k = Math.ceil(2 * (x + left)); k <= 2 * (x + right); k++)
    ticks.push(line('mark', [k / 2 - x, 0, k / 2 - x, -0.06], 0.01));
  const ground = line('edge', [left, -0.005, right, -0.005], 0.01);
  return { ...flat, shapes: [...ticks, ground, ...flat.shapes], camera: { x, y: 0 } };
}
