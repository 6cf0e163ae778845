/** Loops over plain arrays of f32. `count` is a multiple of 4 (arrays are allocated in fours) unless said otherwise. */

/** gradient <- gradient where output > 0, else 0. */
export function reluBackward(output: usize, gradient: usize, count: i32): void {
  const zero = f32x4.splat(0);
  const end = gradient + <usize>count * 4;
  for (; gradient < end; gradient += 16) {
    v128.store(gradient, v128.and(v128.load(gradient), f32x4.gt(v128.load(output), zero)));
    output += 16;
  }
}

/** gradient <- gradient (1 - output²). */
export function tanhBackward(output: usize, gradient: usize, count: i32): void {
  const one = f32x4.splat(1);
  const end = gradient + <usize>count * 4;
  for (; gradient < end; gradient += 16) {
    const y = v128.load(output);
    v128.store(gradient, f32x4.mul(v128.load(gradient), f32x4.sub(one, f32x4.mul(y, y))));
    output += 16;
  }
}

/** sums[j] = Σ_i x[i][j]; x [rows x columns], any sizes. */
export function columnSums(x: usize, rows: i32, columns: i32, sums: usize): void {
  const stride = <usize>columns * 4;
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    let from = x + <usize>j * 4;
    let sum = f32x4.splat(0);
    for (let i = 0; i < rows; i++) {
      sum = f32x4.add(sum, v128.load(from));
      from += stride;
    }
    v128.store(sums + <usize>j * 4, sum);
  }
  for (; j < columns; j++) {
    let from = x + <usize>j * 4;
    let sum: f32 = 0;
    for (let i = 0; i < rows; i++) {
      sum += load<f32>(from);
      from += stride;
    }
    store<f32>(sums + <usize>j * 4, sum);
  }
}

/** target <- target + rate (source - target). */
export function moveTowards(target: usize, source: usize, count: i32, rate: f32): void {
  const r = f32x4.splat(rate);
  const end = target + <usize>count * 4;
  for (; target < end; target += 16) {
    const t = v128.load(target);
    v128.store(target, f32x4.add(t, f32x4.mul(r, f32x4.sub(v128.load(source), t))));
    source += 16;
  }
}

/** target <- target + factor · source. */
export function addScaled(target: usize, source: usize, count: i32, factor: f32): void {
  const f = f32x4.splat(factor);
  const end = target + <usize>count * 4;
  for (; target < end; target += 16) {
    v128.store(target, f32x4.add(v128.load(target), f32x4.mul(f, v128.load(source))));
    source += 16;
  }
}

/** x <- factor · x. */
export function scale(x: usize, count: i32, factor: f32): void {
  const f = f32x4.splat(factor);
  const end = x + <usize>count * 4;
  for (; x < end; x += 16) v128.store(x, f32x4.mul(v128.load(x), f));
}

/** Σ x², summed in f64. */
export function sumOfSquares(x: usize, count: i32): f64 {
  let even = f64x2.splat(0);
  let odd = f64x2.splat(0);
  const end = x + <usize>count * 4;
  for (; x < end; x += 16) {
    const four = v128.load(x);
    const low = f64x2.promote_low_f32x4(four);
    const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(four, four, 1, 0));
    even = f64x2.add(even, f64x2.mul(low, low));
    odd = f64x2.add(odd, f64x2.mul(high, high));
  }
  const sum = f64x2.add(even, odd);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
