import { LabError } from '../../base/errors.ts';
import { deriveSeed, Random } from '../../base/random.ts';
import type { Engine } from '../../networks/index.ts';
import { encode, encodedWidth, rawWidth } from '../encoding.ts';
import type { SavedPolicy } from '../policies/saved.ts';
import { type SoftQFunction, slopesOf, steinStep } from '../soft-q-learning/index.ts';

/** How a sampler is trained on a soft Q function that is known already. */
export interface SamplerTraining {
  /** Observations to learn in, [rows * observationWidth]; those of a replay buffer, say. No steps are taken. */
  readonly observations: Float32Array;
  readonly updates: number;
  readonly batchSize: number;
  readonly particles: number;
  readonly hidden: readonly number[];
  readonly learningRate: number;
  readonly longestGradient: number;
  readonly seed: number;
}

/**
 * A policy for continuous actions from a soft Q function alone: a sampler network moved by amortised Stein variational
 * gradient descent towards exp(Q/α) in given states, learning rate falling evenly to a hundredth.
 *
 * @throws LabError InvalidInput for a function of discrete actions; NonFinite
 */
export function trainSampler(q: SoftQFunction, training: SamplerTraining, engine: Engine): SavedPolicy {
  if (q.kind !== 'continuous')
    throw new LabError('InvalidInput', 'The policy of discrete actions needs no sampler.', {
      where: 'q',
      remedy: 'Use boltzmannPolicy.',
    });
  const { encoding, range, temperature } = q;
  const { observations, updates, batchSize, particles, hidden, learningRate, longestGradient, seed } =
    training;
  const m = range.half.length;
  const width = encodedWidth(encoding);
  const count = observations.length / rawWidth(encoding);
  const encoded = encode(encoding, observations, count);
  const random = Random.fromSeed(deriveSeed(seed, 'stein'));
  const { activation } = q.network.shape;
  const shape = { inputs: width + m, hidden: [...hidden], outputs: m, activation };
  const sampler = engine.create({ shape, seed: deriveSeed(seed, 'sampler'), outputScale: 1 });
  const network = engine.load(q.network);
  try {
    for (let update = 0; update < updates; update++) {
      const states = new Float32Array(batchSize * width);
      for (let row = 0; row < batchSize; row++) {
        const from = random.integer(count) * width;
        states.set(encoded.subarray(from, from + width), row * width);
      }
      const rate = learningRate * Math.max(0.01, 1 - update / updates);
      const step = {
        states,
        rows: batchSize,
        particles,
        range,
        reach: null,
        temperature,
        learningRate: rate,
        longestGradient,
      };
      steinStep(sampler, slopesOf(network), step, random);
    }
    return { kind: 'implicit', encoding, network: sampler.save(), noiseWidth: m, range };
  } finally {
    sampler.dispose();
    network.dispose();
  }
}
