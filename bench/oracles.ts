/** Oracles in full: soft actor-critic on the three linear-quadratic cases, three seeds each, against the closed form. */
import {
  learnLinearQuadratic,
  linearQuadraticSettings,
} from '../core/forward/soft-actor-critic/testing/linear-quadratic.ts';
import { linearQuadraticCases } from '../core/forward/testing/linear-quadratic.ts';
import { createFusedEngine } from '../core/networks/index.ts';
import type { Benchmark, Measurement } from './benchmark.ts';

const asked = { gain: 10, deviation: 15, value: 5, valueAtOnes: 5 } as const;
const names = {
  gain: 'gain',
  deviation: 'standard deviation',
  value: 'value, RMS over states',
  valueAtOnes: 'value at ones',
} as const;
type Name = keyof typeof asked;

/** The worst of three seeds, in percent of the closed form. */
async function softActorCritic(which: number): Promise<readonly Measurement[]> {
  const world = linearQuadraticCases()[which];
  const engine = await createFusedEngine();
  const errors = [1, 2, 3].map((seed) =>
    learnLinearQuadratic(world, linearQuadraticSettings(world), seed, engine),
  );
  return (Object.keys(asked) as Name[]).map((name) => ({
    name: `soft actor-critic, linear-quadratic case ${which + 1}: ${names[name]}`,
    value: 100 * Math.max(...errors.map((one) => one[name])),
    unit: '%',
    better: 'lower',
    target: asked[name],
  }));
}

export const benchmarks: readonly Benchmark[] = [0, 1, 2].map((which) => ({
  name: `soft actor-critic, case ${which + 1}`,
  run: () => softActorCritic(which),
}));
