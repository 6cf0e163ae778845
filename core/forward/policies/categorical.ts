import { LabError } from '../../base/errors.ts';

/**
 * π(a|s) = exp((x_a - V)/α), V = α log Σ_a exp(x_a/α), for rows of n numbers x (logits, or soft Q values).
 */
export interface Categorical {
  /** [rows * n] */
  readonly probabilities: Float64Array;
  /** [rows * n] */
  readonly logProbabilities: Float64Array;
  /** [rows] V, the log-sum-exp times the temperature. */
  readonly value: Float64Array;
}

/** The distributions of a batch; the maximum is subtracted first, so that any temperature is safe. */
export function categoricalOf(
  outputs: ArrayLike<number>,
  rows: number,
  n: number,
  temperature: number,
): Categorical {
  const probabilities = new Float64Array(rows * n);
  const logProbabilities = new Float64Array(rows * n);
  const value = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++, at += n) {
    let most = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < n; a++) most = Math.max(most, outputs[at + a]);
    let sum = 0;
    for (let a = 0; a < n; a++) sum += Math.exp((outputs[at + a] - most) / temperature);
    value[row] = most + temperature * Math.log(sum);
    for (let a = 0; a < n; a++) {
      logProbabilities[at + a] = (outputs[at + a] - value[row]) / temperature;
      probabilities[at + a] = Math.exp(logProbabilities[at + a]);
    }
  }
  return { probabilities, logProbabilities, value };
}

/** The action of a row as an index. @throws LabError InvalidInput for what is no index below n */
export function actionIndex(actions: ArrayLike<number>, row: number, n: number): number {
  const action = actions[row];
  if (Number.isInteger(action) && action >= 0 && action < n) return action;
  throw new LabError('InvalidInput', `There is no action ${action} among ${n}.`, {
    where: `actions[${row}]`,
  });
}
