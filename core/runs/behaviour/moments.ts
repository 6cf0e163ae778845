/**
 * Mean and covariance of draws: m = (1/n) Σ a, C = (1/(n-1)) Σ (a - m)(a - m)ᵀ; zero for a single draw.
 *
 * @param draws [rows * samples * width]
 * @returns mean [rows * width], covariance [rows * width * width]
 */
export function moments(
  draws: Float32Array,
  rows: number,
  samples: number,
  width: number,
): { mean: Float64Array; covariance: Float64Array } {
  const mean = new Float64Array(rows * width);
  const covariance = new Float64Array(rows * width * width);
  for (let row = 0; row < rows; row++) {
    const from = row * samples * width;
    const m = mean.subarray(row * width, (row + 1) * width);
    const c = covariance.subarray(row * width * width, (row + 1) * width * width);
    for (let k = 0; k < samples; k++)
      for (let i = 0; i < width; i++) m[i] += draws[from + k * width + i] / samples;
    if (samples === 1) continue;
    for (let k = 0; k < samples; k++)
      for (let i = 0; i < width; i++)
        for (let j = 0; j < width; j++)
          c[i * width + j] +=
            ((draws[from + k * width + i] - m[i]) * (draws[from + k * width + j] - m[j])) / (samples - 1);
  }
  return { mean, covariance };
}
