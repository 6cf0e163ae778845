/**
 * C = A B + bias, in three layouts, all through one 4x8 tile over packed panels. Every entry of C is
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
  const panelsB = workspace + panelBytes(m, k, 4);
  packAcross(a, workspace, m, k, 4);
  packAlong(b, panelsB, n, k, 8);
  multiply(workspace, panelsB, c, m, n, k, bias, relu);
}

/** A given as [k x m], B [k x n]: C = Aᵀ B. */
export function matmulTN(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  const panelsB = workspace + panelBytes(m, k, 4);
  packAlong(a, workspace, m, k, 4);
  packAlong(b, panelsB, n, k, 8);
  multiply(workspace, panelsB, c, m, n, k, 0, 0);
}

/** A [m x k], B given as [n x k]: C = A Bᵀ. */
export function matmulNT(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  const panelsB = workspace + panelBytes(m, k, 4);
  packAcross(a, workspace, m, k, 4);
  packAcross(b, panelsB, n, k, 8);
  multiply(workspace, panelsB, c, m, n, k, 0, 0);
}

function panelBytes(count: i32, depth: i32, width: i32): usize {
  return (<usize>((count + width - 1) / width) * width * depth) * 4;
}

/** All tiles; behind the panels of B lie a padded strip of bias (8) and a tile for the edges (4 x 8). */
function multiply(
  panelsA: usize, panelsB: usize, c: usize, m: i32, n: i32, k: i32, bias: usize, relu: i32,
): void {
  const strip = panelsB + panelBytes(n, k, 8);
  const edge = strip + 32;
  const stride = <usize>n * 4;
  for (let column = 0; column < n; column += 8) {
    const columns = min(8, n - column);
    for (let j = 0; j < 8; j++) {
      const present = bias != 0 && j < columns;
      store<f32>(strip + <usize>j * 4, present ? load<f32>(bias + <usize>(column + j) * 4) : 0);
    }
    let panelA = panelsA;
    for (let row = 0; row < m; row += 4) {
      const to = c + <usize>row * stride + <usize>column * 4;
      const rows = min(4, m - row);
      if (rows == 4 && columns == 8) tile(panelA, panelsB, k, to, stride, strip, relu);
      else {
        tile(panelA, panelsB, k, edge, 32, strip, relu);
        for (let i = 0; i < rows; i++) {
          memory.copy(to + <usize>i * stride, edge + <usize>i * 32, <usize>columns * 4);
        }
      }
      panelA += <usize>k * 16;
    }
    panelsB += <usize>k * 32;
  }
}

/** Four rows and eight columns, held in eight registers over the whole depth. */
function tile(a: usize, b: usize, depth: i32, c: usize, stride: usize, bias: usize, relu: i32): void {
  const left = v128.load(bias);
  const right = v128.load(bias, 16);
  let c00 = left, c10 = left, c20 = left, c30 = left;
  let c01 = right, c11 = right, c21 = right, c31 = right;
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
