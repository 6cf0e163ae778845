import { expect, test } from 'vitest';
import { algorithmIds, algorithms } from '../../../../core/contract/index.ts';
import { defaultsOfAll } from './all-settings.ts';
import { clashes, hiddenSettings } from './settings-rules.ts';

const defaults = defaultsOfAll();

test('at the defaults, what means nothing is hidden', () => {
  const hidden = (id: (typeof algorithmIds)[number], actions: 'discrete' | 'continuous' | null) =>
    hiddenSettings(id, defaults[id], { actions, rewardOf: 'run' });
  expect(hidden('maxent-irl', 'discrete')).toEqual(['discount', 'stepSize']);
  expect(hidden('deep-maxent-irl', 'discrete')).toEqual(['discount']);
  expect(hidden('soft-solve', 'discrete')).toEqual(['reward']);
  expect(hidden('guided-cost-learning', 'continuous')).toEqual([]);
  expect(hidden('soft-actor-critic', 'continuous')).toEqual(['targetEntropyShare', 'huberWidth']);
  expect(hidden('soft-actor-critic', 'discrete')).toEqual(['targetEntropy', 'huberWidth']);
  // Until the world is open, both stay.
  expect(hidden('soft-actor-critic', null)).toEqual(['huberWidth']);
  expect(hidden('soft-q-learning', 'discrete')).toEqual([
    'huberWidth',
    'targetInterval',
    'valueSamples',
    'proposal',
    'particles',
    'samplerLearningRate',
  ]);
  expect(hidden('soft-policy-gradient', 'continuous')).toEqual(['baseline', 'steps', 'epochs', 'clipRange']);
});

test('a choice brings out what belongs to it', () => {
  const sac = { ...defaults['soft-actor-critic'], temperatureMode: 'fixed' as const, loss: 'huber' as const };
  expect(hiddenSettings('soft-actor-critic', sac, { actions: 'continuous', rewardOf: 'run' })).toEqual([
    'targetEntropy',
    'targetEntropyShare',
    'temperatureStepSize',
  ]);
  const linear = {
    ...defaults['soft-policy-gradient'],
    advantage: 'reward-to-go' as const,
    baseline: 'mean' as const,
    policyLayers: 0,
  };
  expect(hiddenSettings('soft-policy-gradient', linear, { actions: 'discrete', rewardOf: 'run' })).toEqual([
    'steps',
    'lambda',
    'epochs',
    'clipRange',
    'valueStepSize',
    'valueEpochs',
    'valueLayers',
    'minibatch',
    'units',
    'activation',
  ]);
  const quadratic = {
    ...defaults['guided-cost-learning'],
    reward: 'quadratic' as const,
    sampler: 'soft-policy-gradient' as const,
  };
  expect(
    hiddenSettings('guided-cost-learning', quadratic, { actions: 'continuous', rewardOf: 'run' }),
  ).toEqual([
    'hiddenWidth',
    'hiddenLayers',
    'activation',
    'temperature',
    'policyUpdates',
    'demonstrationReplay',
  ]);
});

test('where no reward was learned there are no demonstrations to start in', () => {
  for (const id of ['soft-actor-critic', 'soft-q-learning', 'soft-policy-gradient'] as const)
    for (const rewardOf of ['environment', 'run'] as const)
      expect(
        hiddenSettings(id, defaults[id], { actions: 'continuous', rewardOf }).includes('demonstrationStarts'),
      ).toBe(rewardOf === 'environment');
});

test('every rule is about a setting that exists, and something basic is left to choose', () => {
  for (const id of algorithmIds) {
    const { definition } = algorithms[id];
    const hidden = hiddenSettings(id, defaults[id], { actions: null, rewardOf: null });
    for (const key of hidden) expect(Object.keys(definition)).toContain(key);
    const basic = Object.keys(definition).filter(
      (key) =>
        definition[key as keyof typeof definition] !== undefined &&
        (definition as Record<string, { level: string }>)[key].level === 'basic' &&
        !hidden.includes(key),
    );
    expect(basic.length).toBeGreaterThanOrEqual(2);
  }
});

test('what does not go together is told, by setting', () => {
  const settings = defaultsOfAll();
  for (const id of algorithmIds) expect(clashes(id, settings)).toEqual({});
  Object.assign(settings['deep-maxent-irl'], { model: 'posterior', horizonKind: 'discounted' });
  expect(Object.keys(clashes('deep-maxent-irl', settings))).toEqual(['horizonKind']);
  expect(clashes('maxent-irl', settings)).toEqual({});
  Object.assign(settings['guided-cost-learning'], { expert: 'discounted', temperature: 'automatic' });
  expect(Object.keys(clashes('guided-cost-learning', settings))).toEqual(['temperature']);
});
