import { expect, test } from 'vitest';
import { createContinuousEnvironment, softOptimalControl, softValue } from '../../environments/index.ts';
import { createFusedEngine } from '../../networks/index.ts';
import { linearQuadraticCases } from '../testing/linear-quadratic.ts';
import { SoftPolicyGradientTrainer, softPolicyGradientDefaults } from './index.ts';

const cases = linearQuadraticCases();
const engine = await createFusedEngine();
/** A linear policy, one gradient step a batch; the second case moves slowly, and takes longer. */
const common = { policyLayers: 0, units: 32, minibatch: 256, valueStepSize: 0.01 };
const quick = { ...common, batchSteps: 1500, maxIterations: 60, policyStepSize: 0.06 };
const slow = { ...common, batchSteps: 3000, maxIterations: 100, policyStepSize: 0.1 };

test.each([
  { of: 0, seeds: [0, 1, 2], maxSteps: 10, settings: quick },
  { of: 1, seeds: [0], maxSteps: 30, settings: slow },
  { of: 2, seeds: [0, 1, 2], maxSteps: 10, settings: quick },
])('case $of comes out as its closed form: gain, deviation, value', ({ of, seeds, maxSteps, settings }) => {
  const { gamma: discount, temperature, ...world } = cases[of];
  const control = softOptimalControl(world, { discount, temperature });
  const { stateWidth: n, actionWidth: m } = control;
  for (const seed of seeds) {
    const { A, B, stateCost, actionCost, processNoiseCovariance } = world;
    const environment = createContinuousEnvironment({
      kind: 'linear-quadratic',
      A,
      B,
      stateCost,
      actionCost,
      processNoiseCovariance,
      maxSteps,
    });
    const trainer = new SoftPolicyGradientTrainer({
      environment,
      settings: { ...softPolicyGradientDefaults(), ...settings, discount, temperature },
      seed,
      engine,
      reward: null,
    });
    while (!trainer.step().finished);
    // W [n x 2m] and b [2m]: the mean is W'x + b, so that K = -W'.
    const { parameters } = trainer.policy().network;
    const largest = Math.max(...control.gain.map(Math.abs));
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++)
        expect(Math.abs(-parameters[j * 2 * m + i] - control.gain[i * n + j])).toBeLessThan(0.1 * largest);
      const deviation = Math.exp(parameters[n * 2 * m + m + i]);
      expect(Math.abs(deviation / Math.sqrt(control.covariance[i * m + i]) - 1)).toBeLessThan(0.15);
    }
    const ones = new Float64Array(n).fill(1);
    const value = softValue(control, ones);
    expect(Math.abs(trainer.values(ones, 1)![0] / value - 1)).toBeLessThan(0.05);
    trainer.dispose();
  }
});
