/** Numbers of each other car in the state: position along the road, across it, speed, the speed it would like. */
export const carWidth = 4;

/** The longest a car and the widest: m. */
export const carLength = 4.5;
export const carBreadth = 1.9;

const comfortableAcceleration = 1.5;
const comfortableBraking = 2;
const hardestBraking = 8;
const standstillGap = 2;
const timeGap = 1.2;

/** A position on the ring of road relative to another, in [-length/2, length/2). */
export function ringDistance(difference: number, length: number): number {
  return difference - length * Math.floor(difference / length + 0.5);
}

/**
 * The intelligent driver model (Treiber, Hennecke and Helbing, 2000): acceleration of a car at speed v that would like
 * v0, behind another at bumper distance `gap` and speed `ahead`,
 *
 *     a (1 - (v/v0)^4 - ((s0 + max(0, v T + v (v - ahead) / (2 sqrt(a b)))) / gap)^2),
 *
 * a = 1.5, b = 2 m/s^2, s0 = 2 m, T = 1.2 s; never below -8 m/s^2.
 */
export function driverAcceleration(v: number, v0: number, gap: number, ahead: number): number {
  const approach = (v * (v - ahead)) / (2 * Math.sqrt(comfortableAcceleration * comfortableBraking));
  const wanted = standstillGap + Math.max(0, v * timeGap + approach);
  const share = (v / v0) ** 2;
  const free = 1 - share * share;
  const held = gap === Infinity ? 0 : (wanted / Math.max(gap, 0.1)) ** 2;
  return Math.max(-hardestBraking, comfortableAcceleration * (free - held));
}
