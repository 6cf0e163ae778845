/** How a person steers each kind of continuous world: which key, stick and pointer movement drives which number. */
import type { EnvironmentSpec, Space } from '../../../../../core/environments/index.ts';
import { labelParts } from '../../../world/scene/describe-scene.ts';

/** One direction of one axis: a key cap. */
export interface Control {
  readonly axis: number;
  readonly sign: 1 | -1;
  readonly label: string;
  /** `KeyboardEvent.code`s by default, the one shown first. */
  readonly codes: readonly string[];
}

/** How a pointer leads; see `steer.ts`. */
export type Pointing =
  /** Pushes towards the pointer, in full at `reach` world units away; `lead` lies ahead of the handle. */
  | {
      readonly kind: 'aim';
      readonly reach: { readonly x: number; readonly y: number };
      readonly lead: number;
      /** Seconds of its own motion that the push looks ahead, so that it does not overshoot. */
      readonly damping: number;
    }
  /** Turns hinges so that the handle moves towards the pointer, in full at `reach`. */
  | { readonly kind: 'hinges'; readonly reach: number; readonly damping: number }
  /** A law of the environment itself. */
  | { readonly kind: 'law'; readonly id: 'InvertedPendulum-v5' | 'Reacher-v5' };

export interface Scheme {
  /** Axes that can be driven, each from -1 to 1. */
  readonly axes: number;
  readonly controls: readonly Control[];
  /** Axis of each stick movement: left stick right and up, right stick right and up; signed, null drives none. */
  readonly sticks: readonly ({ readonly axis: number; readonly sign: 1 | -1 } | null)[];
  readonly pointing: Pointing | null;
  /** One line on how to use a mouse here. */
  readonly hint: string;
}

type Pair = readonly [negative: string, positive: string];

/** Keys of an axis, negative and positive: first those shown, then their twins. */
const across: readonly (readonly string[])[] = [
  ['ArrowLeft', 'KeyA'],
  ['ArrowRight', 'KeyD'],
];
const along: readonly (readonly string[])[] = [
  ['ArrowDown', 'KeyS'],
  ['ArrowUp', 'KeyW'],
];
const turning: readonly (readonly string[])[] = [['KeyE'], ['KeyQ']];
/** Axes of machines with many joints: a column of the keyboard each. */
const columns: readonly (readonly string[])[] = ['ZA', 'XS', 'CD', 'VF', 'BG', 'NH', 'MJ'].flatMap(
  ([low, high]) => [[`Key${low}`], [`Key${high}`]],
);

function pair(axis: number, [negative, positive]: Pair, keys: readonly (readonly string[])[]): Control[] {
  return [
    { axis, sign: -1, label: negative, codes: keys[0] },
    { axis, sign: 1, label: positive, codes: keys[1] },
  ];
}

/** An axis that turns: the arrow to the left is counterclockwise, which is positive. */
function turned(axis: number, [negative, positive]: Pair, keys: readonly (readonly string[])[]): Control[] {
  return pair(axis, [negative, positive], [keys[1], keys[0]]).reverse();
}

const stick = (axis: number, sign: 1 | -1 = 1) => ({ axis, sign });
const planar = [stick(0), stick(1)];

/** The ends of a discrete space, in words. */
const ends = (space: Space): Pair =>
  space.kind === 'discrete' ? [space.labels[0] ?? '−', space.labels[space.n - 1] ?? '+'] : ['−', '+'];

/**
 * The scheme of an environment.
 *
 * @param size half the larger side of its picture, world units: what a pointer's reach is measured by
 */
