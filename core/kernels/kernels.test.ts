import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { Random } from '../base/random.ts';
import { Heap, type Kernels, loadKernels, workspaceFloats } from './index.ts';

let kernels: Kernels;
let heap: Heap;

beforeAll(async () => {
  kernels = await loadKernels();
  heap = new Heap(kernels);
});

function normals(count: number, seed: number): Float32Array {
  const random = Random.fromSeed(seed);
  return Float32Array.from({ length: count }, () => random.normal());
}

/** The same with about this share of zeros in their places, every other one -0. */
function normalsAmongZeros(count: number, seed: number, zeros: number): Float32Array {
  const random = Random.fromSeed(seed + 7);
  return normals(count, seed).map((x) => (random.uniform() < zeros ? (random.uniform() < 0.5 ? 0 : -0) : x));
}

/** Puts arrays on the heap, calls with their addresses, reads the first back, and leaves nothing behind. */
function onHeap(arrays: readonly Float32Array[], call: (addresses: number[]) => void): Float32Array {
  const addresses = arrays.map((array) => heap.allocate(array.length));
  arrays.forEach((array, i) => {
    heap.view(addresses[i], array.length).set(array);
  });
  call(addresses);
  const result = heap.view(addresses[0], arrays[0].length).slice();
  for (const address of addresses) heap.free(address);
  return result;
}

/** Σ_k left(i, k) right(k, j) + bias(j) in the order and the rounding that the kernels promise; -0 starts as 0. */
function reference(
  [m, n, k]: readonly [number, number, number],
  left: (i: number, k: number) => number,
  right: (k: number, j: number) => number,
  bias: (j: number) => number,
): Float32Array {
  return Float32Array.from({ length: m * n }, (_, at) => {
    const i = Math.floor(at / n);
    const j = at % n;
    let sum = 0 + bias(j);
    for (let d = 0; d < k; d++) sum = Math.fround(sum + Math.fround(left(i, d) * right(d, j)));
    return sum;
  });
}

const size = fc.integer({ min: 1, max: 37 });
/** On both sides of 32, the columns that a product with many zeros goes through at a time. */
const columns = fc.integer({ min: 1, max: 70 });
/** From an A without zeros to one of zeros alone: products choose their way by them. */
const zeros = fc.constantFrom(0, 0.3, 0.5, 0.9, 1);

test('A B + bias has exactly the bits of the sum in order, for every shape and share of zeros, with and without ReLU', () => {
  fc.assert(
    fc.property(size, columns, size, zeros, fc.nat(), (m, n, k, share, seed) => {
      const a = normalsAmongZeros(m * k, seed, share);
      const b = normals(k * n, seed + 1);
      const bias = normalsAmongZeros(n, seed + 2, share / 2);
      const expected = reference(
        [m, n, k],
        (i, d) => a[i * k + d],
        (d, j) => b[d * n + j],
        (j) => bias[j],
      );
      const run = (relu: 0 | 1, withBias: boolean) =>
        onHeap(
          [new Float32Array(m * n), a, b, bias, new Float32Array(workspaceFloats(m, n, k))],
          ([c, ...[pa, pb, pbias, work]]) =>
            kernels.matmulNN(pa, pb, c, m, n, k, withBias ? pbias : 0, relu, work),
        );
      expect(run(0, true)).toEqual(expected);
      expect(run(1, true)).toEqual(expected.map((x) => Math.max(x, 0)));
      expect(run(0, false)).toEqual(
        reference(
          [m, n, k],
          (i, d) => a[i * k + d],
          (d, j) => b[d * n + j],
          () => 0,
        ),
      );
    }),
    { numRuns: 100 },
  );
});

test('Aᵀ B and A Bᵀ have exactly the bits of the sum in order, for every shape and share of zeros', () => {
  fc.assert(
    fc.property(size, columns, size, zeros, fc.nat(), (m, n, k, share, seed) => {
      const a = normalsAmongZeros(m * k, seed, share);
      const b = normals(k * n, seed + 1);
      const c = new Float32Array(m * n);
      const workspace = new Float32Array(workspaceFloats(m, n, k));
      const none = () => 0;
      expect(
        onHeap([c, a, b, workspace], ([pc, pa, pb, work]) => kernels.matmulTN(pa, pb, pc, m, n, k, work)),
      ).toEqual(
        reference(
          [m, n, k],
          (i, d) => a[d * m + i],
          (d, j) => b[d * n + j],
          none,
        ),
      );
      expect(
        onHeap([c, a, b, workspace], ([pc, pa, pb, work]) => kernels.matmulNT(pa, pb, pc, m, n, k, work)),
      ).toEqual(
        reference(
          [m, n, k],
          (i, d) => a[i * k + d],
          (d, j) => b[j * k + d],
          none,
        ),
      );
    }),
    { numRuns: 100 },
  );
});

