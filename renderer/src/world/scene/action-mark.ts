/** What an action looks like in a scene: an arrow at the handle, or an arc about a hinge. */
import type { Scene, Space } from '../../../../core/environments/index.ts';
import type { Point } from './placement.ts';

export type ActionMark =
  /** Components in [-1, 1] along the axes of the scene. */
  | { readonly kind: 'arrow'; readonly at: Point; readonly x: number; readonly y: number }
  /** Share in [-1, 1] of the largest torque, counterclockwise, about a hinge; radius in world units. */
  | { readonly kind: 'arc'; readonly at: Point; readonly amount: number; readonly radius: number };

/** Smaller shares of the largest action are not drawn. */
const least = 0.02;

/** Each number of an action as a share of its range, in [-1, 1]; an index as its place among them. */
export function shares(space: Space, action: ArrayLike<number>): number[] {
  if (space.kind === 'discrete') return [space.n > 1 ? (2 * action[0]) / (space.n - 1) - 1 : 0];
  return Array.from(action, (value, i) => {
    const most = Math.max(Math.abs(space.low[i]), Math.abs(space.high[i]));
    // Without bounds there is no share: a soft one, half at 2.
    const share = Number.isFinite(most) && most > 0 ? value / most : value / (2 + Math.abs(value));
    return Math.max(-1, Math.min(1, share));
  });
}

/** The marks of one action; none where it does nothing that could be seen. */
export function actionMarks(space: Space, action: ArrayLike<number>, scene: Scene): ActionMark[] {
  const share = shares(space, action);
  const { handle: at, hinges } = scene;
  if (hinges)
    return hinges.flatMap((hinge, i) =>
      Math.abs(share[i] ?? 0) < least
        ? []
        : [{ kind: 'arc' as const, at: hinge, amount: share[i], radius: hinge.radius }],
    );
  const [x, y = 0] = share;
  return Math.hypot(x, y) < least ? [] : [{ kind: 'arrow', at, x, y }];
}
