/**
 * Solves x = b + M x for a sparse non-negative M whose powers die out: the linear systems of policy evaluation and
 * occupancy. BiCGSTAB with the diagonal as preconditioner does nearly all of the work;
 * where it stalls (on long cycles walked with certainty it does), small systems are eliminated as full matrices and large
 * ones go on with Gauss-Seidel sweeps, which cannot fail on these matrices but may take long.
 */
import { LabError } from '../base/errors.ts';
import { addScaled, bicgstab, maxAbs, mostDense, solveDense } from '../numerics/index.ts';

/** A square sparse matrix, compressed rows. */
export interface SparseMatrix {
  readonly size: number;
  /** [size + 1] */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  readonly entry: Float64Array;
}

/** The transpose. */
export function transpose(matrix: SparseMatrix): SparseMatrix {
  const { size } = matrix;
  const rowStart = new Int32Array(size + 1);
  for (let k = 0; k < matrix.rowStart[size]; k++) rowStart[matrix.column[k] + 1]++;
  for (let i = 0; i < size; i++) rowStart[i + 1] += rowStart[i];
  const cursor = rowStart.slice(0, size);
  const column = new Int32Array(rowStart[size]);
  const entry = new Float64Array(rowStart[size]);
  for (let i = 0; i < size; i++)
    for (let k = matrix.rowStart[i]; k < matrix.rowStart[i + 1]; k++) {
      const at = cursor[matrix.column[k]]++;
      column[at] = i;
      entry[at] = matrix.entry[k];
    }
  return { size, rowStart, column, entry };
}

/** In which norm the error is bounded: the largest entry, or the sum over entries. */
export type Norm = 'largest' | 'sum';

export interface LinearProblem {
  readonly matrix: SparseMatrix;
  /** [size] b */
  readonly rhs: Float64Array;
  /** [size] first guess */
  readonly start: Float64Array;
  readonly norm: Norm;
  /** Bound on the norm of (I - M)^-1: an error is at most this times the residual. */
  readonly amplification: number;
  /** Largest allowed error, in the norm above. */
  readonly tolerance: number;
}

export interface LinearSolution {
  readonly x: Float64Array;
  /** Products with M. */
  readonly iterations: number;
  /** Norm of b + M x - x. */
  readonly residual: number;
}

const mostRounds = 2000;
const krylovSteps = 200;
const sweepsPerRound = 50;
/** The first solves, the others refine what rounding left. */
const mostEliminations = 3;

/** @throws LabError NotConverged */
export function solveLinear(problem: LinearProblem): LinearSolution {
  const { matrix, rhs, norm, amplification, tolerance } = problem;
  let x = problem.start.slice();
  const r = new Float64Array(matrix.size);
  let iterations = 1;
  let eliminations = 0;
  const diagonal = inverseDiagonal(matrix);
  let size = residual(matrix, rhs, x, r, norm);
  // Rounding noise of the products themselves: as good as doubles get.
  const noise = (at: Float64Array) => 64 * finest(at, norm);
  const enough = () => size * amplification <= tolerance || size <= finest(x, norm);
  for (let round = 0; round < mostRounds; round++) {
    if (enough()) return { x, iterations, residual: size };
    const tried = x.slice();
    const target = Math.max(tolerance / amplification, finest(x, norm));
    iterations += bicgstab({
      apply: (x, out) => apply(matrix, x, out),
      inverseDiagonal: diagonal,
      x: tried,
      residual: r,
      norm: (vector) => normOf(vector, norm),
      target: target / 2,
      mostSteps: krylovSteps,
    });
    const after = residual(matrix, rhs, tried, r, norm);
    if (after < 0.5 * size) x = tried;
    else if (matrix.size <= mostDense && eliminations < mostEliminations && size > noise(x)) {
      residual(matrix, rhs, x, r, norm);
      addScaled(x, 1, solveDense(fullMatrix(matrix), r));
      eliminations++;
    } else {
      for (let i = 0; i < sweepsPerRound; i++) gaussSeidel(matrix, rhs, x);
      iterations += sweepsPerRound;
    }
    const before = size;
    size = residual(matrix, rhs, x, r, norm);
    if (!(size < before) && size <= noise(x)) return { x, iterations, residual: size };
    if (!Number.isFinite(size)) break;
  }
  throw new LabError('NotConverged', 'The values of the policy could not be computed.', {
    remedy: 'Use a discount below 1, or make sure that the episode ends under this policy.',
  });
}

/** r <- b + M x - x; returns its norm. */
function residual(
  matrix: SparseMatrix,
  rhs: Float64Array,
  x: Float64Array,
  r: Float64Array,
  norm: Norm,
): number {
  apply(matrix, x, r);
  for (let i = 0; i < r.length; i++) r[i] = rhs[i] - r[i];
  return normOf(r, norm);
}

/** [size*size] I - M, row by row. */
function fullMatrix({ size, rowStart, column, entry }: SparseMatrix): Float64Array {
  const full = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    full[i * size + i] = 1;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) full[i * size + column[k]] -= entry[k];
  }
  return full;
}

/** A few units in the last place, in the norm. */
function finest(x: Float64Array, norm: Norm): number {
  return 2 * Number.EPSILON * normOf(x, norm);
}

/** One sweep of x_i <- (b_i + sum_{j != i} M_ij x_j) / (1 - M_ii). */
function gaussSeidel(matrix: SparseMatrix, rhs: Float64Array, x: Float64Array): void {
  const { size, rowStart, column, entry } = matrix;
  for (let i = 0; i < size; i++) {
    let sum = rhs[i];
    let rest = 1;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++)
      if (column[k] === i) rest -= entry[k];
      else sum += entry[k] * x[column[k]];
    x[i] = sum / rest;
  }
}

/** out <- (I - M) x */
function apply(matrix: SparseMatrix, x: Float64Array, out: Float64Array): void {
  const { size, rowStart, column, entry } = matrix;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) sum += entry[k] * x[column[k]];
    out[i] = x[i] - sum;
  }
}

/** 1 / (1 - M_ii) */
function inverseDiagonal(matrix: SparseMatrix): Float64Array {
  const { size, rowStart, column, entry } = matrix;
  const inverse = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let rest = 1;
    for (let k = rowStart[i]; k < rowStart[i + 1]; k++) if (column[k] === i) rest -= entry[k];
    inverse[i] = 1 / rest;
  }
  return inverse;
}

function normOf(x: Float64Array, norm: Norm): number {
  return norm === 'sum' ? x.reduce((sum, value) => sum + Math.abs(value), 0) : maxAbs(x);
}
