/** Against tests/golden/maxent-irl.json: numbers computed independently with numpy and scipy. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FiniteMdp } from '../../mdp/finite-mdp.ts';
import { evaluateMaxEnt, type MaxEntObjective, solveMaxEnt, type Trajectory } from './index.ts';

interface GoldenCase {
  nStates: number;
  nActions: number;
  horizon: number;
  transitions: [number, number, number, number][];
  initial: number[];
  stateFeatures: number[][];
  demonstrations: [number, number][][];
  l2: number;
  at: {
    weights: number[];
    posterior: { logLikelihood: number; gradient: number[] };
    causal: {
      meanLogLikelihood: number;
      gradientOfLogLikelihood: number[];
      featureMatchingGradient: number[];
    };
  };
  solution: {
    posterior: { weights: number[]; penalisedLogLikelihood: number };
    causalLikelihood: { weights: number[]; penalisedLogLikelihood: number };
    causalFeatureMatching: { weights: number[] };
  };
}

const golden = JSON.parse(
  readFileSync(new URL('../../../tests/golden/maxent-irl.json', import.meta.url), 'utf8'),
) as { cases: GoldenCase[] };

/** Rows of a transition list, sorted into CSR here so that this test leans on nothing but the formula. */
function mdpOf(c: GoldenCase): FiniteMdp {
  const rows: [number, number][][] = Array.from({ length: c.nStates * c.nActions }, () => []);
  for (const [s, a, s2, p] of c.transitions) if (p > 0) rows[s * c.nActions + a].push([s2, p]);
  const rowStart = [0];
  for (const row of rows) rowStart.push(rowStart[rowStart.length - 1] + row.length);
  return {
    stateCount: c.nStates,
    actionCount: c.nActions,
    rowStart: Int32Array.from(rowStart),
    successor: Int32Array.from(rows.flat().map(([s2]) => s2)),
    probability: Float64Array.from(rows.flat().map(([, p]) => p)),
    initial: Float64Array.from(c.initial),
    terminal: new Uint8Array(c.nStates),
  };
}

function problem(
  c: GoldenCase,
  model: MaxEntObjective['model'],
  objective: MaxEntObjective['objective'],
): MaxEntObjective {
  const demonstrations: Trajectory[] = c.demonstrations.map((steps) => ({
    states: Int32Array.from(steps.map(([s]) => s)),
    actions: Int32Array.from(steps.map(([, a]) => a)),
    terminated: false,
  }));
  const count = c.stateFeatures[0].length;
  const names = Array.from({ length: count }, (_, f) => `f${f}`);
  return {
    mdp: mdpOf(c),
    features: { count, names, values: Float64Array.from(c.stateFeatures.flat()) },
    demonstrations,
    horizon: { kind: 'finite', steps: c.horizon },
    temperature: 1,
    model,
    objective,
    l2: c.l2,
  };
}

function near(actual: ArrayLike<number>, wanted: number[], tolerance: number): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((w, i) => {
    expect(Math.abs(actual[i] - w)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(w)));
  });
}

golden.cases.forEach((c, i) => {
  test(`case ${i}: likelihoods and gradients at given weights`, () => {
    const weights = Float64Array.from(c.at.weights);
    const posterior = evaluateMaxEnt({ ...problem(c, 'posterior', 'likelihood'), weights });
    near([posterior.logLikelihood], [c.at.posterior.logLikelihood], 1e-11);
    near(posterior.dataGradient, c.at.posterior.gradient, 1e-9);
    const causal = evaluateMaxEnt({ ...problem(c, 'causal', 'likelihood'), weights });
    near([causal.logLikelihood], [c.at.causal.meanLogLikelihood], 1e-11);
    near(causal.dataGradient, c.at.causal.gradientOfLogLikelihood, 1e-8);
    near(causal.featureDifference, c.at.causal.featureMatchingGradient, 1e-8);
    const matching = evaluateMaxEnt({ ...problem(c, 'causal', 'feature-matching'), weights });
    near(matching.dataGradient, c.at.causal.featureMatchingGradient, 1e-8);
  });

  test(`case ${i}: maximisers from zero weights`, () => {
    const limits = { gradientTolerance: 1e-8, maxIterations: 500 };
    const posterior = solveMaxEnt({ ...problem(c, 'posterior', 'likelihood'), ...limits });
    expect(posterior.converged).toBe(true);
    near(posterior.weights, c.solution.posterior.weights, 1e-5);
    near([posterior.evaluation.objective], [c.solution.posterior.penalisedLogLikelihood], 1e-9);
    const causal = solveMaxEnt({ ...problem(c, 'causal', 'likelihood'), ...limits });
    expect(causal.converged).toBe(true);
    near(causal.weights, c.solution.causalLikelihood.weights, 1e-5);
    near([causal.evaluation.objective], [c.solution.causalLikelihood.penalisedLogLikelihood], 1e-9);
    const matching = solveMaxEnt({ ...problem(c, 'causal', 'feature-matching'), ...limits });
    expect(matching.converged).toBe(true);
    near(matching.weights, c.solution.causalFeatureMatching.weights, 1e-5);
  });
});
