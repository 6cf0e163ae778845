import { expect, test } from 'vitest';
import { wholePolicy } from './whole-policy.ts';

const size = 6;
const whole = Float64Array.from({ length: 7 * size }, (_, i) => i);

/** A core that answers two steps at a time at most. */
const runs = {
  policy: async ({ from, count }: { id: string; from: number; count: number }) => {
    const steps = Math.min(count, 2, 7 - from);
    return {
      kind: 'tabular',
      runId: 'run_0123456789abcdef',
      horizon: 7,
      temperature: 1,
      discount: 1,
      from,
      count: steps,
      policy: whole.slice(from * size, (from + steps) * size),
      value: new Float64Array(3),
      visitation: new Float64Array(3),
    };
  },
};

test('pages are put together in order', async () => {
  const policy = await wholePolicy(runs as never, 'run_0123456789abcdef');
  expect(policy?.policy).toEqual(whole);
  expect(policy).not.toHaveProperty('from');
});

test('a run without a policy has none', async () => {
  expect(await wholePolicy({ policy: async () => null } as never, 'run_0123456789abcdef')).toBeNull();
});
