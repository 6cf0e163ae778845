/**
 * C = A B + bias, in three layouts, each by whatever suits its shape and its zeros: single rows, single columns and depth
 * 1 by loops of their own, the rest dense or sparse. Every entry of C is `bias + a_0 b_0 + a_1 b_1 + …` in this order,
 * each product and each sum rounded to f32: the same bits whichever way and whatever the shape of the rest, so a row alone
 * equals that row in a batch.
 */
import { denseNN, denseNT, denseTN } from './dense';
import { columnTimesRow, matrixTimesColumn, rowTimesMatrix } from './single';
import { sparseNN, sparseNT, sparseTN, worthCompressing } from './sparse';

/** A [m x k], B [k x n]. `relu` is 1 or 0; `bias` is 0 for none. */
export function matmulNN(
  a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, bias: usize, relu: i32, workspace: usize,
): void {
  if (m < 4) {
    for (let row = 0; row < m; row++) {
      rowTimesMatrix(a + (<usize>row * k) * 4, b, c + (<usize>row * n) * 4, n, k, bias, relu);
    }
  } else if (n == 1) matrixTimesColumn(a, b, c, m, k, bias, relu);
  else if (worthCompressing(a, m, k, n)) sparseNN(a, b, c, m, n, k, bias, relu, workspace);
  else denseNN(a, b, c, m, n, k, bias, relu, workspace);
}

/** A given as [k x m], B [k x n]: C = Aᵀ B. */
export function matmulTN(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  if (n == 1) rowTimesMatrix(b, a, c, m, k, 0, 0);
  else if (worthCompressing(a, k, m, n)) sparseTN(a, b, c, m, n, k, workspace);
  else denseTN(a, b, c, m, n, k, workspace);
}

/** A [m x k], B given as [n x k]: C = A Bᵀ. */
export function matmulNT(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  if (k == 1) columnTimesRow(a, b, c, m, n);
  else if (worthCompressing(a, m, k, n)) sparseNT(a, b, c, m, n, k, workspace);
  else denseNT(a, b, c, m, n, k, workspace);
}
