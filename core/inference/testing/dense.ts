/** Oracles by dense linear algebra and by enumeration: slow, simple, and nothing like the code under test. */
import type { FiniteMdp } from '../../mdp/index.ts';

/** x with A x = b, by Gaussian elimination with pivoting. */
export function solveDense(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const n = b.length;
  const rows = a.map((row, i) => [...row, b[i]]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let j = i; j < n; j++) if (Math.abs(rows[j][i]) > Math.abs(rows[pivot][i])) pivot = j;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let j = 0; j < n; j++) {
      if (j === i) continue;
      const factor = rows[j][i] / rows[i][i];
      for (let k = i; k <= n; k++) rows[j][k] -= factor * rows[i][k];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}

/** P(s'|s,a) from the sparse rows. */
export function chance(mdp: FiniteMdp, s: number, a: number, next: number): number {
  const row = s * mdp.actionCount + a;
  let p = 0;
  for (let k = mdp.rowStart[row]; k < mdp.rowStart[row + 1]; k++)
    if (mdp.successor[k] === next) p += mdp.probability[k];
  return p;
}

/** Dense M(s,s') = sum_a pi(a|s) P(s'|s,a); zero rows for terminal states. */
export function denseChain(mdp: FiniteMdp, policy: Float64Array): number[][] {
  const states = Array.from({ length: mdp.stateCount }, (_, s) => s);
  return states.map((s) =>
    states.map((next) => {
      let p = 0;
      for (let a = 0; a < mdp.actionCount; a++)
        p += policy[s * mdp.actionCount + a] * chance(mdp, s, a, next);
      return p;
    }),
  );
}

/** A way an episode of at most T actions can go. */
export interface Trajectory {
  /** States before each action and after the last. */
  readonly states: readonly number[];
  readonly actions: readonly number[];
  /** p0 times the transition probabilities, without the actions'. */
  readonly dynamics: number;
}

/** Every trajectory of T actions, shorter where it ends. */
export function everyTrajectory(mdp: FiniteMdp, horizon: number): Trajectory[] {
  const done: Trajectory[] = [];
  const grow = (states: number[], actions: number[], dynamics: number) => {
    const s = states[states.length - 1];
    if (actions.length === horizon || mdp.terminal[s] === 1) {
      done.push({ states, actions, dynamics });
      return;
    }
    for (let a = 0; a < mdp.actionCount; a++)
      for (let next = 0; next < mdp.stateCount; next++) {
        const p = chance(mdp, s, a, next);
        if (p > 0) grow([...states, next], [...actions, a], dynamics * p);
      }
  };
  for (let s = 0; s < mdp.stateCount; s++) if (mdp.initial[s] > 0) grow([s], [], mdp.initial[s]);
  return done;
}

/** Undiscounted return: r(s,a) of each step, and the terminal state's own reward on arrival. */
export function returnOf(mdp: FiniteMdp, reward: Float64Array, { states, actions }: Trajectory): number {
  let total = 0;
  actions.forEach((a, t) => {
    total += reward[states[t] * mdp.actionCount + a];
  });
  const last = states[states.length - 1];
  return mdp.terminal[last] === 1 ? total + reward[last * mdp.actionCount] : total;
}
