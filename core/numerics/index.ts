/** Numerical tools that know nothing of MDPs. */
export { Adam } from './adam.ts';
export { bicgstab, type LinearOperator } from './bicgstab.ts';
export { type Interval, percentileInterval, symmetricInterval } from './bootstrap.ts';
export { mostDense, solveDense } from './dense-solve.ts';
export { GradientAscent } from './gradient-ascent.ts';
export { joined } from './joined.ts';
export { Lbfgs } from './lbfgs.ts';
export { solveContraction } from './linear-solve.ts';
export { logSumExp, weightedLogSumExp } from './log-sum-exp.ts';
export {
  type Objective,
  type Optimiser,
  type StartingPoint,
  type StepOutcome,
  startAt,
} from './optimiser.ts';
export { type NumberRecord, packNumbers, unpackNumbers } from './packing.ts';
export { mean, pearson, quantile, ranks, spearman, variance } from './statistics.ts';
export { rankOfGram, type SymmetricEigen, symmetricEigen } from './symmetric-eigen.ts';
export { addScaled, allFinite, dot, maxAbs, norm, plusScaled } from './vectors.ts';
