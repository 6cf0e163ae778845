/**
 * C = A B + bias, in three layouts, through 4x8 tiles over packed panels of B, with A packed where its rows do not lie
 * along the depth. Single rows, single columns and depth 1 have loops of their own. Every entry of C is
 * `bias + a_0 b_0 + a_1 b_1 + …` in this order, each product and each sum rounded to f32: the same bits whatever the
 * shape of the rest, so a row alone equals that row in a batch.
 */
import { packAcross, packAlong } from './pack';

/** A [m x k], B [k x n]. `relu` is 1 or 0; `bias` is 0 for none. */
export function matmulNN(
  a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, bias: usize, relu: i32, workspace: usize,
): void {
  if (m < 4) {
    for (let row = 0; row < m; row++) {
      rowTimesMatrix(a + (<usize>row * k) * 4, b, c + (<usize>row * n) * 4, n, k, bias, relu);
    }
    return;
  }
  if (n == 1) {
    matrixTimesColumn(a, b, c, m, k, bias, relu);
    return;
  }
  packAlong(b, workspace, n, k, 8);
  multiplyRows(a, workspace, c, m, n, k, bias, relu);
}

/** A given as [k x m], B [k x n]: C = Aᵀ B. */
export function matmulTN(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  if (n == 1) {
    rowTimesMatrix(b, a, c, m, k, 0, 0);
    return;
  }
  const panelsB = workspace + panelBytes(m, k, 4);
  packAlong(a, workspace, m, k, 4);
  packAlong(b, panelsB, n, k, 8);
  multiply(workspace, panelsB, c, m, n, k);
}

/** A [m x k], B given as [n x k]: C = A Bᵀ. */
export function matmulNT(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  if (k == 1) {
    columnTimesRow(a, b, c, m, n);
    return;
  }
  packAcross(b, workspace, n, k, 8);
  multiplyRows(a, workspace, c, m, n, k, 0, 0);
}

function panelBytes(count: i32, depth: i32, width: i32): usize {
  return (<usize>((count + width - 1) / width) * width * depth) * 4;
}

/** All tiles of two packed operands; behind the panels of B lie a strip (8) and a tile for the edges (4 x 8). */
function multiply(panelsA: usize, panelsB: usize, c: usize, m: i32, n: i32, k: i32): void {
  const edge = panelsB + panelBytes(n, k, 8) + 32;
  const stride = <usize>n * 4;
  for (let column = 0; column < n; column += 8) {
    const columns = min(8, n - column);
    let panelA = panelsA;
    for (let row = 0; row < m; row += 4) {
      const to = c + <usize>row * stride + <usize>column * 4;
      const rows = min(4, m - row);
      if (rows == 4 && columns == 8) tile(panelA, panelsB, k, to, stride);
      else {
        tile(panelA, panelsB, k, edge, 32);
        copyEdge(edge, to, rows, columns, stride);
      }
      panelA += <usize>k * 16;
    }
    panelsB += <usize>k * 32;
  }
}

/** All tiles with A read where it lies, row by row: each tile goes through four rows once, so packing would not pay. */
function multiplyRows(
  a: usize, panelsB: usize, c: usize, m: i32, n: i32, k: i32, bias: usize, relu: i32,
): void {
  const strip = panelsB + panelBytes(n, k, 8);
  const edge = strip + 32;
  const stride = <usize>n * 4;
  const strideA = <usize>k * 4;
  for (let column = 0; column < n; column += 8) {
    const columns = min(8, n - column);
    for (let j = 0; j < 8; j++) {
      const present = bias != 0 && j < columns;
      store<f32>(strip + <usize>j * 4, present ? load<f32>(bias + <usize>(column + j) * 4) : 0);
    }
    let from = a;
    for (let row = 0; row < m; row += 4) {
      const to = c + <usize>row * stride + <usize>column * 4;
      const rows = min(4, m - row);
      if (rows == 4 && columns == 8) tileOfRows(from, strideA, panelsB, k, to, stride, strip, relu);
      else if (rows == 4) {
        tileOfRows(from, strideA, panelsB, k, edge, 32, strip, relu);
        copyEdge(edge, to, 4, columns, stride);
      } else {
        // The last rows go one by one, each four times over: nothing behind the last one may be read.
        for (let i = 0; i < rows; i++) {
          tileOfRows(from + <usize>i * strideA, 0, panelsB, k, edge, 32, strip, relu);
          copyEdge(edge, to + <usize>i * stride, 1, columns, stride);
        }
      }
      from += 4 * strideA;
    }
    panelsB += <usize>k * 32;
  }
}

function copyEdge(edge: usize, to: usize, rows: i32, columns: i32, stride: usize): void {
  for (let i = 0; i < rows; i++) {
    memory.copy(to + <usize>i * stride, edge + <usize>i * 32, <usize>columns * 4);
  }
}

/** Four rows and eight columns, held in eight registers over the whole depth; A in panels. */
function tile(a: usize, b: usize, depth: i32, c: usize, stride: usize): void {
  const zero = f32x4.splat(0);
  let c00 = zero, c10 = zero, c20 = zero, c30 = zero;
  let c01 = zero, c11 = zero, c21 = zero, c31 = zero;
  const end = a + <usize>depth * 16;
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(a0, b0));
    c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(a1, b0));
    c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(a2, b0));
    c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(a3, b0));
    c31 = f32x4.add(c31, f32x4.mul(a3, b1));
    a += 16;
    b += 32;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += stride;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += stride;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += stride;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** The same with A as it lies, `strideA` bytes from row to row, and with bias and ReLU. */
