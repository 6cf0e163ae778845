/** Products of one row, one column or depth 1, for which packing would cost more than it saves. */

/** One column: four rows are turned at a time, so that their four sums lie in one register. */
export function matrixTimesColumn(a: usize, b: usize, c: usize, m: i32, k: i32, bias: usize, relu: i32): void {
  const stride = <usize>k * 4;
  const start: f32 = bias != 0 ? <f32>0 + load<f32>(bias) : 0;
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
export function columnTimesRow(a: usize, b: usize, c: usize, m: i32, n: i32): void {
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
export function rowTimesMatrix(a: usize, b: usize, c: usize, n: i32, k: i32, bias: usize, relu: i32): void {
  const stride = <usize>n * 4;
  const end = a + <usize>k * 4;
  const zero = f32x4.splat(0);
  let j = 0;
  for (; j + 16 <= n; j += 16) {
    let from = b + <usize>j * 4;
    const start = bias + <usize>j * 4;
    let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    if (bias != 0) {
      s0 = f32x4.add(zero, v128.load(start));
      s1 = f32x4.add(zero, v128.load(start, 16));
      s2 = f32x4.add(zero, v128.load(start, 32));
      s3 = f32x4.add(zero, v128.load(start, 48));
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
    let sum: f32 = bias != 0 ? <f32>0 + load<f32>(bias + <usize>j * 4) : 0;
    for (let at = a; at < end; at += 4) {
      sum += load<f32>(at) * load<f32>(from);
      from += stride;
    }
    store<f32>(c + <usize>j * 4, relu != 0 ? max(sum, <f32>0) : sum);
  }
}
