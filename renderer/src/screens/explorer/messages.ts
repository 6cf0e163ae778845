/** One solve of the explorer: both backups of a finite horizon, their marginals and the forward messages. */
import {
  type Backup,
  finiteHorizon,
  logPartition,
  stateMarginals,
} from '../../../../core/inference/index.ts';
import type { FiniteMdp } from '../../../../core/mdp/index.ts';
import { forwardMessages } from './forward-messages.ts';

/** The problem, without discounting: only so is the posterior exact inference. */
export interface MessageRequest {
  readonly mdp: FiniteMdp;
  /** [S*A] */
  readonly reward: Float64Array;
  /** T >= 1 */
  readonly horizon: number;
  /** alpha > 0, in units of reward */
  readonly temperature: number;
  /** [S*A] weights of actions; null for weight 1. */
  readonly prior: Float64Array | null;
}

/** What one of the two backups says. Layers are t = 1..T in order. */
export interface Side {
  /** [T*S] V_t(s) */
  readonly value: Float64Array;
  /** [T*S*A] Q_t(s,a) */
  readonly q: Float64Array;
  /** [T*S*A] pi_t(a|s) */
  readonly policy: Float64Array;
  /** [(T+1)*S] mu_t(s); for terminal states the probability of arriving at exactly t. */
  readonly marginal: Float64Array;
}

export interface Messages {
  readonly horizon: number;
  readonly temperature: number;
  readonly posterior: Side;
  readonly causal: Side;
  /** [T*S] alpha log forward_t(s), -Infinity where s cannot be reached by t. */
  readonly forward: Float64Array;
  /** [S] value after the last action. */
  readonly boundary: Float64Array;
  /** alpha log Z */
  readonly logPartition: number;
  /** What the causal policy reaches of it: E_p0[V_1], the best lower bound with the dynamics held fixed. */
  readonly bound: number;
}

export function solveMessages(request: MessageRequest): Messages {
  const { mdp, horizon, temperature } = request;
  const solve = (backup: Backup) => {
    const solution = finiteHorizon({ ...request, discount: 1, backup });
    const { value, q, policy, boundary } = solution;
    return { value, q, policy, boundary, marginal: stateMarginals({ mdp, solution }) };
  };
  const { boundary, ...posterior } = solve('posterior');
  const { boundary: _same, ...causal } = solve('causal');
  let bound = 0;
  for (let s = 0; s < mdp.stateCount; s++) bound += mdp.initial[s] * causal.value[s];
  return {
    horizon,
    temperature,
    posterior,
    causal,
    forward: forwardMessages(request),
    boundary,
    logPartition: logPartition({ mdp, value: posterior.value, temperature }),
    bound,
  };
}

/** About the numbers that a solve touches; above a limit it goes to a worker. */
export function solveSize({ mdp, horizon }: MessageRequest): number {
  return horizon * (mdp.stateCount * mdp.actionCount + 2 * mdp.probability.length);
}

/** The large arrays of an answer, to be moved rather than copied between threads. */
export function buffersOf({ posterior, causal, forward }: Messages): ArrayBuffer[] {
  const arrays = [posterior, causal].flatMap(({ value, q, policy, marginal }) => [
    value,
    q,
    policy,
    marginal,
  ]);
  return [...arrays, forward].map((array) => array.buffer as ArrayBuffer);
}
