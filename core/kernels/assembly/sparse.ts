/**
 * Products whose A holds many zeros, as it does behind a ReLU: a row of C goes through the entries of its row of A that
 * are not zero, 32 columns at a time in eight registers. What is left out is `sum + ±0`, which changes no finite sum that
 * did not start at -0, and none does: the bits are those of the whole sum.
 */
import { compressRows, entryBytes } from './compress';
import { fillStrip, packAcross, packAlong, panelBytes, roundUp } from './pack';

/** Columns of C that are summed at a time, and bytes from one row of a panel of B to the next. */
const span: i32 = 32;
const panelRow: i32 = 4 * span;

/**
 * Whether this is less work than all of A [rows x columns, as it lies] times 8 columns of B [depth x n] at a time, judged
 * by eight rows of A or so.
 */
export function worthCompressing(a: usize, rows: i32, columns: i32, n: i32): bool {
  const apart = (rows + 7) / 8;
  let looked = 0;
  let present = 0;
  for (let row = 0; row < rows; row += apart) {
    const from = a + <usize>row * columns * 4;
    for (let j = 0; j < columns; j++) present += i32(load<f32>(from + <usize>j * 4) != 0);
    looked += columns;
  }
  // An entry that was compressed costs somewhat more than one in its place.
  return <f32>present * <f32>roundUp(n, span) < 0.8 * <f32>looked * <f32>roundUp(n, 8);
}

/** C = A B + bias; arguments as of `matmulNN`. */
export function sparseNN(
  a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, bias: usize, relu: i32, workspace: usize,
): void {
  const panels = compressRows(a, workspace, m, k, panelRow);
  packAlong(b, panels, n, k, span);
  multiply(workspace, k, panels, c, m, n, k, bias, relu);
}

/** C = Aᵀ B; arguments as of `matmulTN`. A is turned first. */
export function sparseTN(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  // Four zeros more than fours of rows need: a power of two apart, all rows would share a few lines of the cache.
  const room = roundUp(k, 4) + 4;
  const compressed = workspace + <usize>m * room * 4;
  packAcross(a, workspace, k, m, room);
  const panels = compressRows(workspace, compressed, m, room, panelRow);
  packAlong(b, panels, n, k, span);
  multiply(compressed, room, panels, c, m, n, k, 0, 0);
}

/** C = A Bᵀ; arguments as of `matmulNT`. */
export function sparseNT(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, workspace: usize): void {
  const panels = compressRows(a, workspace, m, k, panelRow);
  packAcross(b, panels, n, k, span);
  multiply(workspace, k, panels, c, m, n, k, 0, 0);
}

/** C from compressed rows with room for so many entries each; behind the panels lie a strip and an edge (32 each). */
function multiply(
  compressed: usize, room: i32, panel: usize, c: usize, m: i32, n: i32, k: i32, bias: usize, relu: i32,
): void {
  const ends = compressed + <usize>m * room * entryBytes;
  const strip = panel + panelBytes(n, k, span);
  const edge = strip + panelRow;
  const stride = <usize>n * 4;
  for (let column = 0; column < n; column += span) {
    const columns = min(span, n - column);
    fillStrip(strip, span, bias, column, columns);
    let entries = compressed;
    let to = c + <usize>column * 4;
    for (let row = 0; row < m; row++) {
      const end = <usize>load<u32>(ends + <usize>row * 4);
      if (columns == span) rowTimesPanel(entries, end, panel, to, strip, relu);
      else {
        rowTimesPanel(entries, end, panel, edge, strip, relu);
        memory.copy(to, edge, <usize>columns * 4);
      }
      entries += <usize>room * entryBytes;
      to += stride;
    }
    panel += <usize>k * panelRow;
  }
}

/** 32 columns of one row of C. */
function rowTimesPanel(entry: usize, end: usize, panel: usize, c: usize, strip: usize, relu: i32): void {
  let s0 = v128.load(strip), s1 = v128.load(strip, 16), s2 = v128.load(strip, 32), s3 = v128.load(strip, 48);
  let s4 = v128.load(strip, 64), s5 = v128.load(strip, 80), s6 = v128.load(strip, 96), s7 = v128.load(strip, 112);
  for (; entry < end; entry += entryBytes) {
    const x = v128.load32_splat(entry);
    const b = panel + <usize>load<u32>(entry, 4);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(b, 16)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(b, 32)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(b, 48)));
    s4 = f32x4.add(s4, f32x4.mul(x, v128.load(b, 64)));
    s5 = f32x4.add(s5, f32x4.mul(x, v128.load(b, 80)));
    s6 = f32x4.add(s6, f32x4.mul(x, v128.load(b, 96)));
    s7 = f32x4.add(s7, f32x4.mul(x, v128.load(b, 112)));
  }
  if (relu != 0) {
    const zero = f32x4.splat(0);
    s0 = f32x4.max(s0, zero);
    s1 = f32x4.max(s1, zero);
    s2 = f32x4.max(s2, zero);
    s3 = f32x4.max(s3, zero);
    s4 = f32x4.max(s4, zero);
    s5 = f32x4.max(s5, zero);
    s6 = f32x4.max(s6, zero);
    s7 = f32x4.max(s7, zero);
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
  v128.store(c, s4, 64);
  v128.store(c, s5, 80);
  v128.store(c, s6, 96);
  v128.store(c, s7, 112);
}