export function schemeOf(spec: EnvironmentSpec, space: Space, size: number): Scheme {
  const axes = space.kind === 'discrete' ? 1 : space.low.length;
  const aim = (reach: number, damping: number): Pointing => ({
    kind: 'aim',
    reach: { x: reach, y: reach },
    lead: 0,
    damping,
  });
  const move: Control[] = [...pair(0, ['left', 'right'], across), ...pair(1, ['down', 'up'], along)];
  switch (spec.kind) {
    case 'navigation':
    case 'four-goals':
      return {
        axes,
        controls: move,
        sticks: planar,
        pointing: aim(size * 0.35, spec.kind === 'navigation' ? 0.15 : 0),
        hint: 'It is drawn towards the pointer, harder from further away.',
      };
    case 'peg-insertion':
      return {
        axes,
        controls: [...move, ...turned(2, ['turn ↻', 'turn ↺'], [['KeyQ'], ['KeyE']])],
        sticks: [...planar, stick(2, -1)],
        pointing: aim(size * 0.25, 0.1),
        hint: 'The peg’s tip is drawn towards the pointer; Q and E turn it.',
      };
    case 'highway':
      return {
        axes,
        controls: [
          ...pair(0, ['brake', 'accelerate'], across),
          ...pair(1, ['steer right', 'steer left'], along),
        ],
        sticks: planar,
        pointing: { kind: 'aim', reach: { x: 25, y: 4 }, lead: 25, damping: 0 },
        hint: 'Point to the lane you want; further ahead is faster, near the car brakes.',
      };
    case 'reach':
      return {
        axes,
        controls: [
          ...turned(0, ['shoulder ↻', 'shoulder ↺'], [['ArrowLeft'], ['ArrowRight']]),
          ...turned(1, ['elbow ↻', 'elbow ↺'], [['KeyA'], ['KeyD']]),
        ],
        sticks: [stick(0, -1), null, stick(1, -1)],
        pointing: { kind: 'hinges', reach: 0.25, damping: 0.15 },
        hint: 'The tip is drawn towards the pointer.',
      };
    case 'classic-control':
      if (spec.id === 'Pendulum-v1' || spec.id === 'Acrobot-v1')
        return {
          axes,
          controls: turned(
            0,
            spec.id === 'Pendulum-v1' ? ['turn ↻', 'turn ↺'] : ['elbow ↻', 'elbow ↺'],
            across,
          ),
          sticks: [stick(0, -1)],
          pointing: { kind: 'hinges', reach: 0.6, damping: 0 },
          hint: 'The tip is drawn towards the pointer.',
        };
      return {
        axes,
        controls: pair(0, space.kind === 'discrete' ? ends(space) : ['push left', 'push right'], across),
        sticks: [stick(0)],
        pointing: aim(size * 0.3, 0),
        hint:
          spec.id === 'CartPole-v1'
            ? 'Pushes towards the pointer. With no key down, pushes left and right take turns.'
            : 'The car is pushed towards the pointer.',
      };
    default:
      return generic(spec, space, axes, size);
  }
}

/** Matrices, MuJoCo, and whatever comes: arrows for two axes, a column of keys each for many. */
function generic(spec: EnvironmentSpec, space: Space, axes: number, size: number): Scheme {
  const keys = axes <= 3 ? [...across, ...along, ...turning] : columns;
  // What is turned or pushed is said by its joint alone: caps are small.
  const names =
    space.kind === 'box' ? space.labels.map((label) => labelParts(label).name.replace(/ torque$/, '')) : [];
  const controls = Array.from({ length: Math.min(axes, keys.length / 2) }, (_, axis) =>
    pair(axis, [`${names[axis] ?? ''} −`, `${names[axis] ?? ''} +`], keys.slice(2 * axis, 2 * axis + 2)),
  ).flat();
  const sticks = Array.from({ length: Math.min(axes, 4) }, (_, axis) => stick(axis));
  if (spec.kind === 'mujoco' && (spec.id === 'InvertedPendulum-v5' || spec.id === 'Reacher-v5'))
    return {
      axes,
      controls,
      sticks,
      pointing: { kind: 'law', id: spec.id },
      hint:
        spec.id === 'Reacher-v5'
          ? 'The fingertip is drawn to the pointer.'
          : 'The cart goes where you point and balances on the way.',
    };
  const planarWorld = spec.kind === 'linear-quadratic' && axes <= 2;
  return {
    axes,
    controls,
    sticks,
    pointing: planarWorld
      ? { kind: 'aim', reach: { x: size * 0.5, y: size * 0.5 }, lead: 0, damping: 0.6 }
      : null,
    hint: planarWorld ? 'Pushes towards the pointer.' : 'Each joint has its own pair of keys.',
  };
}

/** Action of a full deflection along each axis of a box; without bounds, one that moves across the picture in a second. */
export function fullScale(spec: EnvironmentSpec, space: Space, size: number, rate: number): number[] {
  if (space.kind === 'discrete') return [1];
  return space.low.map((low, i) => {
    const most = Math.max(Math.abs(low), Math.abs(space.high[i]));
    if (Number.isFinite(most)) return most;
    const column = spec.kind === 'linear-quadratic' ? spec.B.map((row) => Math.abs(row[i] ?? 0)) : [1];
    return (2 * size) / (rate * Math.max(1e-6, ...column));
  });
}
