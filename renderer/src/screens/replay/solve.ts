/** The policy of a reward at a temperature, as the run's own model defines it. */
import { type Backup, finiteHorizon, softQIteration } from '../../../../core/inference/index.ts';
import type { FiniteMdp } from '../../../../core/mdp/index.ts';

export interface SolveRequest {
  readonly mdp: FiniteMdp;
  /** [S*A] */
  readonly reward: Float64Array;
  /** Steps of a finite horizon; 0 for a discounted, stationary policy. */
  readonly horizon: number;
  readonly backup: Backup;
  readonly discount: number;
  readonly temperature: number;
}

export interface SolvedPolicy {
  /** [S*A], or [T*S*A] by time step. */
  readonly policy: Float64Array;
  /** [S] at the first step. */
  readonly value: Float64Array;
  /** Steps of a finite-horizon policy; 0 for a stationary one. */
  readonly horizon: number;
}

/** Near enough for arrows and probabilities in per cent. */
const tolerance = 1e-6;

/** Solves at once; see {@link PolicySolver} for large worlds. */
export function solvePolicy(request: SolveRequest): SolvedPolicy {
  const { mdp, reward, horizon, backup, discount, temperature } = request;
  const shared = { mdp, reward, discount, temperature, prior: null };
  if (horizon > 0) {
    const { policy, value } = finiteHorizon({ ...shared, horizon, backup });
    return { policy, value: value.slice(0, mdp.stateCount), horizon };
  }
  const { policy, value } = softQIteration({ ...shared, tolerance, maxIterations: 100_000 });
  return { policy, value, horizon: 0 };
}

/** Numbers that a solve touches per sweep or in all; above the limit it goes to a worker. */
export function solveSize({ mdp, horizon, discount }: SolveRequest): number {
  const sweeps = horizon > 0 ? horizon : Math.min(2000, 15 / Math.max(1e-3, 1 - discount));
  return mdp.stateCount * mdp.actionCount * sweeps;
}
