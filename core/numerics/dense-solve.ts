/** Largest system that is worth eliminating as a full matrix: 8 MB, some tenths of a second. */
export const mostDense = 1000;

/**
 * x with A x = b, by Gaussian elimination with partial pivoting (Golub and Van Loan, algorithm 3.4.1).
 *
 * @param matrix [n*n] A row by row; overwritten
 * @param b [n]
 * @returns [n]; not finite when A is singular to rounding
 */
export function solveDense(matrix: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let j = i + 1; j < n; j++) {
      if (Math.abs(matrix[j * n + i]) > Math.abs(matrix[pivot * n + i])) pivot = j;
    }
    if (pivot !== i) swapRows(matrix, x, i, pivot);
    for (let j = i + 1; j < n; j++) {
      const factor = matrix[j * n + i] / matrix[i * n + i];
      if (factor === 0) continue;
      for (let k = i + 1; k < n; k++) matrix[j * n + k] -= factor * matrix[i * n + k];
      x[j] -= factor * x[i];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= matrix[i * n + k] * x[k];
    x[i] /= matrix[i * n + i];
  }
  return x;
}

function swapRows(matrix: Float64Array, x: Float64Array, i: number, j: number): void {
  const n = x.length;
  const row = matrix.slice(i * n, (i + 1) * n);
  matrix.copyWithin(i * n, j * n, (j + 1) * n);
  matrix.set(row, j * n);
  [x[i], x[j]] = [x[j], x[i]];
}
