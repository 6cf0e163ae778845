import { expect, test } from 'vitest';
import type { Space } from '../../../../core/environments/index.ts';
import { defaultsOfAll } from './all-settings.ts';
import { diagnoseTraining, type ForwardSpec, type Trained, targetEntropyOf } from './forward-diagnosis.ts';

const settings = defaultsOfAll();
const spec = <A extends ForwardSpec['algorithm']>(algorithm: A, changes: object = {}): ForwardSpec =>
  ({
    algorithm,
    environmentId: 'e',
    sourceRunId: null,
    seed: 0,
    settings: { ...settings[algorithm], ...changes },
  }) as ForwardSpec;
const within = (bound: number): Space => ({ kind: 'box', low: [-bound], high: [bound], labels: ['torque'] });
const torque = within(2);
const rows = 30;
const curve = (of: (i: number) => number) => Float64Array.from({ length: rows }, (_, i) => of(i));
const run = (values: Record<string, Float64Array>, changes: Partial<Trained>): Trained => ({
  status: 'running',
  metrics: {
    iterations: curve((i) => i + 1),
    values: { environmentSteps: curve((i) => 50 * (i + 1)), ...values },
  },
  spec: spec('soft-actor-critic'),
  actions: torque,
  ...changes,
});
const wobble = (i: number) => (i % 2 === 0 ? 1 : -1);
const texts = (trained: Trained) => diagnoseTraining(trained).map(({ text }) => text);
const tones = (trained: Trained) => diagnoseTraining(trained).map(({ tone }) => tone);

test('the target of the entropy is that of the trainer', () => {
  // -1 per number in a range scaled to [-1, 1]: log 2 more for a torque of ±2.
  expect(targetEntropyOf(settings['soft-actor-critic'], torque)).toBeCloseTo(-1 + Math.log(2), 12);
  const keys = { kind: 'discrete' as const, n: 4, labels: [] };
  expect(targetEntropyOf(settings['soft-actor-critic'], keys)).toBeCloseTo(0.3 * Math.log(4), 12);
  const free = within(Number.POSITIVE_INFINITY);
  expect(targetEntropyOf(settings['soft-actor-critic'], free)).toBe(-1);
});

test('a return that rises through its noise is seen, at the end with what to do', () => {
  const values = { return: curve((i) => -1000 + 20 * i + 15 * wobble(i)) };
  expect(texts(run(values, {}))[0]).toMatch(/^return .* and rising$/);
  const [ended] = diagnoseTraining(run(values, { status: 'finished' }));
  expect(ended).toMatchObject({ tone: 'attention' });
  expect(ended.detail).toContain('more environment steps');
});

test('noise alone is level', () => {
  const values = { return: curve((i) => -150 + 40 * wobble(i)) };
  expect(texts(run(values, { status: 'finished' }))[0]).toBe('return \u2212150 and steady');
  expect(tones(run(values, { status: 'finished' }))[0]).toBe('plain');
});

test('the entropy is held against its target', () => {
  const target = -1 + Math.log(2);
  const there = run({ entropy: curve((i) => target + 0.02 * wobble(i)) }, {});
  expect(texts(there).at(-1)).toContain('at its target');
  const off = { entropy: curve(() => target + 1) };
  expect(tones(run(off, {})).at(-1)).toBe('plain');
  expect(tones(run(off, { status: 'finished' })).at(-1)).toBe('attention');
  const fixed = spec('soft-actor-critic', { temperatureMode: 'fixed' });
  expect(texts(run(off, { spec: fixed })).at(-1)).not.toContain('target');
});

test('random first steps are told while they last', () => {
  const early = run({}, {});
  const metrics = { iterations: Float64Array.of(1), values: { environmentSteps: Float64Array.of(50) } };
  expect(texts({ ...early, metrics })[0]).toBe('acts at random for its first 500 steps');
  expect(texts(early)[0]).toBe('no episode has ended yet');
});

test('rash policy gradients and blind value networks want a look', () => {
  const rash = run(
    { divergence: curve(() => 0.4), explainedVariance: curve(() => -0.2) },
    { spec: spec('soft-policy-gradient') },
  );
  expect(tones(rash)).toEqual(['plain', 'attention', 'attention']);
  const calm = run(
    { divergence: curve(() => 0.01), explainedVariance: curve(() => 0.8) },
    { spec: spec('soft-policy-gradient') },
  );
  expect(tones(calm)).toEqual(['plain', 'plain']);
});

test('values that rest on few samples want a look', () => {
  const rough = run({ effectiveShare: curve(() => 0.04) }, { spec: spec('soft-q-learning') });
  expect(tones(rough)).toContain('attention');
});

test('a temperature that runs away wants a look; one that settles does not', () => {
  const away = run({ temperature: curve((i) => 0.2 * 2 ** i) }, {});
  expect(diagnoseTraining(away).at(-1)).toMatchObject({ tone: 'attention' });
  expect(tones(run({ temperature: curve(() => 300) }, {})).at(-1)).toBe('plain');
});
