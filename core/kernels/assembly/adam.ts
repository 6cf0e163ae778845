/**
 * Adam, descending:  m <- β1 m + (1-β1) g,  v <- β2 v + (1-β2) g²,  x <- x - step · m / (√(v · correction) + ε).
 * The caller folds the bias corrections in: step = stepSize / (1-β1^t), correction = 1 / (1-β2^t).
 * `count` is a multiple of 4.
 */
export function adamStep(
  x: usize, gradient: usize, mean: usize, square: usize, count: i32,
  beta1: f32, rest1: f32, beta2: f32, rest2: f32, step: f32, correction: f32, epsilon: f32,
): void {
  const b1 = f32x4.splat(beta1);
  const r1 = f32x4.splat(rest1);
  const b2 = f32x4.splat(beta2);
  const r2 = f32x4.splat(rest2);
  const s = f32x4.splat(step);
  const c = f32x4.splat(correction);
  const e = f32x4.splat(epsilon);
  const end = x + <usize>count * 4;
  for (; x < end; x += 16) {
    const g = v128.load(gradient);
    const m = f32x4.add(f32x4.mul(b1, v128.load(mean)), f32x4.mul(r1, g));
    const v = f32x4.add(f32x4.mul(b2, v128.load(square)), f32x4.mul(r2, f32x4.mul(g, g)));
    v128.store(mean, m);
    v128.store(square, v);
    const direction = f32x4.div(m, f32x4.add(f32x4.sqrt(f32x4.mul(v, c)), e));
    v128.store(x, f32x4.sub(v128.load(x), f32x4.mul(s, direction)));
    gradient += 16;
    mean += 16;
    square += 16;
  }
}
