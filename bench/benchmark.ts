/** What a benchmark is: files of this folder export `benchmarks`, and `run.ts` carries them out and prints one table. */

/** One measured number. */
export interface Measurement {
  /** What was measured, e.g. `soft backup, 100x100 grid, 5 actions`. */
  readonly name: string;
  readonly value: number;
  /** `ns`, `ms`, `steps/s`, `kB`, `x`, … */
  readonly unit: string;
  /** Whether small or large values are good. */
  readonly better: 'lower' | 'higher';
  /** What it should reach; null where there is no target. */
  readonly target: number | null;
}

/** A benchmark measures a few related numbers. It checks nothing but itself: no test depends on its timing. */
export interface Benchmark {
  readonly name: string;
  readonly run: () => readonly Measurement[] | Promise<readonly Measurement[]>;
}
