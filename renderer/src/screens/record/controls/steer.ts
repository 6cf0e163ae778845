/** From what a person does to an action. Pure: devices are read elsewhere, time is given. */
import {
  type Scene,
  type Space,
  steerPendulum,
  steerReacher,
} from '../../../../../core/environments/index.ts';
import type { Point } from '../../../world/scene/placement.ts';
import type { Pointing, Scheme } from './scheme.ts';

const clip = (x: number) => Math.max(-1, Math.min(1, x));

/** What the devices say at one tick. */
export interface DeviceState {
  /** Codes of the keys that are down. */
  readonly keys: ReadonlySet<string>;
  /** Where the pointer is in the world; null where it does not lead. */
  readonly pointer: Point | null;
  /** Left stick right and up, right stick right and up, each in [-1, 1]; null without a gamepad. */
  readonly sticks: readonly number[] | null;
}

/** What the world shows at one tick. */
export interface Sight {
  readonly scene: Scene;
  readonly state: Float64Array;
  /** The handle's velocity, world units per second. */
  readonly velocity: Point;
}

/** Full key deflection takes this long, and letting go this long; s. A tap is a nudge, not a blow. */
const attack = 0.12;
const release = 0.08;

/** A deflection on its way to where the keys want it. */
export function ramp(value: number, target: number, seconds: number): number {
  const away = Math.abs(target) > Math.abs(value) || target * value < 0;
  const step = seconds / (away ? attack : release);
  return value < target ? Math.min(target, value + step) : Math.max(target, value - step);
}

/** Where the keys want each axis: -1, 0 or 1; opposite keys cancel. */
export function keyTargets(
  scheme: Scheme,
  keys: ReadonlySet<string>,
  codesOf: (control: number) => readonly string[],
): number[] {
  const targets = new Array<number>(scheme.axes).fill(0);
  scheme.controls.forEach(({ axis, sign }, i) => {
    if (codesOf(i).some((code) => keys.has(code))) targets[axis] += sign;
  });
  return targets.map(clip);
}

/** Sticks rest anywhere within this share of their range. */
const deadZone = 0.12;

/** A stick's deflection with its dead zone taken out, from 0 at its edge to 1 at the end. */
export function withoutDeadZone(value: number): number {
  const size = Math.abs(value);
  return size <= deadZone ? 0 : clip(Math.sign(value) * ((size - deadZone) / (1 - deadZone)));
}

/** Where the sticks want each axis. */
export function stickTargets(scheme: Scheme, sticks: readonly number[] | null): number[] {
  const targets = new Array<number>(scheme.axes).fill(0);
  if (!sticks) return targets;
  scheme.sticks.forEach((to, i) => {
    if (to) targets[to.axis] = clip(targets[to.axis] + to.sign * withoutDeadZone(sticks[i] ?? 0));
  });
  return targets;
}

/** Where a pointer wants each axis. */
export function pointerTargets(scheme: Scheme, pointer: Point | null, sight: Sight): number[] {
  const targets = new Array<number>(scheme.axes).fill(0);
  if (!pointer || !scheme.pointing) return targets;
  const found = pointed(scheme.pointing, pointer, sight);
  for (let i = 0; i < targets.length; i++) targets[i] = clip(found[i] ?? 0);
  return targets;
}

function pointed(pointing: Pointing, pointer: Point, { scene, state, velocity }: Sight): readonly number[] {
  if (pointing.kind === 'law')
    return pointing.id === 'Reacher-v5'
      ? steerReacher(pointer, state)
      : steerPendulum(pointer, state).map((push) => push / 3);
  const { handle } = scene;
  const x = pointer.x - handle.x - pointing.damping * velocity.x;
  const y = pointer.y - handle.y - pointing.damping * velocity.y;
  if (pointing.kind === 'aim') return [(x - pointing.lead) / pointing.reach.x, y / pointing.reach.y];
  return (scene.hinges ?? []).map((hinge) => {
    const armX = handle.x - hinge.x;
    const armY = handle.y - hinge.y;
    const arm = Math.hypot(armX, armY) || 1;
    return (armX * y - armY * x) / (arm * pointing.reach);
  });
}

/**
 * Deflections as an action of a space. A box takes them at its full scale. A choice takes the level nearest to what was
 * asked so far (error feedback): between two pushes, half a push is every other one, and nothing is both in turn.
 */
export class ActionMaker {
  #owed = 0;
  readonly #space: Space;
  readonly #full: readonly number[];

  constructor(space: Space, full: readonly number[]) {
    this.#space = space;
    this.#full = full;
  }

  make(deflections: readonly number[]): Float32Array {
    if (this.#space.kind === 'box')
      return Float32Array.from(this.#full, (full, i) => full * (deflections[i] ?? 0));
    const { n } = this.#space;
    const wanted = this.#owed + clip(deflections[0] ?? 0);
    const index = Math.max(0, Math.min(n - 1, Math.round(((wanted + 1) / 2) * (n - 1))));
    const level = n > 1 ? (2 * index) / (n - 1) - 1 : 0;
    // What is owed stays small: a change of mind takes effect at once.
    this.#owed = clip(wanted - level);
    return Float32Array.of(index);
  }
}
