/** How bright a surface is: a sun, a sky brighter above, a small gleam. */
import type { Point3 } from '../../../../core/environments/index.ts';
import { css, mixColours, type Rgb } from '../colours.ts';
import { dot, unit } from './vectors.ts';

/** Towards the sun: from above, in front and left of where the camera usually stands. */
export const sun: Point3 = unit([-0.35, -0.55, 0.85]);

/** The colour of a surface whose normal is `normal`, seen from the direction `towardsEye`; both of length 1. */
export function lit(colour: Rgb, normal: Point3, towardsEye: Point3): string {
  const direct = Math.max(0, dot(normal, sun));
  const sky = 0.5 + 0.5 * normal[2];
  const brightness = 0.6 + 0.14 * sky + 0.44 * direct;
  const half = unit([sun[0] + towardsEye[0], sun[1] + towardsEye[1], sun[2] + towardsEye[2]]);
  const gleam = 0.3 * Math.max(0, dot(normal, half)) ** 24;
  const dark = mixColours([0, 0, 0], colour, Math.min(1, brightness));
  return css(mixColours(dark, [255, 255, 255], Math.min(1, gleam + Math.max(0, brightness - 1))));
}
