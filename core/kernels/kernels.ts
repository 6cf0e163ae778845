/** The compiled kernels as functions on addresses; `load.ts` makes one of these. */

/**
 * Addresses are bytes into `memory`; arrays are f32, row-major, dense. `count` is a multiple of 4.
 * Every function is plain SIMD without fused multiply-add: the same bits on every machine.
 */
export interface Kernels {
  readonly memory: KernelMemory;
  /** First free byte of the memory. */
  heapBase(): number;
  /**
   * C [m x n] = A [m x k] B [k x n] + bias, then max(·, 0) where `relu` is 1; `bias` 0 means none. An entry's bits depend
   * on its row of A, its column of B and its bias alone, and -0 counts as 0. Where A holds many zeros, the rows of B that
   * they would be multiplied with are not read: what is not finite there stays unseen. `workspace` as {@link workspaceFloats} says.
   */
  matmulNN(
    a: number,
    b: number,
    c: number,
    m: number,
    n: number,
    k: number,
    bias: number,
    relu: 0 | 1,
    workspace: number,
  ): void;
  /** C [m x n] = Aᵀ B with A given as [k x m] and B as [k x n]. */
  matmulTN(a: number, b: number, c: number, m: number, n: number, k: number, workspace: number): void;
  /** C [m x n] = A Bᵀ with A given as [m x k] and B as [n x k]. */
  matmulNT(a: number, b: number, c: number, m: number, n: number, k: number, workspace: number): void;
  /** x <- tanh(x). */
  tanhForward(x: number, count: number): void;
  /** gradient <- gradient (1 - output²). */
  tanhBackward(output: number, gradient: number, count: number): void;
  /** gradient <- gradient where output > 0, else 0. */
  reluBackward(output: number, gradient: number, count: number): void;
  /** sums[j] = Σ_i x[i][j]; any sizes. */
  columnSums(x: number, rows: number, columns: number, sums: number): void;
  /** target <- target + rate (source - target). */
  moveTowards(target: number, source: number, count: number, rate: number): void;
  /** target <- target + factor · source. */
  addScaled(target: number, source: number, count: number, factor: number): void;
  /** x <- factor · x. */
  scale(x: number, count: number, factor: number): void;
  /** Σ x² in f64. */
  sumOfSquares(x: number, count: number): number;
  /**
   * m <- β1 m + (1-β1) g, v <- β2 v + (1-β2) g², x <- x - step · m / (√(v · correction) + ε), where
   * step = stepSize / (1-β1^t), correction = 1 / (1-β2^t), rest = 1-β.
   */
  adamStep(
    x: number,
    gradient: number,
    mean: number,
    square: number,
    count: number,
    beta1: number,
    rest1: number,
    beta2: number,
    rest2: number,
    step: number,
    correction: number,
    epsilon: number,
  ): void;
}

/** What is used of a WebAssembly memory; `buffer` is another object after every growth. */
export interface KernelMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB; returns how many there were. */
  grow(pages: number): number;
}

/**
 * Numbers of f32 that a product of these sizes needs as workspace: both operands in panels, or a turned and compressed A
 * and wider panels, and behind them a strip and an edge.
 */
export function workspaceFloats(m: number, n: number, k: number): number {
  const dense = (Math.ceil(m / 4) * 4 + Math.ceil(n / 8) * 8) * k + 8 + 32;
  const sparse = m * (3 * (Math.ceil(k / 4) * 4 + 4) + 1) + Math.ceil(n / 32) * 32 * k + 32 + 32;
  return Math.max(dense, sparse);
}
