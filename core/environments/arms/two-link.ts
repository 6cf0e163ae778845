import { cos, sin } from '../../base/elementary/index.ts';
import type { Derivative } from '../integrate.ts';

/** Each link is a uniform rod: length l, mass m, moment of inertia m l^2 / 12 about its middle. */
export const linkLength = 0.5;
const linkMass = 1;
const middle = linkLength / 2;
const inertia = (linkMass * linkLength ** 2) / 12;

// The mass matrix is [[p + 2 c cos q2, s + c cos q2], [s + c cos q2, s]].
const p = 2 * inertia + linkMass * (2 * middle ** 2 + linkLength ** 2);
const s = inertia + linkMass * middle ** 2;
const c = linkMass * linkLength * middle;

/**
 * Two links in a horizontal plane (Spong, Hutchinson and Vidyasagar, section 7.3): q = (shoulder, elbow) angles,
 *
 *     M(q) q'' = tau - damping q' + c sin q2 (2 q1' q2' + q2'^2, -q1'^2).
 *
 * `torque` is read at each call. State (q1, q2, q1', q2').
 */
export function twoLinkDerivative(torque: Float64Array, damping: number): Derivative {
  return (x, out) => {
    const [, q2, v1, v2] = x;
    const cosine = cos(q2);
    const twist = c * sin(q2);
    const m11 = p + 2 * c * cosine;
    const m12 = s + c * cosine;
    const f1 = torque[0] - damping * v1 + twist * v2 * (2 * v1 + v2);
    const f2 = torque[1] - damping * v2 - twist * v1 * v1;
    const determinant = m11 * s - m12 * m12;
    out[0] = v1;
    out[1] = v2;
    out[2] = (s * f1 - m12 * f2) / determinant;
    out[3] = (m11 * f2 - m12 * f1) / determinant;
  };
}

/** Kinetic energy, J; without torque and damping it stays. */
export function twoLinkEnergy([, q2, v1, v2]: Float64Array): number {
  const cosine = cos(q2);
  return ((p + 2 * c * cosine) * v1 * v1 + s * v2 * v2) / 2 + (s + c * cosine) * v1 * v2;
}

/** Angular momentum about the shoulder; without a torque on the shoulder and damping it stays. */
export function twoLinkMomentum([, q2, v1, v2]: Float64Array): number {
  const cosine = cos(q2);
  return (p + 2 * c * cosine) * v1 + (s + c * cosine) * v2;
}

/** Where the elbow and the tip are: [x, y, x, y]. */
export function twoLinkPoints(q1: number, q2: number): [number, number, number, number] {
  const x = linkLength * cos(q1);
  const y = linkLength * sin(q1);
  return [x, y, x + linkLength * cos(q1 + q2), y + linkLength * sin(q1 + q2)];
}