function tileOfRows(
  a: usize, strideA: usize, b: usize, depth: i32, c: usize, stride: usize, bias: usize, relu: i32,
): void {
  const left = v128.load(bias);
  const right = v128.load(bias, 16);
  let c00 = left, c10 = left, c20 = left, c30 = left;
  let c01 = right, c11 = right, c21 = right, c31 = right;
  const end = a + <usize>depth * 4;
  let r1 = a + strideA;
  let r2 = r1 + strideA;
  let r3 = r2 + strideA;
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(a0, b0));
    c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(r1);
    c10 = f32x4.add(c10, f32x4.mul(a1, b0));
    c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(r2);
    c20 = f32x4.add(c20, f32x4.mul(a2, b0));
    c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(r3);
    c30 = f32x4.add(c30, f32x4.mul(a3, b0));
    c31 = f32x4.add(c31, f32x4.mul(a3, b1));
    a += 4;
    r1 += 4;
    r2 += 4;
    r3 += 4;
    b += 32;
  }
  if (relu != 0) {
    const zero = f32x4.splat(0);
    c00 = f32x4.max(c00, zero);
    c01 = f32x4.max(c01, zero);
    c10 = f32x4.max(c10, zero);
    c11 = f32x4.max(c11, zero);
    c20 = f32x4.max(c20, zero);
    c21 = f32x4.max(c21, zero);
    c30 = f32x4.max(c30, zero);
    c31 = f32x4.max(c31, zero);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += stride;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += stride;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += stride;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/** One column: four rows are turned at a time, so that their four sums lie in one register. */
function matrixTimesColumn(a: usize, b: usize, c: usize, m: i32, k: i32, bias: usize, relu: i32): void {
  const stride = <usize>k * 4;
  const start: f32 = bias != 0 ? load<f32>(bias) : 0;
  let row = 0;
  for (; row + 4 <= m; row += 4) {
    let sum = f32x4.splat(start);
    let from = a + <usize>row * stride;
    let weight = b;
    let d = 0;
    for (; d + 4 <= k; d += 4) {
      const r0 = v128.load(from);
      const r1 = v128.load(from + stride);
      const r2 = v128.load(from + 2 * stride);
      const r3 = v128.load(from + 3 * stride);
      const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
      const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      sum = f32x4.add(sum, f32x4.mul(v128.shuffle<i64>(low01, low23, 0, 2), v128.load32_splat(weight)));
      sum = f32x4.add(sum, f32x4.mul(v128.shuffle<i64>(low01, low23, 1, 3), v128.load32_splat(weight, 4)));
      sum = f32x4.add(sum, f32x4.mul(v128.shuffle<i64>(high01, high23, 0, 2), v128.load32_splat(weight, 8)));
      sum = f32x4.add(sum, f32x4.mul(v128.shuffle<i64>(high01, high23, 1, 3), v128.load32_splat(weight, 12)));
      from += 16;
      weight += 16;
    }
    for (; d < k; d++) {
      const x = f32x4(
        load<f32>(from), load<f32>(from + stride), load<f32>(from + 2 * stride), load<f32>(from + 3 * stride),
      );
      sum = f32x4.add(sum, f32x4.mul(x, v128.load32_splat(weight)));
      from += 4;
      weight += 4;
    }
    v128.store(c + <usize>row * 4, relu != 0 ? f32x4.max(sum, f32x4.splat(0)) : sum);
  }
  for (; row < m; row++) {
    rowTimesMatrix(a + <usize>row * stride, b, c + <usize>row * 4, 1, k, bias, relu);
  }
}

/** Depth 1: every entry is one product, added to nothing as everywhere (so that -0 becomes 0). */
function columnTimesRow(a: usize, b: usize, c: usize, m: i32, n: i32): void {
  const zero = f32x4.splat(0);
  for (let row = 0; row < m; row++) {
    const x = v128.load32_splat(a);
    let from = b;
    let j = 0;
    for (; j + 4 <= n; j += 4) {
      v128.store(c, f32x4.add(zero, f32x4.mul(x, v128.load(from))));
      from += 16;
      c += 16;
    }
    for (; j < n; j++) {
      store<f32>(c, <f32>0 + load<f32>(a) * load<f32>(from));
      from += 4;
      c += 4;
    }
    a += 4;
  }
}

/** One row: the matrix is read once where it lies, since packing it would cost more than the product. */
function rowTimesMatrix(a: usize, b: usize, c: usize, n: i32, k: i32, bias: usize, relu: i32): void {
  const stride = <usize>n * 4;
  const end = a + <usize>k * 4;
  const zero = f32x4.splat(0);
  let j = 0;
  for (; j + 16 <= n; j += 16) {
    let from = b + <usize>j * 4;
    const start = bias + <usize>j * 4;
    let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    if (bias != 0) {
      s0 = v128.load(start);
      s1 = v128.load(start, 16);
      s2 = v128.load(start, 32);
      s3 = v128.load(start, 48);
    }
    for (let at = a; at < end; at += 4) {
      const x = v128.load32_splat(at);
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(from)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(from, 16)));
      s2 = f32x4.add(s2, f32x4.mul(x, v128.load(from, 32)));
      s3 = f32x4.add(s3, f32x4.mul(x, v128.load(from, 48)));
      from += stride;
    }
    if (relu != 0) {
      s0 = f32x4.max(s0, zero);
      s1 = f32x4.max(s1, zero);
      s2 = f32x4.max(s2, zero);
      s3 = f32x4.max(s3, zero);
    }
    const to = c + <usize>j * 4;
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
  }
  for (; j < n; j++) {
    let from = b + <usize>j * 4;
    let sum: f32 = bias != 0 ? load<f32>(bias + <usize>j * 4) : 0;
    for (let at = a; at < end; at += 4) {
      sum += load<f32>(at) * load<f32>(from);
      from += stride;
    }
    store<f32>(c + <usize>j * 4, relu != 0 ? max(sum, <f32>0) : sum);
  }
}
