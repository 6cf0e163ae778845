/** Random episodes in every simulator that is written here, as what their bits come to. Runs in the page and in Node. */
import { Random } from '../../core/base/random.ts';
import { continuousExamples, createContinuousEnvironment } from '../../core/environments/continuous.ts';
import type { Simulation } from '../../core/environments/simulation.ts';
import { randomAction } from '../../core/environments/testing.ts';

const episodes = 5;

/** By the world's id: a hash over the bits of all states, observations and rewards. */
export function everyWorld(): Record<string, string> {
  const written = continuousExamples.filter(({ spec }) => spec.kind !== 'mujoco');
  return Object.fromEntries(written.map(({ id, spec }) => [id, hashed(createContinuousEnvironment(spec))]));
}

function hashed(simulation: Simulation): string {
  let hash = 0;
  let steps = 0;
  const take = (numbers: Float64Array | Float32Array) => {
    for (const word of new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.byteLength / 4))
      hash = Math.imul(hash ^ word, 0x01000193) >>> 0;
  };
  for (let seed = 0; seed < episodes; seed++) {
    const random = Random.fromSeed(seed);
    take(simulation.reset(seed));
    for (let over = false; !over; steps++) {
      const result = simulation.step(randomAction(simulation.actionSpace, random));
      take(Float64Array.from(result.observation));
      take(simulation.state);
      take(Float64Array.of(result.reward));
      over = result.terminated || result.truncated;
    }
  }
  return `${steps} steps, ${hash.toString(16)}`;
}
