import type { Engine } from '../../networks/index.ts';
import { encode, encodedWidth, rawWidth } from '../encoding.ts';
import { actionIndex, categoricalOf } from './categorical.ts';
import type { Policy } from './policy.ts';
import type { SavedPolicy } from './saved.ts';
import { gaussianSampleOf, sampleGaussian, scoreGaussian } from './squashed-gaussian.ts';

/** A policy that acts, from what was saved of it. */
export function loadPolicy(saved: SavedPolicy, engine: Engine): Policy {
  switch (saved.kind) {
    case 'squashed-gaussian':
      return squashedGaussian(saved, engine);
    case 'categorical':
      return categorical(saved, engine);
    case 'implicit':
      return implicit(saved, engine);
  }
}

type Saved<Kind> = Extract<SavedPolicy, { kind: Kind }>;

function squashedGaussian(
  { network: weights, encoding, range }: Saved<'squashed-gaussian'>,
  engine: Engine,
): Policy {
  const network = engine.load(weights);
  const outputs = (observations: ArrayLike<number>, rows: number) =>
    network.predict(encode(encoding, observations, rows), rows);
  return {
    observationWidth: rawWidth(encoding),
    actionWidth: range.center.length,
    sample: (observations, rows, random) =>
      sampleGaussian(outputs(observations, rows), rows, range, random).actions,
    mode: (observations, rows) =>
      gaussianSampleOf(outputs(observations, rows), new Float32Array(rows * range.center.length), rows, range)
        .actions,
    logDensity: (observations, actions, rows) =>
      scoreGaussian(outputs(observations, rows), actions, rows, range).logDensity,
    dispose: () => network.dispose(),
  };
}

function categorical(
  { network: weights, encoding, temperature }: Saved<'categorical'>,
  engine: Engine,
): Policy {
  const network = engine.load(weights);
  const n = network.shape.outputs;
  const distribution = (observations: ArrayLike<number>, rows: number) =>
    categoricalOf(network.predict(encode(encoding, observations, rows), rows), rows, n, temperature);
  return {
    observationWidth: rawWidth(encoding),
    actionWidth: 1,
    sample(observations, rows, random) {
      const { probabilities } = distribution(observations, rows);
      return Float32Array.from({ length: rows }, (_, row) => random.categorical(probabilities, row * n, n));
    },
    mode(observations, rows) {
      const { probabilities } = distribution(observations, rows);
      return Float32Array.from({ length: rows }, (_, row) => {
        const of = probabilities.subarray(row * n, (row + 1) * n);
        return of.indexOf(Math.max(...of));
      });
    },
    logDensity(observations, actions, rows) {
      const { logProbabilities } = distribution(observations, rows);
      return Float64Array.from(
        { length: rows },
        (_, row) => logProbabilities[row * n + actionIndex(actions, row, n)],
      );
    },
    dispose: () => network.dispose(),
  };
}

function implicit(
  { network: weights, encoding, noiseWidth, range }: Saved<'implicit'>,
  engine: Engine,
): Policy {
  const network = engine.load(weights);
  const width = encodedWidth(encoding);
  const { center, half } = range;
  const m = center.length;
  const act = (observations: ArrayLike<number>, rows: number, noise: () => number): Float32Array => {
    const encoded = encode(encoding, observations, rows);
    const inputs = new Float32Array(rows * (width + noiseWidth));
    for (let row = 0; row < rows; row++) {
      const at = row * (width + noiseWidth);
      inputs.set(encoded.subarray(row * width, (row + 1) * width), at);
      for (let i = 0; i < noiseWidth; i++) inputs[at + width + i] = noise();
    }
    const actions = network.predict(inputs, rows);
    for (let i = 0; i < actions.length; i++) {
      const h = half[i % m];
      if (h !== null) actions[i] = center[i % m] + h * Math.tanh(actions[i]);
    }
    return actions;
  };
  return {
    observationWidth: rawWidth(encoding),
    actionWidth: m,
    sample: (observations, rows, random) => act(observations, rows, () => random.normal()),
    mode: (observations, rows) => act(observations, rows, () => 0),
    logDensity: null,
    dispose: () => network.dispose(),
  };
}
