import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimate, explainedVariance, normalise } from './advantages.ts';
import { closed, generalisedAdvantages, nStepReturns, rewardToGo, softRewards } from './returns.ts';
import { softPolicyGradientDefaults } from './spec.ts';

const close = (found: ArrayLike<number>, expected: ArrayLike<number>) => {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++) expect(found[i]).toBeCloseTo(expected[i], 10);
};

const rewards = Float64Array.of(1, 2, -1);
/** V(s_0) … V(s_3). */
const values = Float64Array.of(0.5, 1, -2, 4);

test('soft rewards pay each step for its own surprise', () => {
  close(softRewards([1, 2], [-3, 0.5], 0.1), [1.3, 1.95]);
});

test('reward-to-go by hand', () => {
  // -1 + 0.5·4 = 1;  2 + 0.5·1 = 2.5;  1 + 0.5·2.5 = 2.25
  close(rewardToGo(rewards, 0.5, 4), [2.25, 2.5, 1]);
  close(rewardToGo(rewards, 0.5, 0), [1.75, 1.5, -1]);
});

test('n-step returns by hand', () => {
  close(nStepReturns(rewards, values, 0.5, 1), [1.5, 1, 1]);
  // 1 + 0.5·2 + 0.25·(-2) = 1.5;  2 - 0.5 + 0.25·4 = 2.5;  the last has one reward left
  close(nStepReturns(rewards, values, 0.5, 2), [1.5, 2.5, 1]);
  close(nStepReturns(rewards, values, 0.5, 3), [2.25, 2.5, 1]);
  close(nStepReturns(rewards, values, 0.5, 99), rewardToGo(rewards, 0.5, 4));
});

test('generalised advantages by hand', () => {
  // δ = (1 + 0.5 - 0.5, 2 - 1 - 1, -1 + 2 + 2) = (1, 0, 3);  γλ = 0.4
  close(generalisedAdvantages(rewards, values, 0.5, 0.8), [1 + 0.16 * 3, 0.4 * 3, 3]);
});

test('after termination nothing follows; a time limit leaves V(s_T)', () => {
  close(closed(values, true), [0.5, 1, -2, 0]);
  close(closed(values, false), values);
  const settings = { ...softPolicyGradientDefaults(), discount: 0.5, lambda: 0 };
  for (const [terminated, last] of [
    [true, -1 + 2],
    [false, -1 + 0.5 * 4 + 2],
  ] as const)
    for (const advantage of ['gae', 'n-step', 'reward-to-go'] as const) {
      const found = estimate({ rewards, values, terminated }, { ...settings, advantage });
      expect(found.advantages[2]).toBeCloseTo(last, 10);
      expect(found.targets[2]).toBeCloseTo(last - 2, 10);
    }
});

test('without a value network the advantage is the bare return', () => {
  const settings = { ...softPolicyGradientDefaults(), advantage: 'reward-to-go', discount: 0.5 } as const;
  close(estimate({ rewards, values: null, terminated: false }, settings).advantages, [1.75, 1.5, -1]);
});

const anyEpisode = fc
  .array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((steps) => ({
    r: Float64Array.from(steps, ([r]) => r),
    v: Float64Array.from([...steps.map(([, v]) => v), 1.5]),
  }));
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('λ = 1 is reward-to-go minus V, λ = 0 the error of one step, between them the weighted n-step advantages', () => {
  fc.assert(
    fc.property(anyEpisode, share, share, ({ r, v }, discount, lambda) => {
      const length = r.length;
      const less = (returns: Float64Array) => returns.map((g, t) => g - v[t]);
      close(generalisedAdvantages(r, v, discount, 1), less(rewardToGo(r, discount, v[length])));
      close(generalisedAdvantages(r, v, discount, 0), less(nStepReturns(r, v, discount, 1)));
      // A(λ) = (1-λ) Σ_{n<T-t} λ^{n-1} A(n) + λ^{T-t-1} A(T-t)
      const mixed = new Float64Array(length);
      for (let n = 1; n <= length; n++) {
        const nStep = less(nStepReturns(r, v, discount, n));
        for (let t = 0; t + n <= length; t++)
          mixed[t] += lambda ** (n - 1) * (t + n < length ? 1 - lambda : 1) * nStep[t];
      }
      close(generalisedAdvantages(r, v, discount, lambda), mixed);
    }),
    { numRuns: 50 },
  );
});

test('normalised advantages; equal ones become zeros', () => {
  const raw = Float64Array.of(1, 3, 5, 7);
  close(normalise(raw, 'raw').advantages, raw);
  close(normalise(raw, 'centred').advantages, [-3, -1, 1, 3]);
  const { advantages, scale } = normalise(raw, 'standardised');
  close(
    advantages,
    [-3, -1, 1, 3].map((a) => a / Math.sqrt(5)),
  );
  expect(scale).toBeCloseTo(Math.sqrt(5), 12);
  close(normalise(Float64Array.of(2, 2), 'standardised').advantages, [0, 0]);
});

test('explained variance: all, none, and worse than none', () => {
  const targets = Float64Array.of(1, 2, 3);
  expect(explainedVariance(targets, targets)).toBe(1);
  expect(explainedVariance(Float64Array.of(7, 7, 7), targets)).toBeCloseTo(0, 12);
  expect(explainedVariance(Float64Array.of(3, 2, 1), targets)).toBeCloseTo(-3, 12);
  expect(explainedVariance(targets, Float64Array.of(1, 1, 1))).toBe(0);
});