test('NaN in A reaches its row of C, however many zeros are around it', () => {
  const [m, n, k] = [9, 33, 12];
  const a = new Float32Array(m * k);
  // Row 5 of A, and column 5 of A where A is given turned.
  const [along, turned] = [a.slice(), a.slice()];
  along[5 * k + 3] = Number.NaN;
  turned[3 * m + 5] = Number.NaN;
  const expected = Float32Array.from({ length: m * n }, (_, i) => (Math.floor(i / n) === 5 ? Number.NaN : 0));
  const workspace = new Float32Array(workspaceFloats(m, n, k));
  const b = normals(k * n, 1);
  const run = (given: Float32Array, product: (a: number, b: number, c: number, work: number) => void) =>
    onHeap([new Float32Array(m * n), given, b, workspace], ([c, pa, pb, work]) => product(pa, pb, c, work));
  expect(run(along, (pa, pb, c, work) => kernels.matmulNN(pa, pb, c, m, n, k, 0, 0, work))).toEqual(expected);
  expect(run(along, (pa, pb, c, work) => kernels.matmulNT(pa, pb, c, m, n, k, work))).toEqual(expected);
  expect(run(turned, (pa, pb, c, work) => kernels.matmulTN(pa, pb, c, m, n, k, work))).toEqual(expected);
});

test.each([
  ['dense', 1, 11],
  ['sparse', 0, 11],
  ['sparse', 0, 33],
] as const)('a %s product writes nothing outside its result and its workspace', (_, value, n) => {
  const [m, k] = [6, 5];
  const guard = 7;
  for (const kind of ['matmulNN', 'matmulTN', 'matmulNT'] as const) {
    const c = heap.allocate(m * n + 2 * guard);
    const work = heap.allocate(workspaceFloats(m, n, k) + guard);
    const behind = workspaceFloats(m, n, k);
    heap.view(c, m * n + 2 * guard).fill(42);
    heap.view(work, behind + guard).fill(42);
    const a = heap.allocate(m * k);
    const b = heap.allocate(k * n);
    heap.view(a, m * k).fill(value);
    if (kind === 'matmulNN') kernels.matmulNN(a, b, c + 4 * guard, m, n, k, 0, 0, work);
    else kernels[kind](a, b, c + 4 * guard, m, n, k, work);
    const around = heap.view(c, m * n + 2 * guard);
    expect([...around.subarray(0, guard), ...around.subarray(guard + m * n)]).toEqual(
      new Array(2 * guard).fill(42),
    );
    expect([...heap.view(work + 4 * behind, guard)]).toEqual(new Array(guard).fill(42));
    for (const address of [c, work, a, b]) heap.free(address);
  }
});

test('tanh is within 2e-7, relative where it is small, odd, saturates, and keeps NaN', () => {
  const special = [0, -0, 1e-30, -1e-6, 0.625, -0.62500006, 9, -9.1, 20, -1e30, Infinity, -Infinity];
  const x = Float32Array.from([...special, ...normals(4000, 3).map((value) => value * 3)]);
  const y = onHeap([x], ([at]) => kernels.tanhForward(at, x.length));
  x.forEach((value, i) => {
    const truth = Math.tanh(value);
    expect(Math.abs(y[i] - truth)).toBeLessThanOrEqual(2e-7 * Math.min(1, Math.abs(truth) * 1.7));
  });
  const negative = onHeap([x.map((value) => -value)], ([at]) => kernels.tanhForward(at, x.length));
  expect(negative).toEqual(y.map((value) => 0 - value));
  expect(onHeap([Float32Array.of(Number.NaN, 1, 2, 3)], ([at]) => kernels.tanhForward(at, 4))[0]).toBeNaN();
});

