import { LabError } from '../../base/errors.ts';
import type { IterationReport, MaxEntDiagnostics, MaxEntPolicy, MaxEntProblem } from './types.ts';

const pending = () => new LabError('Internal', 'MaxEntTrainer is being written');

/** Training, one optimiser iteration at a time. */
export class MaxEntTrainer {
  constructor(_problem: MaxEntProblem) {
    throw pending();
  }
  /** Continues from a checkpoint of the same problem, bit for bit. */
  static resume(_problem: MaxEntProblem, _bytes: Uint8Array): MaxEntTrainer {
    throw pending();
  }
  /** One optimiser iteration; once finished it changes nothing and answers the last report. */
  step(): IterationReport {
    throw pending();
  }
  /** The report of the current point (iteration 0 before the first step). */
  report(): IterationReport {
    throw pending();
  }
  get iteration(): number {
    throw pending();
  }
  /** [parameters] of the last good iteration. */
  get weights(): Float64Array {
    throw pending();
  }
  get parameterNames(): readonly string[] {
    throw pending();
  }
  /** [S] */
  get stateReward(): Float64Array {
    throw pending();
  }
  /** [S*A] the state reward repeated over actions. */
  get reward(): Float64Array {
    throw pending();
  }
  checkpoint(): Uint8Array {
    throw pending();
  }
  policy(): MaxEntPolicy {
    throw pending();
  }
  diagnostics(): MaxEntDiagnostics {
    throw pending();
  }
}
