import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { call } from '../testing/call.ts';
import { golden } from '../testing/golden.ts';

const home = mkdtempSync(join(tmpdir(), 'apprentice-act-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface LinearQuadraticCase {
  readonly A: number[][];
  readonly B: number[][];
  readonly stateCost: number[][];
  readonly actionCost: number[][];
  readonly processNoiseCovariance: number[][];
  readonly gamma: number;
  readonly temperature: number;
  readonly gain: number[][];
  readonly policyCovariance: number[][];
}

async function json(...args: string[]) {
  const { code, out, err } = await call([...args, '--json'], { home });
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

test('a policy trained from the command line acts as the closed form does: gain within 10 %, deviation within 15 %', async () => {
  const lab = join(home, 'a.lab');
  const [one] = golden<{ cases: LinearQuadraticCase[] }>('linear-quadratic-oracle').cases;
  const { A, B, stateCost, actionCost, processNoiseCovariance, gamma, temperature } = one;
  const spec = join(home, 'spec.json');
  // The lab file does not exist yet: the run brings its world along.
  const environment = {
    kind: 'linear-quadratic',
    A,
    B,
    stateCost,
    actionCost,
    processNoiseCovariance,
    maxSteps: 10,
  };
  const settings = {
    discount: gamma,
    temperature,
    policyLayers: 0,
    units: 32,
    batchSteps: 1500,
    maxIterations: 60,
    policyStepSize: 0.06,
    valueStepSize: 0.01,
    minibatch: 256,
    engine: 'fused',
  };
  writeFileSync(
    spec,
    JSON.stringify({ algorithm: 'soft-policy-gradient', environment, settings, name: 'Push' }),
  );
  const run = await json('run', spec, '--lab', lab);
  expect(run).toMatchObject({ status: 'finished', error: null });
  expect(run.engine).toContain('chosen by hand');
  const file = join(home, 'observations.json');
  writeFileSync(file, JSON.stringify([[-1], [0], [1]]));
  const arguments_ = ['act', '--lab', lab, '--run', 'Push', '--observations', file, '--samples', '20000'];
  const acted = await json(...arguments_);
  expect(acted.samples).toBe(20_000);
  const slope = (acted.mean[2][0] - acted.mean[0][0]) / 2;
  expect(Math.abs(-slope / one.gain[0][0] - 1)).toBeLessThan(0.1);
  const deviation = Math.sqrt(acted.covariance[1][0][0]);
  expect(Math.abs(deviation / Math.sqrt(one.policyCovariance[0][0]) - 1)).toBeLessThan(0.15);
  // The same seed draws the same actions, another one others.
  expect(await json(...arguments_)).toEqual(acted);
  expect(await json(...arguments_, '--seed', '1')).not.toEqual(acted);

  writeFileSync(file, JSON.stringify({ observations: [[1, 2]] }));
  const wide = await call([...arguments_, '--json'], { home });
  expect({ code: wide.code, error: JSON.parse(wide.err).error.code }).toEqual({
    code: 1,
    error: 'InvalidInput',
  });
  writeFileSync(file, JSON.stringify([[1], [2, 3]]));
  const ragged = await call([...arguments_, '--json'], { home });
  expect(JSON.parse(ragged.err).error.where).toBe('observations[1]');
});

test('in a finite world the probabilities of the actions are given', async () => {
  const lab = join(home, 'b.lab');
  const spec = join(home, 'solve.json');
  writeFileSync(spec, JSON.stringify({ algorithm: 'soft-solve', environment: 'cliff', name: 'Solved' }));
  await json('run', spec, '--lab', lab);
  const file = join(home, 'states.json');
  writeFileSync(file, JSON.stringify([0, 5]));
  const { mean, mode, probabilities } = await json(
    'act',
    '--lab',
    lab,
    '--run',
    'Solved',
    '--observations',
    file,
    '--samples',
    '5000',
  );
  expect(probabilities).toHaveLength(2);
  probabilities.forEach((row: number[], k: number) => {
    expect(row.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 9);
    const expected = row.reduce((total, p, a) => total + a * p, 0);
    expect(Math.abs(mean[k][0] - expected)).toBeLessThan(0.1);
    expect(row[mode[k][0]]).toBe(Math.max(...row));
  });
});
