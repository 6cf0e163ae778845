/** Stein variational gradient descent: particles that come to represent a density known up to its scale. */
export { type SteinDescent, steinDescent } from './descend.ts';
export { type SteinParticles, steinDirections } from './direction.ts';
export type { Bandwidth } from './kernel.ts';
