import type { Random } from '../../../base/random.ts';

export function normalsOf(count: number, random: Random): Float64Array {
  return Float64Array.from({ length: count }, () => random.normal());
}

/** N(mean, covariance) in two dimensions. */
export function gaussian(mean: readonly [number, number], [[a, b], [, d]]: readonly number[][]) {
  const determinant = a * d - b * b;
  return {
    score: (x: Float64Array) =>
      x.map((_, at) => {
        const i = at - (at % 2);
        const [u, v] = [x[i] - mean[0], x[i + 1] - mean[1]];
        return at % 2 === 0 ? (b * v - d * u) / determinant : (b * u - a * v) / determinant;
      }),
  };
}

interface Component {
  readonly weight: number;
  readonly mean: readonly number[];
  /** The same along every axis. */
  readonly deviation: number;
}

/** A mixture of round Gaussians: its score, and what share of particles each component is responsible for. */
export function mixture(components: readonly Component[]) {
  const width = components[0].mean.length;
  const responsibilities = (x: Float64Array, row: number) => {
    const logs = components.map(({ weight, mean, deviation }) => {
      let square = 0;
      for (let d = 0; d < width; d++) square += (x[row * width + d] - mean[d]) ** 2;
      return Math.log(weight) - width * Math.log(deviation) - square / (2 * deviation ** 2);
    });
    const most = Math.max(...logs);
    const terms = logs.map((log) => Math.exp(log - most));
    const total = terms.reduce((sum, term) => sum + term, 0);
    return terms.map((term) => term / total);
  };
  return {
    score(x: Float64Array): Float64Array {
      const out = new Float64Array(x.length);
      for (let row = 0; row < x.length / width; row++)
        responsibilities(x, row).forEach((share, k) => {
          const { mean, deviation } = components[k];
          for (let d = 0; d < width; d++)
            out[row * width + d] -= (share * (x[row * width + d] - mean[d])) / deviation ** 2;
        });
      return out;
    },
    /** Mean responsibility of each component: its weight, for draws of the mixture. */
    shares(x: Float64Array): number[] {
      const rows = x.length / width;
      const sums = components.map(() => 0);
      for (let row = 0; row < rows; row++)
        responsibilities(x, row).forEach((share, k) => {
          sums[k] += share / rows;
        });
      return sums;
    },
    variance(axis: number): number {
      const mean = components.reduce((sum, one) => sum + one.weight * one.mean[axis], 0);
      return components.reduce(
        (sum, one) => sum + one.weight * (one.deviation ** 2 + (one.mean[axis] - mean) ** 2),
        0,
      );
    },
  };
}
