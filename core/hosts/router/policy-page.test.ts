import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostPolicyNumbers, type TabularPolicy } from '../../contract/index.ts';
import { policyPage } from './policy-page.ts';

const artifact = (horizon: number, size: number): TabularPolicy => ({
  kind: 'tabular',
  runId: 'run_0123456789abcdef',
  horizon,
  temperature: 1,
  discount: 1,
  policy: Float64Array.from({ length: Math.max(1, horizon) * size }, (_, i) => i),
  value: new Float64Array(1),
  visitation: new Float64Array(1),
});

test('pages of any size put together are the policy', () => {
  fc.assert(
    fc.property(
      fc.nat(12),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 20 }),
      (T, size, count) => {
        const whole = artifact(T, size);
        const read: number[] = [];
        for (let from = 0; from < Math.max(1, T); ) {
          const page = policyPage(whole, from, count);
          expect(page.from).toBe(from);
          read.push(...page.policy);
          from += page.count;
        }
        expect(read).toEqual([...whole.policy]);
      },
    ),
  );
});

test('a page never holds more than the limit, and always a step', () => {
  const size = mostPolicyNumbers / 4;
  expect(policyPage(artifact(10, size), 0, 10).policy.length).toBe(mostPolicyNumbers);
  const huge = policyPage(artifact(2, mostPolicyNumbers + 4), 1, 2);
  expect(huge.policy.length).toBe(mostPolicyNumbers + 4);
});

test('beyond the end one gets the last step', () => {
  const page = policyPage(artifact(3, 2), 7, 5);
  expect([page.from, page.count, ...page.policy]).toEqual([2, 1, 4, 5]);
});
