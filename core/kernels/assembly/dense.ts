/** Products by tiles of 4x8, each held in eight registers over the whole depth, with B in panels of 8. */
import { fillStrip, packAcross, packAlong, panelBytes } from './pack';

/** C = A B + bias; arguments as of `matmulNN`. A is read where it lies: each tile goes through its rows once. */
export function denseNN(
  a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, bias: usize, relu: i32, workspace: usize,
): void {
  packAlong(b, workspace, n, k, 8);
  multiply(a, <usize>k * 4, 4, workspace, c, m, n, k, bias, relu);
}

/** C = Aᵀ B; arguments as of `matmulTN`. A goes into panels of 4, since its rows do not lie along the depth. */
export function denseTN(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  const panelsB = workspace + panelBytes(m, k, 4);
  packAlong(a, workspace, m, k, 4);
  packAlong(b, panelsB, n, k, 8);
  multiply(workspace, 4, 16, panelsB, c, m, n, k, 0, 0);
}

/** C = A Bᵀ; arguments as of `matmulNT`. */
export function denseNT(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  packAcross(b, workspace, n, k, 8);
  multiply(a, <usize>k * 4, 4, workspace, c, m, n, k, 0, 0);
}

/**
 * All tiles. In A the rows of a tile lie `apart` bytes from each other and `step` bytes from depth to depth, and four rows
 * take as much room in panels as where they lie. Behind the panels of B lie a strip (8) and a tile for the edges (4 x 8).
 */
function multiply(
  a: usize, apart: usize, step: usize, panelsB: usize, c: usize, m: i32, n: i32, k: i32, bias: usize, relu: i32,
): void {
  const strip = panelsB + panelBytes(n, k, 8);
  const edge = strip + 32;
  const stride = <usize>n * 4;
  for (let column = 0; column < n; column += 8) {
    const columns = min(8, n - column);
    fillStrip(strip, 8, bias, column, columns);
    let from = a;
    for (let row = 0; row < m; row += 4) {
      const to = c + <usize>row * stride + <usize>column * 4;
      const rows = min(4, m - row);
      if (rows == 4 && columns == 8) tile(from, apart, step, panelsB, k, to, stride, strip, relu);
      else if (rows == 4) {
        tile(from, apart, step, panelsB, k, edge, 32, strip, relu);
        copyEdge(edge, to, 4, columns, stride);
      } else {
        // The last rows go one by one, each four times over: nothing behind the last one may be read.
        for (let i = 0; i < rows; i++) {
          tile(from + <usize>i * apart, 0, step, panelsB, k, edge, 32, strip, relu);
          copyEdge(edge, to + <usize>i * stride, 1, columns, stride);
        }
      }
      from += <usize>k * 16;
    }
    panelsB += <usize>k * 32;
  }
}

function copyEdge(edge: usize, to: usize, rows: i32, columns: i32, stride: usize): void {
  for (let i = 0; i < rows; i++) {
    memory.copy(to + <usize>i * stride, edge + <usize>i * 32, <usize>columns * 4);
  }
}

/** Four rows and eight columns, held in eight registers over the whole depth. */
function tile(
  a: usize, apart: usize, step: usize, b: usize, depth: i32, c: usize, stride: usize, bias: usize, relu: i32,
): void {
  const left = v128.load(bias);
  const right = v128.load(bias, 16);
  let c00 = left, c10 = left, c20 = left, c30 = left;
  let c01 = right, c11 = right, c21 = right, c31 = right;
  const end = a + <usize>depth * step;
  let r1 = a + apart;
  let r2 = r1 + apart;
  let r3 = r2 + apart;
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
    a += step;
    r1 += step;
    r2 += step;
    r3 += step;
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
