import { expect, test } from 'vitest';
import { diagnoseGuided, type Sampled } from './guided-diagnosis.ts';

const flat = (value: number) => Array.from({ length: 12 }, () => value);
const run = (values: Record<string, number[]>, changes: Partial<Sampled>): Sampled => ({
  status: 'running',
  metrics: {
    iterations: Float64Array.from({ length: 12 }, (_, i) => i + 1),
    values: Object.fromEntries(Object.entries(values).map(([name, of]) => [name, Float64Array.from(of)])),
  },
  diagnostics: null,
  settings: { clipping: 'off' },
  ...changes,
});
const good = {
  effectiveSampleSize: flat(0.6),
  trajectories: flat(40),
  logPartition: flat(12),
  logPartitionLow: flat(11.8),
  logPartitionHigh: flat(12.2),
  demonstrationReward: flat(0.5),
  sampleReward: flat(0.5),
  logLikelihood: flat(-3),
  return: flat(-100),
};

test('a run that goes well has nothing to look at', () => {
  const findings = diagnoseGuided(run(good, {}));
  expect(findings.map(({ tone }) => tone)).toEqual(['good', 'good', 'good', 'plain', 'plain']);
  expect(findings[1].text).toBe('log Z 12 (11.8 to 12.2)');
});

test('collapsed weights are said in trajectories, with what to do', () => {
  const few = run({ ...good, effectiveSampleSize: flat(1.5 / 40) }, {});
  const [weights] = diagnoseGuided(few);
  expect(weights).toMatchObject({
    tone: 'attention',
    text: 'the weights rest on 1.5 of 40\u00a0trajectories',
  });
  expect(weights.detail).toMatch(/more episodes per iteration.*L2 penalty/i);
  expect(diagnoseGuided(run({ ...good, effectiveSampleSize: flat(0.1) }, {}))[0].tone).toBe('plain');
});

test('the interval of log Z decides how well the likelihood is known', () => {
  const wide = run({ ...good, logPartitionLow: flat(8), logPartitionHigh: flat(16) }, {});
  expect(diagnoseGuided(wide)[1]).toMatchObject({ tone: 'attention' });
  expect(diagnoseGuided(wide)[1].detail).toContain('8\u00a0nats');
});

test('a policy that earns less than the demonstrations is told when the run has ended', () => {
  const poor = { ...good, sampleReward: flat(0.2) };
  expect(diagnoseGuided(run(poor, {}))[2].tone).toBe('plain');
  expect(diagnoseGuided(run(poor, { status: 'finished' }))[2].tone).toBe('attention');
});

test('what the core remarks is passed on, but not twice', () => {
  const diagnostics = {
    kind: 'sampled' as const,
    iterations: 12,
    logLikelihood: -2,
    logPartition: { value: 5, low: 4.9, high: 5.1 },
    effectiveSampleSize: 0.02,
    remarks: ['The importance weights have collapsed: 40 …', 'Only 2 demonstrations were learnt from.'],
  };
  const texts = diagnoseGuided(run(good, { status: 'finished', diagnostics })).map(({ text }) => text);
  expect(texts[0]).toContain('0.80 of 40');
  expect(texts.filter((text) => text.includes('collapsed'))).toEqual([]);
  expect(texts.at(-1)).toBe('Only 2 demonstrations were learnt from.');
});

test('with even shares nothing rests on the weights, and nothing is made of their collapse', () => {
  const even = run(
    { ...good, effectiveSampleSize: flat(1 / 40), sampleReward: flat(-3) },
    {
      settings: { clipping: 'even' },
      status: 'finished',
    },
  );
  const findings = diagnoseGuided(even);
  expect(findings.map(({ tone }) => tone)).toEqual(['plain', 'plain', 'plain']);
  expect(findings[0].text).toContain('return of the policy');
  expect(findings[2].detail).toContain('does not rest on importance weights');
});

test('before the first iteration there is nothing to say', () => {
  expect(diagnoseGuided(run({}, {}))).toEqual([]);
});
