/** What the devices say now, and the deflections that come of it tick by tick. */
import type { Scene, Simulation } from '../../../../../core/environments/index.ts';
import type { Point } from '../../../world/scene/placement.ts';
import { handleOf } from '../../../world/scene/trail.ts';
import type { Device } from '../record-controller.svelte.ts';
import type { Scheme } from './scheme.ts';
import { keyTargets, pointerTargets, ramp, stickTargets } from './steer.ts';

export class LiveInput {
  /** Codes of the keys that are down. */
  keys = $state.raw<ReadonlySet<string>>(new Set());
  /** The pointer in the scene; null where it is unknown or lifted. */
  pointer = $state.raw<Point | null>(null);
  /** [controls] the codes of each control, as remapped. */
  codes = $state.raw<readonly (readonly string[])[]>([]);
  /** The device that the take is driven with: pointers and sticks act in takes of their own alone, keys in all. */
  leading: Device = 'keyboard';
  sticks: readonly number[] | null = null;
  #scheme: () => Scheme | null;
  #held: number[] = [];
  #last: Point | null = null;

  constructor(scheme: () => Scheme | null) {
    this.#scheme = scheme;
  }

  /** Indices of the controls whose keys are down. */
  get lit(): ReadonlySet<number> {
    return new Set(this.codes.flatMap((codes, i) => (codes.some((code) => this.keys.has(code)) ? [i] : [])));
  }

  /** The pointer leads in takes that are driven with it. */
  get aim(): Point | null {
    return this.leading === 'mouse' || this.leading === 'touch' ? this.pointer : null;
  }

  /** The control of a key, -1 for none. */
  controlOf(code: string): number {
    return this.codes.findIndex((codes) => codes.includes(code));
  }

  press(code: string): void {
    this.keys = new Set([...this.keys, code]);
  }

  lift(code: string): void {
    if (this.keys.has(code)) this.keys = new Set([...this.keys].filter((other) => other !== code));
  }

  releaseAll(): void {
    this.keys = new Set();
    this.sticks = null;
  }

  /** A take begins. */
  begin(scene: Scene): void {
    this.#held = [];
    this.#last = handleOf(scene);
  }

  /** Deflections of one tick that lasts so many seconds of the world's time. */
  sample(seconds: number, simulation: Simulation): number[] {
    const scheme = this.#scheme();
    if (!scheme) return [];
    const scene = simulation.scene();
    const at = handleOf(scene);
    const last = this.#last ?? at;
    this.#last = at;
    const velocity = { x: (at.x - last.x) / seconds, y: (at.y - last.y) / seconds };
    const wanted = keyTargets(scheme, this.keys, (i) => this.codes[i] ?? []);
    // A choice is a choice: only boxes are driven in between.
    this.#held =
      simulation.actionSpace.kind === 'discrete'
        ? wanted
        : wanted.map((target, axis) => ramp(this.#held[axis] ?? 0, target, seconds));
    const sight = { scene, state: simulation.state, velocity };
    const led = pointerTargets(scheme, this.aim, sight);
    const pushed = stickTargets(scheme, this.leading === 'gamepad' ? this.sticks : null);
    return this.#held.map((value, axis) => Math.max(-1, Math.min(1, value + led[axis] + pushed[axis])));
  }
}
