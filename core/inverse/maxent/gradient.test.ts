/** Every gradient against central finite differences: model x objective x horizon x reward, temperatures besides 1. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateMaxEnt, type MaxEntHorizon, type MaxEntObjective, stateIndicators } from './index.ts';
import { randomFeatures, randomMdp, randomTrajectories, randomWeights } from './testing/problems.ts';

const horizons = {
  finite: { kind: 'finite', steps: 6 },
  discounted: { kind: 'discounted', discount: 0.9 },
  'far-sighted': { kind: 'discounted', discount: 0.999 },
} as const satisfies Record<string, MaxEntHorizon>;

function check(input: MaxEntObjective, seed: number): void {
  const weights = randomWeights(seed, input.features.count, 0.7);
  const { gradient } = evaluateMaxEnt({ ...input, weights });
  const h = 1e-5;
  weights.forEach((w, i) => {
    const at = (x: number) => {
      const moved = weights.slice();
      moved[i] = x;
      return evaluateMaxEnt({ ...input, weights: moved }).objective;
    };
    const difference = (at(w + h) - at(w - h)) / (2 * h);
    expect(Math.abs(gradient[i] - difference)).toBeLessThan(2e-6 * Math.max(1, Math.abs(difference)));
  });
}

for (const model of ['causal', 'posterior'] as const) {
  for (const objective of ['likelihood', 'feature-matching'] as const) {
    for (const [name, horizon] of Object.entries(horizons)) {
      if (model === 'posterior' && name !== 'finite') continue;
      for (const reward of ['linear', 'state'] as const) {
        test(`${model}, ${objective}, ${name}, ${reward} reward`, () => {
          fc.assert(
            fc.property(
              fc.integer({ min: 0, max: 1e6 }),
              fc.integer({ min: 0, max: 2 }),
              fc.constantFrom(0.4, 1, 2.5),
              fc.boolean(),
              (seed, terminals, temperature, lastStates) => {
                const mdp = randomMdp(seed, 7, 3, terminals);
                const whole = randomTrajectories(mdp, seed + 1, [6, 6, 2, 4, 1]);
                const demonstrations = whole.map((t) =>
                  lastStates || t.terminated ? t : { ...t, states: t.states.slice(0, t.actions.length) },
                );
                const features = reward === 'linear' ? randomFeatures(seed, 7, 3) : stateIndicators(7);
                check(
                  { mdp, features, demonstrations, horizon, temperature, model, objective, l2: 0.03 },
                  seed + 2,
                );
              },
            ),
            { numRuns: 12, seed: 7 },
          );
        });
      }
    }
  }
}
