import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { bicgstab } from './bicgstab.ts';
import { solveDense } from './dense-solve.ts';
import { maxAbs } from './vectors.ts';

/** I - 0.9 P with random rows of P, each scaled by `scaleOf`: nonsymmetric, and as badly scaled as asked. */
function system(seed: number, n: number, scaleOf: (row: number) => number) {
  const random = Random.fromSeed(seed);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = Array.from({ length: n }, () => random.uniform() ** 4);
    const sum = row.reduce((a, b) => a + b);
    for (let j = 0; j < n; j++) matrix[i * n + j] = scaleOf(i) * ((i === j ? 1 : 0) - (0.9 * row[j]) / sum);
  }
  const b = Float64Array.from({ length: n }, () => random.normal());
  const apply = (x: Float64Array, out: Float64Array) => {
    for (let i = 0; i < n; i++) {
      out[i] = 0;
      for (let j = 0; j < n; j++) out[i] += matrix[i * n + j] * x[j];
    }
  };
  return { matrix, b, apply, diagonal: Float64Array.from({ length: n }, (_, i) => 1 / matrix[i * n + i]) };
}

const solve = (
  { b, apply, diagonal }: ReturnType<typeof system>,
  preconditioner: 'diagonal' | 'none',
  mostSteps: number,
) => {
  const x = new Float64Array(b.length);
  const inverseDiagonal = preconditioner === 'diagonal' ? diagonal : null;
  const target = 1e-12 * maxAbs(b);
  const products = bicgstab({ apply, inverseDiagonal, x, residual: b, norm: maxAbs, target, mostSteps });
  return { x, products };
};

test('one call solves nonsymmetric systems in far fewer steps than unknowns, as elimination does', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 20, max: 80 }), (seed, n) => {
      const given = system(seed, n, () => 1);
      const exact = solveDense(given.matrix.slice(), given.b);
      for (const preconditioner of ['none', 'diagonal'] as const) {
        const { x, products } = solve(given, preconditioner, 40);
        expect(products).toBeLessThan(80);
        expect(maxAbs(x.map((value, i) => value - exact[i]))).toBeLessThan(1e-8);
      }
    }),
    { numRuns: 25 },
  );
});

test('the diagonal takes bad scaling out', () => {
  const scaled = system(7, 60, (row) => 10 ** (row % 7));
  const exact = solveDense(scaled.matrix.slice(), scaled.b);
  const distance = (x: Float64Array) => maxAbs(x.map((value, i) => value - exact[i]));
  expect(distance(solve(scaled, 'diagonal', 30).x)).toBeLessThan(1e-8);
  expect(distance(solve(scaled, 'none', 30).x)).toBeGreaterThan(1e-4);
});

test('a start that solves the system stays as it is', () => {
  const { apply, b } = system(3, 30, () => 1);
  const x = b.slice();
  bicgstab({
    apply,
    inverseDiagonal: null,
    x,
    residual: new Float64Array(30),
    norm: maxAbs,
    target: 0,
    mostSteps: 5,
  });
  expect(x).toEqual(b);
});
