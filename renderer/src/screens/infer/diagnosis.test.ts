import { expect, test } from 'vitest';
import { maxEntDefaults } from '../../../../core/contract/algorithms.ts';
import type { ExactDiagnostics } from '../../../../core/contract/index.ts';
import { type Diagnosed, diagnose, diagnoseSolve } from './diagnosis.ts';
import { inOneSentence } from './finding.ts';
import { trendOf } from './trend.ts';

const metrics = (values: Record<string, number[]>) => ({
  iterations: Float64Array.from(Object.values(values)[0] ?? [], (_, i) => i),
  values: Object.fromEntries(Object.entries(values).map(([name, of]) => [name, Float64Array.from(of)])),
});

const ended: ExactDiagnostics = {
  converged: true,
  iterations: 14,
  logLikelihood: -0.5,
  heldOutLogLikelihood: -0.52,
  featureGap: 0.01,
  relativeFeatureGap: 0.008,
  gradientNorm: 1e-7,
  identification: { rank: 4, parameters: 4, upTo: ['Any constant may be added.'], unidentified: [] },
  remarks: [],
};

const running = (values: Record<string, number[]>): Diagnosed => ({
  status: 'running',
  metrics: metrics(values),
  diagnostics: null,
  settings: maxEntDefaults(),
});
const finished = (changes: Partial<ExactDiagnostics>): Diagnosed => ({
  ...running({}),
  status: 'finished',
  diagnostics: { ...ended, ...changes },
});

test('trends', () => {
  expect(trendOf(Float64Array.of(3, 2), 'relative', 0.01)).toBe('unknown');
  expect(trendOf(Float64Array.of(4, 3, 2, 1), 'relative', 0.01)).toBe('falling');
  expect(trendOf(Float64Array.of(0, 9, 10, 10, 10.01), 'range', 0.01)).toBe('level');
  expect(trendOf(Float64Array.of(1, Number.NaN, 2, 3), 'range', 0.01)).toBe('rising');
});

test('a slow fall over thousands of iterations is a fall', () => {
  const slow = Float64Array.from({ length: 8000 }, (_, i) => 1 / (1 + i / 1000));
  expect(trendOf(slow, 'relative', 0.02)).toBe('falling');
});

test('a run that goes well says so in one sentence', () => {
  const findings = diagnose(
    running({
      relativeFeatureGap: [1, 0.2, 0.05, 0.008],
      gradientNorm: [1, 0.5, 0.1, 0.02],
      logLikelihood: [-1.4, -0.7, -0.6, -0.6],
      heldOutLogLikelihood: [-1.4, -0.62, -0.62, -0.62],
    }),
  );
  expect(inOneSentence(findings, 3)).toBe(
    'Feature gap 0.80\u00a0% and falling; gradient norm 0.020 and falling; held-out likelihood has stopped improving.',
  );
});

test('a finished run is good where nothing is left to do', () => {
  expect(diagnose(finished({})).map((finding) => finding.tone)).toEqual(['good', 'good', 'good', 'good']);
});

test('what wants a look is told with its remedy', () => {
  const gap = diagnose(finished({ relativeFeatureGap: 0.3 }))[0];
  expect(gap.tone).toBe('attention');
  expect(gap.detail).toContain('L2');
  const limit = diagnose(finished({ converged: false, iterations: 500 }))[1];
  expect(limit.text).toContain('limit of 500');
  const overfitted = diagnose(finished({ heldOutLogLikelihood: -1.5 }))[2];
  expect(overfitted.text).toContain('trails');
  const none = diagnose(finished({ heldOutLogLikelihood: null }))[2];
  expect(none.text).toBe('nothing was held out');
});

test('a run that failed before its first report is not blamed for holding nothing out', () => {
  expect(diagnose({ ...running({}), status: 'failed' })).toEqual([]);
});

test('a held-out likelihood that falls is past its best', () => {
  const curve = [-1.4, -0.6, -0.5, -0.52, -0.6, -0.7];
  const findings = diagnose(
    running({ logLikelihood: curve.map((v) => v + 0.01), heldOutLogLikelihood: curve }),
  );
  expect(findings.find((finding) => finding.text.startsWith('held-out'))?.text).toContain('past its best');
});

test('what is not identified is named', () => {
  const findings = diagnose(
    finished({ identification: { rank: 2, parameters: 4, upTo: [], unidentified: ['mud', 'water'] } }),
  );
  expect(findings.map((finding) => finding.text)).toContain(
    '2 of 4\u00a0directions of the reward identified',
  );
  expect(findings.find((finding) => finding.text.includes('no data moves'))?.detail).toContain('mud, water');
});

test('a forward solve tells how exact it is', () => {
  const curve = metrics({ residual: [1, 0.1, 1e-10] });
  const solve = (status: 'running' | 'finished') =>
    diagnoseSolve({ status, metrics: curve, tolerance: 1e-9 }).map((finding) => finding.text);
  expect(solve('finished')).toEqual(['solved in 2\u00a0iterations']);
  expect(solve('running')[0]).toContain('and falling');
  expect(diagnoseSolve({ status: 'running', metrics: metrics({}), tolerance: 1 })).toEqual([]);
});

test('a run that has reported nothing yet has nothing to say', () => {
  expect(diagnose(running({}))).toEqual([]);
  expect(inOneSentence([], 3)).toBe('');
});
