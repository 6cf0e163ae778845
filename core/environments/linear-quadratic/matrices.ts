import { LabError } from '../../base/errors.ts';
import { symmetricEigen } from '../../numerics/index.ts';

type Rows = readonly (readonly number[])[];

/**
 * Rows of a matrix as [rows * columns].
 *
 * @throws LabError InvalidInput unless every row and every number is there
 */
export function matrixOf(
  rows: Rows,
  [height, width]: readonly [number, number],
  where: string,
): Float64Array {
  if (rows.length !== height) wrongShape(`${rows.length} rows`, [height, width], where);
  const flat = new Float64Array(height * width);
  rows.forEach((row, i) => {
    if (row.length !== width) wrongShape(`${row.length} numbers in a row`, [height, width], `${where}[${i}]`);
    flat.set(row, i * width);
  });
  return flat;
}

function wrongShape(found: string, [height, width]: readonly [number, number], where: string): never {
  throw new LabError('InvalidInput', `There are ${found} where ${height} x ${width} numbers belong.`, {
    where,
    remedy: `Give ${height} rows of ${width} numbers.`,
  });
}

/**
 * A symmetric matrix [n * n] with its eigenvalues all positive (`definite`) or none negative (`semidefinite`).
 *
 * @throws LabError InvalidInput
 */
export function symmetricOf(
  rows: Rows,
  n: number,
  { where, kind }: { where: string; kind: 'definite' | 'semidefinite' },
): Float64Array {
  const flat = matrixOf(rows, [n, n], where);
  const size = flat.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++)
      if (Math.abs(flat[i * n + j] - flat[j * n + i]) > 1e-9 * size)
        throw new LabError(
          'InvalidInput',
          `The matrix is not symmetric: ${flat[i * n + j]} against ${flat[j * n + i]}.`,
          { where: `${where}[${i}][${j}]`, remedy: 'Give the same number on both sides of the diagonal.' },
        );
  const smallest = symmetricEigen(flat, n).values[n - 1];
  const sound = kind === 'definite' ? smallest > 1e-12 * size : smallest >= -1e-9 * size;
  if (!sound)
    throw new LabError('InvalidInput', `The matrix is not positive ${kind}: an eigenvalue is ${smallest}.`, {
      where,
      remedy: `Give a matrix whose eigenvalues are ${kind === 'definite' ? 'positive' : 'not negative'}.`,
    });
  return flat;
}

/** A square root L of a positive semidefinite matrix: L L' = matrix, singular ones included. [n * n] */
export function squareRoot(matrix: Float64Array, n: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, n);
  return vectors.map((x, i) => x * Math.sqrt(Math.max(0, values[i % n])));
}

/** out += M x, M of height [out.length] and width [x.length]. */
export function addProduct(m: Float64Array, x: Float64Array, out: Float64Array): void {
  const width = x.length;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += m[i * width + j] * x[j];
    out[i] += sum;
  }
}

/** x' M x. */
export function quadraticForm(m: Float64Array, x: Float64Array): number {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sum += x[i] * m[i * n + j] * x[j];
  return sum;
}
