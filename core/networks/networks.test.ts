import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LabError } from '../base/errors.ts';
import {
  createEngine,
  decodeNetwork,
  encodeNetwork,
  gpuWorthwhile,
  huberError,
  initialParameters,
  multiplications,
  type NetworkShape,
  parameterCountOf,
  parseShape,
  squaredError,
} from './index.ts';
import { bitsOf, distance, normals } from './testing/numbers.ts';
import { differences } from './testing/reference.ts';

const width = fc.integer({ min: 1, max: 12 });
const anyShape: fc.Arbitrary<NetworkShape> = fc.record({
  inputs: width,
  hidden: fc.array(width, { maxLength: 3 }),
  outputs: width,
  activation: fc.constantFrom('relu' as const, 'tanh' as const),
});

test('saved networks come back bit for bit', () => {
  fc.assert(
    fc.property(anyShape, fc.nat(), fc.nat({ max: 1e6 }), (shape, seed, adamSteps) => {
      const count = parameterCountOf(shape);
      const [parameters, mean, square] = [0, 1, 2].map((which) => normals(count, seed + which));
      parameters[0] = Number.NaN;
      const back = decodeNetwork(encodeNetwork({ shape, parameters, mean, square, adamSteps }));
      expect(back.shape).toEqual(shape);
      expect(back.adamSteps).toBe(adamSteps);
      expect(bitsOf(back.parameters)).toEqual(bitsOf(parameters));
      expect(bitsOf(back.mean)).toEqual(bitsOf(mean));
      expect(bitsOf(back.square)).toEqual(bitsOf(square));
    }),
    { numRuns: 30 },
  );
});

test('bytes that are no network are refused, wherever they are cut or changed', () => {
  const shape: NetworkShape = { inputs: 2, hidden: [3], outputs: 1, activation: 'relu' };
  const values = () => new Float32Array(parameterCountOf(shape));
  const bytes = encodeNetwork({
    shape,
    parameters: values(),
    mean: values(),
    square: values(),
    adamSteps: 1,
  });
  for (let length = 0; length < bytes.length; length++)
    expect(() => decodeNetwork(bytes.slice(0, length))).toThrow(LabError);
  for (let at = 0; at < 20; at++) {
    const changed = bytes.slice();
    changed[at] ^= 0x40;
    expect(() => decodeNetwork(changed)).toThrow(LabError);
  }
  expect(() => decodeNetwork(Uint8Array.from([...bytes, 0]))).toThrow(LabError);
});

test('a shape from elsewhere is checked, and the fault is named', () => {
  const good = { inputs: 2, hidden: [3], outputs: 1, activation: 'relu' };
  expect(parseShape(good)).toEqual(good);
  const where = (json: unknown) => {
    try {
      parseShape(json);
    } catch (thrown) {
      return thrown instanceof LabError ? thrown.where : 'other';
    }
    return 'nothing';
  };
  expect(where({ ...good, hidden: [3, 0] })).toBe('shape.hidden.1');
  expect(where({ ...good, inputs: 1.5 })).toBe('shape.inputs');
  expect(where({ ...good, activation: 'sine' })).toBe('shape.activation');
});

test('fresh parameters: He before ReLU, 1 / inputs otherwise, biases zero, by seed', () => {
  const shape: NetworkShape = { inputs: 80, hidden: [120, 100], outputs: 60, activation: 'relu' };
  const parameters = initialParameters({ shape, seed: 1, outputScale: 0.1 });
  const variance = (from: number, count: number) =>
    parameters.slice(from, from + count).reduce((sum, value) => sum + value * value, 0) / count;
  expect(variance(0, 9600) * (80 / 2)).toBeCloseTo(1, 1);
  expect([...parameters.slice(9600, 9720)].every((value) => value === 0)).toBe(true);
  expect(variance(9720, 12000) * (120 / 2)).toBeCloseTo(1, 1);
  expect(variance(21820, 6000) * 100 * 100).toBeCloseTo(1, 1);
  const tanh = initialParameters({ shape: { ...shape, activation: 'tanh' }, seed: 1, outputScale: 0.1 });
  expect(
    distance(
      tanh.slice(0, 9600),
      parameters.slice(0, 9600).map((x) => x / Math.SQRT2),
    ),
  ).toBeLessThan(1e-6);
  expect(initialParameters({ shape, seed: 1, outputScale: 0.1 })).toEqual(parameters);
  expect(initialParameters({ shape, seed: 2, outputScale: 0.1 })).not.toEqual(parameters);
});

test('losses: values by hand, gradients by differences', () => {
  const prediction = Float32Array.of(0, 1, -3, 5);
  const target = Float32Array.of(0, 0.5, 0, 1);
  expect(squaredError(prediction, target).loss).toBeCloseTo((0.125 + 4.5 + 8) / 4, 12);
  expect(huberError(prediction, target, 2).loss).toBeCloseTo((0.125 + 2 * (3 - 1) + 2 * (4 - 1)) / 4, 12);
  for (const loss of [squaredError, (p: ArrayLike<number>, t: ArrayLike<number>) => huberError(p, t, 2)]) {
    const slopes = differences((at) => loss(at, target).loss, prediction);
    expect(distance(loss(prediction, target).gradient, slopes)).toBeLessThan(1e-6);
  }
  expect(huberError(prediction, target, 100).gradient).toEqual(squaredError(prediction, target).gradient);
  expect(() => squaredError(prediction, Float32Array.of(1))).toThrow(LabError);
  expect(() => huberError(prediction, target, 0)).toThrow(LabError);
});

test('the engine is chosen by size and by hand, with a sentence to store', async () => {
  const small: NetworkShape = { inputs: 17, hidden: [256, 256], outputs: 12, activation: 'relu' };
  const wide: NetworkShape = { ...small, hidden: [4096, 4096] };
  expect(multiplications(small, 256)).toBe(256 * (17 * 256 + 256 * 256 + 256 * 12));
  expect(multiplications(small, 256)).toBeLessThan(gpuWorthwhile);

  const auto = await createEngine({ preference: 'auto', shape: small, rows: 256 });
  expect(auto.engine.kind).toBe('fused');
  expect(auto.reason).toBe(
    'The fused engine: 18.7 million multiplications a pass are too few for a GPU to pay.',
  );

  const large = await createEngine({ preference: 'auto', shape: wide, rows: 256 });
  expect(large.reason).toMatch(
    large.engine.kind === 'fused' ? /would suit a GPU, but .+\.$/ : /suit the GPU\.$/,
  );

  const fused = await createEngine({ preference: 'fused', shape: wide, rows: 256 });
  expect(fused.engine.kind).toBe('fused');
  expect(fused.reason).toBe('The fused engine was chosen by hand.');

  const tensors = await createEngine({ preference: 'tensorflow', shape: small, rows: 1 });
  expect(tensors.engine.kind).toBe('tensorflow');
  expect(tensors.reason).toMatch(/^TensorFlow\.js 4\.22\.0, .+ backend was chosen by hand\./);
});