test('derivatives of the activations', () => {
  const y = Float32Array.of(-1, -0, 0, 0.5, 1e-20, 2, 0.25, -0.75);
  const g = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  expect(onHeap([g, y], ([pg, py]) => kernels.reluBackward(py, pg, 8))).toEqual(
    Float32Array.of(0, 0, 0, 4, 5, 6, 7, 0),
  );
  expect(onHeap([g, y], ([pg, py]) => kernels.tanhBackward(py, pg, 8))).toEqual(
    g.map((gradient, i) => gradient * (1 - y[i] * y[i])),
  );
});

test('sums over columns, sums of squares, scaling and moving averages', () => {
  const x = Float32Array.from({ length: 3 * 6 }, (_, i) => i);
  expect(onHeap([new Float32Array(6), x], ([to, px]) => kernels.columnSums(px, 3, 6, to))).toEqual(
    Float32Array.of(18, 21, 24, 27, 30, 33),
  );
  const eight = Float32Array.of(1, -2, 3, -4, 5, -6, 7, -8);
  let squares = 0;
  onHeap([eight], ([at]) => {
    squares = kernels.sumOfSquares(at, 8);
  });
  expect(squares).toBe(204);
  expect(onHeap([eight], ([at]) => kernels.scale(at, 8, 0.5))).toEqual(eight.map((value) => value / 2));
  const other = Float32Array.of(8, 7, 6, 5, 4, 3, 2, 1);
  expect(onHeap([eight, other], ([to, from]) => kernels.addScaled(to, from, 8, 2))).toEqual(
    eight.map((value, i) => value + 2 * other[i]),
  );
  expect(onHeap([eight, other], ([to, from]) => kernels.moveTowards(to, from, 8, 0.25))).toEqual(
    eight.map((value, i) => value + 0.25 * (other[i] - value)),
  );
});

test('Adam follows its equations', () => {
  const [beta1, beta2, stepSize, epsilon] = [0.9, 0.999, 0.01, 1e-8];
  const n = 8;
  const x = normals(n, 1);
  const exact = Float64Array.from(x);
  const mean = new Float64Array(n);
  const square = new Float64Array(n);
  const [px, pg, pm, pv] = [0, 0, 0, 0].map(() => heap.allocate(n));
  heap.view(px, n).set(x);
  for (let t = 1; t <= 20; t++) {
    const g = normals(n, 100 + t);
    heap.view(pg, n).set(g);
    const step = stepSize / (1 - beta1 ** t);
    const correction = 1 / (1 - beta2 ** t);
    kernels.adamStep(px, pg, pm, pv, n, beta1, 1 - beta1, beta2, 1 - beta2, step, correction, epsilon);
    for (let i = 0; i < n; i++) {
      mean[i] = beta1 * mean[i] + (1 - beta1) * g[i];
      square[i] = beta2 * square[i] + (1 - beta2) * g[i] ** 2;
      exact[i] -=
        (stepSize * (mean[i] / (1 - beta1 ** t))) / (Math.sqrt(square[i] / (1 - beta2 ** t)) + epsilon);
    }
  }
  heap.view(px, n).forEach((value, i) => {
    expect(value).toBeCloseTo(exact[i], 6);
  });
  for (const address of [px, pg, pm, pv]) heap.free(address);
});

test.each([
  ['dense', 1],
  ['sparse', 0],
] as const)('%s products read and write nothing behind the last byte of the memory', async (_, value) => {
  const own = await loadKernels();
  const end = own.memory.buffer.byteLength;
  const [m, n, k] = [5, 9, 3];
  const before = end - 65536 / 2;
  const work = before - 4 * workspaceFloats(m, n, k);
  new Float32Array(own.memory.buffer).fill(value, before / 4);
  const [lastA, lastB, lastC] = [end - 4 * m * k, end - 4 * k * n, end - 4 * m * n];
  for (const [a, b, c] of [
    [lastA, before, before + 1024],
    [before, lastB, before + 1024],
    [before, before + 1024, lastC],
  ]) {
    for (const rows of [1, m])
      own.matmulNN(rows === 1 ? a + 4 * (m - 1) * k : a, b, c, rows, n, k, 0, 1, work);
    own.matmulTN(a, b, c, m, n, k, work);
    own.matmulNT(a, b, c, m, n, k, work);
  }
  own.columnSums(lastC, m, n, end - 4 * n);
  expect(own.memory.buffer.byteLength).toBe(end);
});
